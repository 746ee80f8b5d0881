package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"

	"reportlint/lint/diag"
)

// fileSystem is what rewriting a file asks of the system, each call of which may fail.
type fileSystem interface {
	open(path string) (*os.File, error)
	lock(f *os.File) error
	read(f *os.File) ([]byte, error) // from its beginning, each time
	stat(path string) (os.FileInfo, error)
	temp(folder, name string) (*os.File, error) // without a name, where the system can
	write(f *os.File, content []byte) error
	mode(f *os.File, like os.FileInfo) error
	sync(f *os.File) error
	link(f *os.File, path string) error // gives a file without a name one
	rename(from, to string) error
	syncFolder(folder string) error
	remove(path string) error
}

// rewrite puts new content in the place of a file's, in one step: whoever reads the file
// sees the old bytes or the new, whenever the power goes. It refuses where the file is not
// what it was when it was judged, and where more than these bytes would change: a file with
// other names, or one that is not to be written. It returns whether the new content is there, and what went
// wrong, which may be no more than that it is not sure to stay.
func rewrite(fs fileSystem, path string, old, new []byte) (written bool, why *diag.Phrase) {
	target := whereIs(path) // a link stays a link
	f, err := lockFile(fs, target)
	if err != nil {
		return false, failure(err)
	}
	defer f.Close() // and with it the lock
	info, err := f.Stat()
	if err != nil {
		return false, failure(err)
	}
	if why := forbidden(info); why != nil {
		return false, why
	}
	if why := changed(fs, f, target, info, old); why != nil {
		return false, why
	}
	folder, name := filepath.Split(target)
	temp, err := replacement(fs, folder, name, info, new)
	if err != nil {
		return false, failure(err)
	}
	if why := changed(fs, f, target, info, old); why != nil { // an editor knows nothing of the lock
		_ = fs.remove(temp) // else the next run sweeps it away
		return false, why
	}
	if err := fs.rename(temp, target); err != nil {
		return false, failure(errors.Join(err, fs.remove(temp)))
	}
	if err := fs.syncFolder(folder); err != nil {
		why := worldly(err)
		return true, &diag.Phrase{ZH: "已经写入，但未能确认存盘：" + why.ZH, EN: "written, but perhaps not yet on the disk: " + why.EN}
	}
	return true, nil
}

// lockFile opens a file for nobody else to rewrite. Who waits for the lock may get that of a
// file that was replaced meanwhile, and tries again.
func lockFile(fs fileSystem, path string) (*os.File, error) {
	for {
		f, err := fs.open(path)
		if err != nil {
			return nil, err
		}
		if err := fs.lock(f); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		mine, err := f.Stat()
		if err == nil {
			var there os.FileInfo
			if there, err = fs.stat(path); err == nil && os.SameFile(mine, there) {
				return f, nil
			}
		}
		if closed := f.Close(); err != nil || closed != nil {
			return nil, errors.Join(err, closed)
		}
	}
}

// changed says why a file that is open is not, or not any more, what was judged, and what it
// was when it was opened. What it has is looked at before how it is, so that whoever saves
// it in between has given it another time.
func changed(fs fileSystem, f *os.File, path string, opened os.FileInfo, judged []byte) *diag.Phrase {
	now, err := fs.read(f)
	if err != nil {
		return failure(err)
	}
	there, err := fs.stat(path)
	if err != nil {
		return failure(err)
	}
	if !bytes.Equal(now, judged) || !os.SameFile(opened, there) || opened.Size() != there.Size() || !opened.ModTime().Equal(there.ModTime()) {
		return &diag.Phrase{ZH: "检查之后文件被改动，没有写入", EN: "the file was changed after it was judged, nothing was written"}
	}
	return nil
}

// forbidden says why a file is not to be replaced.
func forbidden(info os.FileInfo) *diag.Phrase {
	if !info.Mode().IsRegular() {
		return notRegular()
	}
	if info.Mode().Perm()&0o222 == 0 {
		return &diag.Phrase{ZH: "文件是只读的，没有写入", EN: "the file is read-only, nothing was written"}
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok && s.Nlink > 1 {
		return &diag.Phrase{ZH: "文件有不止一个名字（硬链接），没有写入", EN: "the file has more than one name (hard links), nothing was written"}
	}
	return nil
}

// replacement writes what is to stand in the place of a file, and returns under which name.
// Until it is whole it has none, where the system can do that.
func replacement(fs fileSystem, folder, name string, like os.FileInfo, content []byte) (string, error) {
	path := tempPath(folder, name)
	f, err := fs.temp(folder, path)
	if err != nil {
		return "", err
	}
	err = fs.write(f, content)
	if err == nil {
		err = fs.mode(f, like)
	}
	if err == nil {
		err = fs.sync(f)
	}
	if err == nil {
		err = fs.link(f, path)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		if rest := fs.remove(path); rest != nil && !errors.Is(rest, os.ErrNotExist) {
			err = errors.Join(err, rest)
		}
		return "", err
	}
	return path, nil
}

// tempPath returns where a file is for the moment before it takes another's place, in the
// same folder. Names may be as long as the system allows, so it has a sum of the name.
func tempPath(folder, name string) string {
	sum := sha256.Sum256([]byte(name))
	return filepath.Join(folder, fmt.Sprintf(".%x.%d.reportlint", sum[:8], os.Getpid()))
}

// tempName matches the names of such files; the group is the process that made it.
func tempName() *regexp.Regexp { return regexp.MustCompile(`^\..*\.([0-9]+)\.reportlint$`) }

// sweep removes what processes left in a folder that were killed in that moment.
func sweep(fs fileSystem, folder string) {
	entries, err := os.ReadDir(orHere(folder))
	if err != nil {
		return // it will be told when the file is written
	}
	for _, e := range entries {
		m := tempName().FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		if pid, err := strconv.Atoi(m[1]); err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = fs.remove(filepath.Join(folder, e.Name())) // it is in nobody's way
		}
	}
}

// orHere returns a folder, which is the current one where a path names none.
func orHere(folder string) string {
	if folder == "" {
		return "."
	}
	return folder
}

// failure words an error of rewriting.
func failure(err error) *diag.Phrase {
	why := worldly(err)
	return &diag.Phrase{ZH: "没有写入：" + why.ZH, EN: "nothing was written: " + why.EN}
}

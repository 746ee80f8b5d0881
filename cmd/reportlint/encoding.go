package main

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"reportlint/lint/diag"
)

// refusal says why bytes are not taken for text.
type refusal struct {
	within []byte // what the offset counts in
	offset int
	why    diag.Phrase
}

// decode returns content as UTF-8. bad is the offset in text of the first thing that is
// no character, where U+FFFD now stands, or -1. Offsets of everything that follows are
// those of the UTF-8 text; lines and columns are those that an editor shows.
func decode(content []byte, legacy bool) (text []byte, bad int, refused *refusal) {
	switch {
	case bytes.HasPrefix(content, []byte{0xFF, 0xFE}), bytes.HasPrefix(content, []byte{0xFE, 0xFF}):
		text = fromUTF16(content)
		bad = bytes.IndexRune(text, utf8.RuneError)
	case bytes.IndexByte(content, 0) >= 0:
		text, bad = content, -1 // refused below
	case utf8.Valid(content):
		text, bad = content, -1
	default:
		text = fromGB18030(content)
		first, good, wrong := survey(content)
		bad = first
		// Chinese in UTF-8 with one slip often happens to be GB 18030 too, but then most
		// of its bytes are good UTF-8.
		likely := wrong > good && !bytes.ContainsRune(text, utf8.RuneError)
		switch {
		case legacy, likely && declaresLegacy(content):
			bad = bytes.IndexRune(text, utf8.RuneError)
		case likely:
			return nil, -1, &refusal{within: content, offset: bad, why: diag.Phrase{
				ZH: fmt.Sprintf("不是 UTF-8，像是 GBK（偏移 %d）；如确是，请加 --encoding gbk", bad),
				EN: fmt.Sprintf("not UTF-8, looks like GBK (offset %d); if it is, pass --encoding gbk", bad),
			}}
		default:
			text = bytes.ToValidUTF8(content, []byte("\uFFFD"))
		}
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return nil, -1, &refusal{within: text, offset: i, why: diag.Phrase{
			ZH: fmt.Sprintf("是二进制内容（偏移 %d 处有 NUL 字节）", i),
			EN: fmt.Sprintf("binary content (NUL byte at offset %d)", i),
		}}
	}
	return text, bad, nil
}

// declaresLegacy reports whether a page of HTML says of itself that it is in GB 18030, or in an
// encoding that is a part of it.
func declaresLegacy(content []byte) bool {
	const prescan = 1024 // bytes in which browsers look for it, too
	head := bytes.ToLower(content[:min(len(content), prescan)])
	for {
		_, rest, found := bytes.Cut(head, []byte("<meta"))
		if !found {
			return false
		}
		tag, _, _ := bytes.Cut(rest, []byte(">"))
		if _, name, found := bytes.Cut(tag, []byte("charset=")); found {
			return bytes.HasPrefix(bytes.TrimLeft(name, `"' `), []byte("gb"))
		}
		head = rest
	}
}

// survey returns the offset of the first byte that is not UTF-8, and how many bytes
// belong to characters of several bytes, and how many to none.
func survey(content []byte) (first, good, bad int) {
	first = -1
	for i := 0; i < len(content); {
		r, n := utf8.DecodeRune(content[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
			if first < 0 {
				first = i
			}
		case n > 1:
			good += n
		}
		i += n
	}
	return first, good, bad
}

// fromUTF16 goes by the byte order mark and drops it. The decoder puts U+FFFD in the
// place of what it cannot read, and fails at nothing.
func fromUTF16(content []byte) []byte {
	text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(content)
	if err != nil {
		return []byte("\uFFFD")
	}
	return text
}

// fromGB18030 is to GB 18030 what fromUTF16 is to UTF-16.
func fromGB18030(content []byte) []byte {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content)
	if err != nil {
		return []byte("\uFFFD")
	}
	return text
}

// encodeLike returns text in the encoding of raw, which was decoded; ok is false if that
// encoding lacks a character of it, or would not give back the bytes of raw.
func encodeLike(raw, decoded, text []byte) (out []byte, ok bool) {
	if bytes.Equal(raw, decoded) {
		return text, true
	}
	for _, e := range []encoding.Encoding{
		unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		simplifiedchinese.GB18030,
	} {
		back, err := e.NewEncoder().Bytes(bytes.TrimPrefix(decoded, []byte(diag.BOM)))
		if err != nil || !bytes.Equal(back, raw) {
			continue
		}
		out, err := e.NewEncoder().Bytes(bytes.TrimPrefix(text, []byte(diag.BOM)))
		return out, err == nil
	}
	return nil, false
}

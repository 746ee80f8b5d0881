package main

import (
	"errors"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"

	"github.com/spf13/cobra"
)

// measuring is what a command line asks to be written about the run itself, for those who
// make the program faster: it says nothing about drafts, and help does not name it.
type measuring struct {
	cpu, memory, trace string // files; "" where nothing is asked for
	end                []func() error
}

// flags adds the flags that ask for it to a command and to those under it.
func (m *measuring) flags(root *cobra.Command) {
	f := root.PersistentFlags()
	for _, flag := range []struct {
		name, usage string
		file        *string
	}{
		{"cpuprofile", "write a profile of processor time to a file", &m.cpu},
		{"memprofile", "write a profile of all allocations to a file", &m.memory},
		{"trace", "write a trace of the run to a file", &m.trace},
	} {
		f.StringVar(flag.file, flag.name, "", flag.usage)
		f.Lookup(flag.name).Hidden = true
	}
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return m.begin() }
}

// begin starts what was asked for. What it has started, finish ends, also where it fails.
func (m *measuring) begin() error {
	if m.cpu != "" {
		if err := m.record(m.cpu, func(f *os.File) error { return pprof.StartCPUProfile(f) }, pprof.StopCPUProfile); err != nil {
			return err
		}
	}
	if m.trace != "" {
		if err := m.record(m.trace, func(f *os.File) error { return trace.Start(f) }, trace.Stop); err != nil {
			return err
		}
	}
	if m.memory == "" {
		return nil
	}
	f, err := os.Create(m.memory) // now, so that a wrong name is told before the work
	if err != nil {
		return unwritable(m.memory, err)
	}
	m.end = append(m.end, func() error {
		runtime.GC() // allocations are counted once they have been collected
		err := pprof.Lookup("allocs").WriteTo(f, 0)
		return m.close(f, err)
	})
	return nil
}

// record has something written to a file from now on.
func (m *measuring) record(name string, start func(*os.File) error, stop func()) error {
	f, err := os.Create(name)
	if err != nil {
		return unwritable(name, err)
	}
	if err := start(f); err != nil {
		return m.close(f, err)
	}
	m.end = append(m.end, func() error {
		stop()
		return m.close(f, nil)
	})
	return nil
}

// close closes a file to which writing ended with an error or with none.
func (m *measuring) close(f *os.File, err error) error {
	if err = errors.Join(err, f.Close()); err != nil {
		return unwritable(f.Name(), err)
	}
	return nil
}

// finish writes out what was started.
func (m *measuring) finish() error {
	var all []error
	for _, end := range m.end {
		all = append(all, end())
	}
	return errors.Join(all...)
}

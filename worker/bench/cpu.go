package bench

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// cpu is processor time spent, by who spent it. The program itself is worker
// and client in one. Where the system has no /proc, all is zero.
type cpu struct {
	program, temporal, database time.Duration
}

func (c cpu) minus(o cpu) cpu {
	return cpu{c.program - o.program, c.temporal - o.temporal, c.database - o.database}
}

func (c cpu) total() time.Duration { return c.program + c.temporal + c.database }

// meter reads the processor time of this process and of the two servers.
func meter(temporal, database int) func() cpu {
	return func() cpu {
		return cpu{program: spent(os.Getpid()), temporal: spent(temporal), database: withChildren(database)}
	}
}

// tick is the unit of /proc/<pid>/stat on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// spent is user and system time of a process and of its children that ended.
func spent(pid int) time.Duration {
	fields := stat(pid)
	if len(fields) < 15 {
		return 0
	}
	var total time.Duration
	for _, f := range fields[11:15] {
		n, _ := strconv.ParseInt(f, 10, 64) // the kernel writes numbers
		total += time.Duration(n) * tick
	}
	return total
}

// withChildren adds the children that live: PostgreSQL works in those.
func withChildren(pid int) time.Duration {
	total := spent(pid)
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		child, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if fields := stat(child); len(fields) > 1 && fields[1] == strconv.Itoa(pid) {
			total += spent(child)
		}
	}
	return total
}

// stat is /proc/<pid>/stat from the state on: its second field is the parent.
func stat(pid int) []string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	end := bytes.LastIndexByte(text, ')')
	if err != nil || end < 0 {
		return nil
	}
	return strings.Fields(string(text[end+1:]))
}

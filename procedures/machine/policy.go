package machine

import "github.com/donthu/donthu/procedures/legaltime"

// Policies that a procedure may declare about counting itself. The law is in
// doubt about each (see legaltime.Policy); "khong" switches the reading off,
// every other value keeps the default.
const (
	RollPolicy         = "cuon-ngay-nghi" // a last day that is a day off rolls to the next working day
	CompensatoryPolicy = "cuon-nghi-bu"   // a compensatory or swapped day off rolls like a holiday
	SaturdayPolicy     = "tinh-lam-bu"    // a Saturday worked in exchange counts as a working day
)

// counting is the way of counting that a case follows.
func (l *Law) counting(s *State) legaltime.Policy {
	p := legaltime.DefaultPolicy()
	if !l.doubtful {
		return p
	}
	read := l.reader(s)
	p.Roll = read(RollPolicy) != off
	p.RollCompensatory = read(CompensatoryPolicy) != off
	p.WorkingSaturdays = read(SaturdayPolicy) != off
	return p
}

const off = "khong"

// Package year is a simulated year of a province: twenty thousand petitions of
// the library's procedures, officers who fall ill and leave, schedules that
// change, programs that die half way. At its end, a slow reading of the record
// with code of its own says of each rung of each case when it was due and who
// had to be told, and all must agree. It is a test with a report: make year.
package year

package store

// TasksQuery and CasesQuery let a test look at their plans.
func TasksQuery() string { return tasksQuery }
func CasesQuery() string { return casesQuery }

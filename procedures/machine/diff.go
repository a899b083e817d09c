package machine

import "slices"

// commands are what the world must do: the difference between the case before
// and after, and the alarms that were raised.
func commands(law *Law, before *State, d *draft) []Command {
	return difference(law, before, Tasks(law, *before), d)
}

// difference is told which tasks were open.
func difference(law *Law, before *State, tasks []Task, d *draft) []Command {
	after := &d.State
	out := clocksMoved(nil, before, after)
	out = tasksMoved(out, tasks, Tasks(law, *after))
	for i := range d.notices {
		out = append(out, Command{Kind: Notify, Notice: &d.notices[i]})
	}
	for i := range d.links {
		out = append(out, Command{Kind: LinkCase, Link: &d.links[i]})
	}
	if before.Responsible != after.Responsible || !sameOffer(before.Handoff, after.Handoff) {
		out = append(out, Command{Kind: HandOver})
	}
	if before.Outcome == "" && after.Outcome != "" {
		out = append(out, Command{Kind: End})
	}
	return out
}

func sameOffer(a, b *Handoff) bool {
	return a == b || a != nil && b != nil && *a == *b
}

func clocksMoved(out []Command, before, after *State) []Command {
	for i := range after.Clocks {
		c := &after.Clocks[i]
		// Clocks keep their place: a new one stands at the end.
		if i < len(before.Clocks) && sameClock(&before.Clocks[i], c) {
			continue
		}
		set := *c
		out = append(out, Command{Kind: SetClock, Clock: &set})
	}
	return out
}

func sameClock(a, b *Clock) bool {
	return a.Name == b.Name && a.Started == b.Started && a.From == b.From && a.Term == b.Term && a.Warn == b.Warn &&
		a.Fresh == b.Fresh && a.Nominal == b.Nominal && a.Due == b.Due && a.WarnBy == b.WarnBy && a.State == b.State &&
		a.Ended == b.Ended && a.Late == b.Late && a.Round == b.Round && a.Run == b.Run && slices.Equal(a.Pauses, b.Pauses) &&
		slices.Equal(a.PausedBy, b.PausedBy) && slices.Equal(a.Extensions, b.Extensions) && slices.Equal(a.Fired, b.Fired)
}

func sameTask(a, b *Task) bool {
	return a.Act == b.Act && a.Unit == b.Unit && a.Clock == b.Clock && a.Due == b.Due && slices.Equal(a.Roles, b.Roles)
}

// tasksMoved closes what is no longer open and opens what is new or changed.
func tasksMoved(out []Command, before, after []Task) []Command {
	for i := range before {
		if find(after, before[i].Act) == nil {
			out = append(out, Command{Kind: CloseTask, Task: &before[i]})
		}
	}
	for i := range after {
		if old := find(before, after[i].Act); old == nil || !sameTask(old, &after[i]) {
			out = append(out, Command{Kind: OpenTask, Task: &after[i]})
		}
	}
	return out
}

func find(tasks []Task, act string) *Task {
	for i := range tasks {
		if tasks[i].Act == act {
			return &tasks[i]
		}
	}
	return nil
}

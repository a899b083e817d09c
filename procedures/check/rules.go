// Package check says what must not be written in a procedure. One rule a file,
// named after its code; a page in docs/checks and a story in testdata bear the
// same name.
package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/statute"
)

// Rule is one thing that must not be.
type Rule struct {
	Code     string // name of its file, page and story
	Severity diag.Severity
	Check    func(*pass)
}

// Rules are all rules.
var Rules = slices.Concat(local, paths, among)

// local are the rules that look at one place at a time. They pass over names
// that do not exist: unknown ones are the matter of the name rules.
var local = []Rule{
	nameRole, nameAct, nameForm, nameClock, nameStage, nameField, nameReserved, nameUnused,
	citeKnown, citeForce, citePart, citeRegistry, citeProvision,
	guardSyntax, guardName, guardType, guardOption, secretGuard, secretFact, secretPlain, secretForm,
	formFact, formChoice, formDate, formPropose, formKnown, policyDefault, policyCited, effectiveDates, appliesShape, tableOrder, branchTotal, stageOutcome, stageOffer,
	clockMet, clockLadder, rungLate, rungShare, clockLapse, termShape, extensionBound, extensionWithin,
	termLaw, termUnknown, groundLaw, stepLaw,
	actGround, roleTold, handoffRole, handoffUnit, handoffAnswer, followsShape,
}

// paths are the rules about what can come of a procedure. Where a name leads
// nowhere they would only repeat that in other words, so they wait until every
// name is known.
var paths = []Rule{
	termCarried, stageReachable, stageEnds, stageClock, stagePaused, lapseCycle, walkBound, clockStarts, clockEnds, clockLapsed, actRequires, tasksDeadlock, responsibleOne,
}

// among are the rules about what a file says of other procedures.
var among = []Rule{appliesTotal, followsKnown, followsKept, secretFlow, secretKept}

// Among asks the rules about what a file says of other procedures: all
// versions that are published or to be published with it. The file itself may
// be one of them. Of the procedures named in unread some version could not be
// read: what others lacks of them may stand there.
func Among(f *source.File, others []*plan.Plan, unread ...string) diag.List {
	p := &pass{index: indexOf(f), others: others, unread: unread}
	p.ask(among)
	return p.found
}

// Run asks about a file whose shape is right all rules that need no other. What
// the law says they take from a book; of an empty one they say nothing.
func Run(f *source.File, law *statute.Book) diag.List {
	p := &pass{index: indexOf(f), law: law}
	p.ask(local)
	if p.opening() != nil && !slices.ContainsFunc(p.found, func(b diag.Problem) bool { return strings.HasPrefix(b.Code, "name_") && b.Severity == diag.Error }) {
		p.ahead = look(p.index)
		p.ask(paths)
	}
	return p.found
}

func (p *pass) ask(rules []Rule) {
	for _, r := range rules {
		p.rule, p.said = r, 0
		r.Check(p)
	}
}

// pass is one run over one file.
type pass struct {
	*index
	law    *statute.Book
	others []*plan.Plan
	unread []string // names of procedures of which a version is missing among the others
	rule   Rule
	said   int // problems of the rule so far
	found  diag.List
}

// enough is how often one rule speaks about one file.
const enough = 20

func (p *pass) full() bool { return p.said >= enough }

// unclear says that a version of a procedure could not be read: only its own
// problems are told then, not what follows from it elsewhere.
func (p *pass) unclear(procedure string) bool { return slices.Contains(p.unread, procedure) }

// words is what a rule says, in both languages, with the same verbs.
type words struct{ en, vi string }

// say reports a problem of the rule that is being asked.
func (p *pass) say(at diag.Span, w words, args ...any) { p.suggest(at, "", w, args...) }

// tell reports a problem to which a way leads; the last verb of the words is for
// the way.
func (p *pass) tell(at diag.Span, way diag.Way, w words, args ...any) {
	before := len(p.found)
	if p.say(at, w, append(args, p.way(chain(way)))...); len(p.found) > before {
		p.found[before].Way = &way
	}
}

// refused reports an act that can never be done in a stage; a way leads to where
// it is tried.
func (p *pass) refused(s *source.Stage, act source.Text, w words, args ...any) {
	before := len(p.found)
	p.say(act.At, w, args...)
	walk := p.ahead.base
	if len(p.found) == before || walk == nil {
		return
	}
	for i, v := range walk.visits {
		if walk.spots[v.spot].stage == s.Name.V {
			way := walk.way(i)
			way.Tries = act.V
			p.found[before].Way = &way
			return
		}
	}
}

func (p *pass) suggest(at diag.Span, meant string, w words, args ...any) {
	en, vi := make([]any, len(args)), make([]any, len(args))
	for i, a := range args {
		en[i], vi[i] = a, a
		if n, ok := a.(spoken); ok {
			en[i], vi[i] = plain(n.en), plain(n.vi)
		}
	}
	p.add(at, meant, fmt.Sprintf(w.en, en...), fmt.Sprintf(w.vi, vi...))
}

func (p *pass) add(at diag.Span, meant, en, vi string) {
	if p.full() {
		return
	}
	p.said++
	p.found.Add(diag.Problem{Code: p.rule.Code, Severity: p.rule.Severity, Message: en, Vi: vi, Span: at, Suggestion: meant, Help: p.rule.Code})
}

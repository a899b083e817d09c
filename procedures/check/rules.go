// Package check says what must not be written in a procedure. One rule a file,
// named after its code; a page in docs/checks and a story in testdata bear the
// same name.
package check

import (
	"fmt"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/source"
)

// Rule is one thing that must not be.
type Rule struct {
	Code     string // name of its file, page and story
	Severity diag.Severity
	Check    func(*pass)
}

// Rules are all rules. A rule may count on the names it reads to exist or must
// pass over those that do not: unknown ones are the matter of the name rules.
var Rules = []Rule{
	nameRole, nameAct, nameForm, nameClock, nameStage, nameField, nameReserved, nameUnused,
	citeKnown, citeForce, citePart,
	guardSyntax, guardName, guardType, guardOption, secretGuard, secretFact,
	formFact, formChoice, policyDefault, effectiveDates, appliesShape, tableOrder,
	stageReachable, stageEnds, stageOutcome, stageOffer, stageClock, stagePaused, lapseCycle, walkBound,
	clockStarts, clockMet, clockEnds, clockLapsed, clockLadder, clockLapse, termShape, extensionBound, extensionWithin,
	actRequires, actGround, handoffRole, handoffUnit, handoffAnswer,
}

// Run asks all rules about a file whose shape is right.
func Run(f *source.File) diag.List {
	p := &pass{index: indexOf(f)}
	for _, r := range Rules {
		p.rule = r
		r.Check(p)
	}
	return p.found
}

// pass is one run over one file.
type pass struct {
	*index
	rule  Rule
	found diag.List
}

// words is what a rule says, in both languages, with the same verbs.
type words struct{ en, vi string }

// say reports a problem of the rule that is being asked.
func (p *pass) say(at diag.Span, w words, args ...any) { p.suggest(at, "", w, args...) }

func (p *pass) suggest(at diag.Span, meant string, w words, args ...any) {
	p.found.Add(diag.Problem{Code: p.rule.Code, Severity: p.rule.Severity, Message: fmt.Sprintf(w.en, args...), Vi: fmt.Sprintf(w.vi, args...),
		Span: at, Suggestion: meant, Help: p.rule.Code})
}

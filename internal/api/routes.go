package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// routes is every operation of the API.
func (s *Server) routes(api huma.API) {
	open := huma.NewGroup(api, "/api/v1")
	add(open, "signIn", http.MethodPost, "/session", "Sign in", s.signIn)
	add(open, "signOut", http.MethodDelete, "/session", "Sign out", s.signOut)

	add(open, "feed", http.MethodGet, "/feeds/{file}", "The calendar feed of whoever holds its secret", s.feed)

	own := huma.NewGroup(api, "/api/v1")
	own.UseMiddleware(s.signedIn(api))
	own.UseSimpleModifier(func(o *huma.Operation) {
		o.Security = []map[string][]string{{"session": {}}, {"token": {}}}
	})
	s.personRoutes(own)
	s.caseRoutes(own)
	s.procedureRoutes(own)
	s.calendarRoutes(own)
	s.channelRoutes(own)
	s.hoursRoutes(own)
}

func (s *Server) personRoutes(g huma.API) {
	add(g, "me", http.MethodGet, "/me", "Who is signed in", s.showMe)
	add(g, "changePassword", http.MethodPut, "/password", "Change my password", s.changePassword)
	add(g, "replacements", http.MethodGet, "/replacements", "Absences and delegations", s.replacements)
	add(g, "replace", http.MethodPost, "/replacements", "Enter an absence or a delegation", s.replace, created)
	add(g, "endReplacement", http.MethodPost, "/replacements/{id}/end", "End an absence or a delegation early", s.endReplacement)
	add(g, "colleagues", http.MethodGet, "/officers/{id}/colleagues", "What an officer may delegate, and who may stand in", s.colleagues)
	add(g, "listTokens", http.MethodGet, "/tokens", "My API tokens", s.listTokens)
	add(g, "issueToken", http.MethodPost, "/tokens", "A new API token", s.issueToken, created)
	add(g, "endToken", http.MethodDelete, "/tokens/{id}", "Remove an API token", s.endToken)
	add(g, "inbox", http.MethodGet, "/inbox", "What I was told", s.inbox)
	add(g, "readAll", http.MethodPost, "/inbox/read-all", "Mark everything as read", s.readAll)
	add(g, "acknowledge", http.MethodPost, "/inbox/{id}/acknowledge", "Say that I know what an entry asks me to acknowledge", s.acknowledge)
	add(g, "readOne", http.MethodPost, "/inbox/{id}/read", "Mark an entry as read", s.readOne)
	add(g, "mails", http.MethodGet, "/mails", "Demo: mails caught by the built-in server", s.mails)
	add(g, "units", http.MethodGet, "/units", "Organisations", s.units)
	add(g, "users", http.MethodGet, "/users", "Officers of a unit", s.users)
}

func (s *Server) caseRoutes(g huma.API) {
	add(g, "tasks", http.MethodGet, "/tasks", "My worklist, most pressing first", s.tasks)
	add(g, "intake", http.MethodGet, "/intake", "Forms for registering a petition", s.intake)
	add(g, "earlier", http.MethodGet, "/intake/{procedure}/earlier", "Look up the case out of which a new one grows", s.earlier)
	add(g, "listCases", http.MethodGet, "/cases", "Cases that I may see, newest first", s.cases)
	add(g, "openCase", http.MethodPost, "/cases", "Register a petition", s.openCase, created)
	add(g, "showCase", http.MethodGet, "/cases/{id}", "A case, by id or code", s.showCase)
	add(g, "act", http.MethodPost, "/cases/{id}/acts/{act}", "Do an act", s.act)
	add(g, "propose", http.MethodPost, "/cases/{id}/acts/{act}/proposals", "What is proposed for the choices of an act's form", s.propose)
	add(g, "nameLateness", http.MethodPost, "/cases/{id}/lateness", "Say anew through which body a term was missed, and why", s.lateness)
	add(g, "correct", http.MethodPost, "/cases/{id}/corrections", "Correct the record: another date, a void step, a forgotten act", s.correct)
	add(g, "reveal", http.MethodPost, "/cases/{id}/reveal", "Read what is kept secret, with a reason", s.reveal)
	add(g, "exclude", http.MethodPost, "/cases/{id}/exclusions", "Bar officers whom a case is about", s.exclude)
	add(g, "readmit", http.MethodPost, "/cases/{id}/exclusions/{user}/lift", "Let an officer in again who was barred by mistake", s.readmit)
	add(g, "findOfficers", http.MethodPost, "/officers/search", "Find officers of any body, to bar one", s.findOfficers)
	add(g, "keepFile", http.MethodPost, "/files", "Upload an attachment", s.keepFile, created, func(o *huma.Operation) { o.MaxBodyBytes = fileLimit + bodyLimit })
	add(g, "file", http.MethodGet, "/files/{id}", "Download an attachment", s.file)
}

func (s *Server) procedureRoutes(g huma.API) {
	add(g, "procedures", http.MethodGet, "/procedures", "Published procedures", s.procedures)
	add(g, "checkProcedure", http.MethodPost, "/procedures/check", "Check a procedure's text", s.checkProcedure)
	add(g, "helpPage", http.MethodGet, "/procedures/help/{code}", "What a rule of the checker means", s.helpPage)
	add(g, "schema", http.MethodGet, "/procedures/schema", "JSON Schema of procedure files", s.schema)
	add(g, "drafts", http.MethodGet, "/procedures/drafts", "Drafts", s.drafts)
	add(g, "newDraft", http.MethodPost, "/procedures/drafts", "A new draft", s.newDraft, created)
	add(g, "draft", http.MethodGet, "/procedures/drafts/{id}", "A draft", s.draft)
	add(g, "saveDraft", http.MethodPut, "/procedures/drafts/{id}", "Save a draft", s.saveDraft)
	add(g, "dropDraft", http.MethodDelete, "/procedures/drafts/{id}", "Remove a draft", s.dropDraft)
	add(g, "submitDraft", http.MethodPost, "/procedures/drafts/{id}/submit", "Hand a draft to a second person", s.submitDraft)
	add(g, "returnDraft", http.MethodPost, "/procedures/drafts/{id}/return", "Give a draft back", s.returnDraft)
	add(g, "publishDraft", http.MethodPost, "/procedures/drafts/{id}/publish", "Publish a draft for a date", s.publishDraft)
	add(g, "procedure", http.MethodGet, "/procedures/{name}/{version}", "A published version", s.procedure)
	add(g, "printProcedure", http.MethodGet, "/procedures/{name}/{version}/page", "A published version as an HTML page for proof-reading", s.printProcedure)
}

// add registers one operation: what it returns as an error is an answer.
func add[I, O any](g huma.API, id, method, path, summary string, do func(context.Context, *I) (*O, error), change ...func(*huma.Operation)) {
	op := huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, MaxBodyBytes: bodyLimit, BodyReadTimeout: timeLimit}
	for _, c := range change {
		c(&op)
	}
	huma.Register(g, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, answer(ctx, err)
		}
		return out, nil
	})
}

func created(o *huma.Operation) { o.DefaultStatus = http.StatusCreated }

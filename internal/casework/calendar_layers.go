package casework

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

// CalendarLayer is a schedule that somebody loaded: days of the nation or of a
// body, with the document that orders them.
type CalendarLayer struct {
	ID          string           `json:"id"`
	Unit        *Ref             `json:"unit,omitempty" doc:"whose days; absent: the whole nation's"`
	Title       string           `json:"title"`
	Number      string           `json:"number,omitempty"`
	Issued      string           `json:"issued,omitempty"`
	Link        string           `json:"link,omitempty"`
	FileName    string           `json:"fileName,omitempty" doc:"the attached document; absent: none"`
	Status      string           `json:"status" enum:"draft,published,dropped"`
	Author      *Ref             `json:"author,omitempty" doc:"absent: it came with the program"`
	Created     string           `json:"created"`
	PublishedBy *Ref             `json:"publishedBy,omitempty"`
	PublishedAt string           `json:"publishedAt,omitempty"`
	InForce     bool             `json:"inForce"`
	Mine        bool             `json:"mine"`
	MayPublish  bool             `json:"mayPublish"`
	Text        string           `json:"text,omitempty" doc:"CSV as it was given; only of one layer"`
	Preview     *CalendarPreview `json:"preview,omitempty"`
}

// CalendarInForce is by which calendar a body counts, and all below it.
type CalendarInForce struct {
	Unit     *Ref   `json:"unit,omitempty" doc:"absent: the whole nation"`
	Hash     string `json:"hash"`
	Layer    string `json:"layer" doc:"id of the layer with its own days"`
	Title    string `json:"title"`
	Official []int  `json:"official" nullable:"false" doc:"years whose schedule is announced"`
	Since    string `json:"since"`
}

// Calendars is what the keepers of calendars see first.
type Calendars struct {
	Items   []CalendarLayer   `json:"items" nullable:"false"`
	InForce []CalendarInForce `json:"inForce" nullable:"false"`
	Moving  int               `json:"moving" doc:"open cases that do not count by the calendar in force yet"`
	Missing int               `json:"missing,omitempty" doc:"year whose schedule should be announced by now and is not there"`
	MayLoad bool              `json:"mayLoad"`
}

func mayReadCalendars(scope access.Scope) bool {
	return access.MayKeepCalendars(scope) || access.MayPublishCalendar(scope, "")
}

// Calendars lists the schedules that were loaded, and which are in force.
func (s *Service) Calendars(ctx context.Context, scope access.Scope) (Calendars, error) {
	if !mayReadCalendars(scope) {
		return Calendars{}, forbidden()
	}
	out := Calendars{Items: []CalendarLayer{}, InForce: []CalendarInForce{}, MayLoad: access.MayKeepCalendars(scope)}
	rows, err := s.Records.Layers(ctx)
	if err != nil {
		return out, err
	}
	inForce, err := s.Records.InForce(ctx)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		v, err := s.layerView(ctx, scope, r, inForce)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, v)
	}
	if out.InForce, err = s.inForceViews(ctx, inForce, out.Items); err != nil {
		return out, err
	}
	if out.Missing, err = s.MissingYear(ctx); err != nil {
		return out, err
	}
	out.Moving, err = s.Records.CountMisplaced(ctx)
	return out, err
}

func (s *Service) layerView(ctx context.Context, scope access.Scope, r store.LayerRow, inForce []store.InForceRow) (CalendarLayer, error) {
	names, err := s.names(ctx, []string{r.Unit}, []string{r.Author, r.PublishedBy})
	v := CalendarLayer{ID: r.ID, Unit: unitOrNation(names, r.Unit), Title: r.Title, Number: r.Number, Issued: r.Issued.String(), Link: r.Link,
		FileName: r.FileName, Status: r.Status, Author: names.user(r.Author), Created: r.Created.Format(time.RFC3339), PublishedBy: names.user(r.PublishedBy),
		Mine: r.Author == scope.User, MayPublish: r.Status == "draft" && access.MayPublishCalendar(scope, r.Author), Text: r.Given}
	if r.PublishedAt != nil {
		v.PublishedAt = r.PublishedAt.Format(time.RFC3339)
	}
	for _, f := range inForce {
		v.InForce = v.InForce || f.Layer == r.ID
	}
	if err == nil && (r.Running != nil || r.Preview != nil) {
		v.Preview, err = s.preview(ctx, r, store.Base(inForce))
	}
	return v, err
}

func unitOrNation(names names, unit string) *Ref {
	if unit == "" {
		return nil
	}
	r := names.unit(unit)
	return &r
}

func (s *Service) inForceViews(ctx context.Context, rows []store.InForceRow, layers []CalendarLayer) ([]CalendarInForce, error) {
	names, err := s.names(ctx, each(rows, func(r store.InForceRow) string { return r.Unit }), nil)
	if err != nil {
		return nil, err
	}
	out := []CalendarInForce{}
	for _, r := range rows {
		cal, err := s.Laws.Calendar(r.Hash)
		if err != nil {
			return nil, err
		}
		v := CalendarInForce{Unit: unitOrNation(names, r.Unit), Hash: r.Hash, Layer: r.Layer, Official: append([]int{}, cal.Official()...), Since: r.Since.Format(time.RFC3339)}
		for _, l := range layers {
			if l.ID == r.Layer {
				v.Title = l.Title
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// CalendarLayerOf is one layer with its text.
func (s *Service) CalendarLayerOf(ctx context.Context, scope access.Scope, id string) (CalendarLayer, error) {
	if !mayReadCalendars(scope) {
		return CalendarLayer{}, forbidden()
	}
	r, err := s.Records.Layer(ctx, id)
	if err != nil {
		return CalendarLayer{}, known(err)
	}
	inForce, err := s.Records.InForce(ctx)
	if err != nil {
		return CalendarLayer{}, err
	}
	return s.layerView(ctx, scope, r, inForce)
}

// CalendarFile is the attached document of a layer and its name.
func (s *Service) CalendarFile(ctx context.Context, scope access.Scope, id string) (name string, content []byte, err error) {
	l, err := s.CalendarLayerOf(ctx, scope, id)
	if err != nil {
		return "", nil, err
	}
	content, err = s.Records.LayerFile(ctx, id)
	return l.FileName, content, known(err)
}

// Loading is a schedule that somebody loads.
type Loading struct {
	Unit     string // whose days; empty: the whole nation's
	Title    string
	Number   string
	Issued   legaltime.Date
	Link     string
	FileName string // of the attached document
	File     []byte
	Text     string // CSV
	Again    string // id of a published layer that is to come into force again; Text is then not read
	Key      string // chosen by the client: the same key is the same layer
}

// LoadCalendar keeps a schedule as a draft that a second person may publish.
func (s *Service) LoadCalendar(ctx context.Context, scope access.Scope, in Loading) (CalendarLayer, error) {
	if !access.MayKeepCalendars(scope) {
		return CalendarLayer{}, forbidden()
	}
	if err := s.loadAgain(ctx, &in); err != nil {
		return CalendarLayer{}, err
	}
	if err := s.mayLoad(ctx, in); err != nil {
		return CalendarLayer{}, err
	}
	r := store.LayerRow{ID: idOf(scope, "calendar", in.Key), Unit: in.Unit, Title: in.Title, Number: in.Number, Issued: in.Issued, Link: in.Link,
		FileName: in.FileName, Given: in.Text, Whole: in.Again != "", Author: scope.User, Created: s.Now()}
	if err := s.Records.NewLayer(ctx, r, in.File); err != nil {
		return CalendarLayer{}, err
	}
	return s.CalendarLayerOf(ctx, scope, r.ID)
}

// loadAgain takes the days of a published layer, whole, and what it does not
// say anew.
func (s *Service) loadAgain(ctx context.Context, in *Loading) error {
	if in.Again == "" {
		return nil
	}
	r, err := s.Records.Layer(ctx, in.Again)
	if err != nil {
		return known(err)
	}
	if r.Status != "published" {
		return refuse(BadCalendar, "Chỉ khôi phục được lịch đã từng công bố.")
	}
	in.Unit, in.Text = r.Unit, r.CSV
	if in.Title == "" {
		in.Title = "Khôi phục: " + r.Title
	}
	if in.Number == "" && in.Link == "" {
		in.Number, in.Issued, in.Link = r.Number, r.Issued, r.Link
	}
	return nil
}

// mayLoad holds what was given against the rules: who ordered it must be told.
func (s *Service) mayLoad(ctx context.Context, in Loading) error {
	if strings.TrimSpace(in.Title) == "" {
		return badCalendar("title", "Cần có tên của lịch.")
	}
	if in.Number == "" && in.Link == "" && len(in.File) == 0 && in.Again == "" {
		return badCalendar("number", "Cần có văn bản làm căn cứ: số và ngày, đường dẫn hoặc tệp kèm theo.")
	}
	if in.Number != "" && in.Issued.IsZero() && in.Again == "" {
		return badCalendar("issued", "Cần có ngày của văn bản.")
	}
	if u, err := url.Parse(in.Link); in.Link != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http") {
		return badCalendar("link", "Đường dẫn phải bắt đầu bằng https:// hoặc http://.")
	}
	if in.Unit != "" {
		if _, err := s.Records.Unit(ctx, in.Unit); errors.Is(err, store.ErrNotFound) {
			return badCalendar("unit", "Không có đơn vị này.")
		} else if err != nil {
			return err
		}
	}
	if found := calendarProblems(in.Unit, in.Text); len(found) > 0 {
		return badCalendar("text", found[0].Message)
	}
	return nil
}

func badCalendar(field, sentence string) *machine.Refusal {
	r := refuse(BadCalendar, sentence)
	r.Fields = []machine.FieldProblem{{Field: field, Code: "value", Sentence: sentence}}
	return r
}

// calendarFile stands for a text that is no file.
const calendarFile = "lich.csv"

// CheckCalendar says all that is wrong with the text of a schedule.
func (s *Service) CheckCalendar(scope access.Scope, unit, text string) ([]Finding, error) {
	if !mayReadCalendars(scope) {
		return nil, forbidden()
	}
	return calendarProblems(unit, text), nil
}

func calendarProblems(unit, text string) []Finding {
	return viewProblems(CalendarProblems(calendarFile, unit, []byte(text)))
}

// CalendarProblems says all that is wrong with a schedule of the nation (no
// unit) or of a body, with places, as of a procedure's text.
func CalendarProblems(name, unit string, text []byte) diag.List {
	var found diag.List
	cal, err := legaltime.ParseCalendar(name, text)
	var faults legaltime.Faults
	if errors.As(err, &faults) {
		for _, f := range faults {
			found.Add(diag.Problem{Code: "calendar", Severity: diag.Error, Message: f.Message, Vi: f.Vi,
				Span: diag.Span{Start: diag.Pos{Line: f.Line, Column: f.Column}, End: diag.Pos{Line: f.Line, Column: f.Column + 1}}})
		}
		return found.Locate(name, text)
	}
	start := diag.Span{Start: diag.Pos{Line: 1, Column: 1}, End: diag.Pos{Line: 1, Column: 2}}
	if unit != "" && len(cal.Official()) > 0 {
		found.Add(diag.Problem{Code: "calendar", Severity: diag.Error, Span: start, Message: "a body adds days to the nation's schedule; it does not announce a year",
			Vi: "Lịch của một đơn vị chỉ thêm hoặc bớt ngày so với lịch chung, không có dòng «year»."})
	}
	if len(cal.Official()) == 0 && len(cal.Entries()) == 0 && unit == "" {
		found.Add(diag.Problem{Code: "calendar", Severity: diag.Error, Span: start, Message: "no year and no day", Vi: "Tệp không có năm nào, không có ngày nào."})
	}
	return found.Locate(name, text)
}

// DropCalendar takes back a schedule that was loaded and not published.
func (s *Service) DropCalendar(ctx context.Context, scope access.Scope, id string) error {
	if !access.MayKeepCalendars(scope) {
		return forbidden()
	}
	return staleCalendar(s.Records.DropLayer(ctx, id, scope.User))
}

func staleCalendar(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return refuse(StaleCalendar, "Lịch này đã đổi, đã công bố, hoặc một lịch khác vừa được công bố. Xin tải lại và xem trước lại.")
	}
	return known(err)
}

package casework_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/internal/store/storetest"
	"github.com/donthu/donthu/internal/vault"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"github.com/donthu/donthu/procedures/plan"
)

// openFrom opens a case that names an earlier one.
func (o *office) openFrom(user, procedure, received, key string, with map[string]any) (casework.Receipt, error) {
	o.t.Helper()
	on, err := legaltime.ParseMoment(received)
	must(o.t, err)
	return o.Open(context.Background(), o.scope(user), casework.Opening{Procedure: procedure, Received: on, With: values(o.t, with), Key: key})
}

func (o *office) mustOpenFrom(user, procedure, received, key string, with map[string]any) casework.Receipt {
	o.t.Helper()
	r, err := o.openFrom(user, procedure, received, key, with)
	must(o.t, err)
	return r
}

func (o *office) on(day, user, id, act string, with map[string]any) {
	o.t.Helper()
	on, err := legaltime.ParseMoment(day)
	must(o.t, err)
	if _, err := o.Act(context.Background(), o.scope(user), casework.Doing{Case: id, Act: act, On: on, With: values(o.t, with), Key: uuid.NewString()}); err != nil {
		var r *machine.Refusal
		errors.As(err, &r)
		o.t.Fatalf("%s on %s: %v %+v", act, day, err, r)
	}
}

// says holds an answer against the code and a part of the sentence that are
// wanted, of the refusal or of one of its fields.
func says(t testing.TB, err error, code, part string) {
	t.Helper()
	var r *machine.Refusal
	if !errors.As(err, &r) || r.Code != code {
		t.Errorf("%v, want a refusal %s", err, code)
		return
	}
	text, _ := json.Marshal(r)
	if !strings.Contains(string(text), part) {
		t.Errorf("%s, want %q", text, part)
	}
}

// silent is a complaint in commune A that was accepted and never answered: its
// last day is Monday, 10 August 2026.
func (o *office) silent() casework.Receipt {
	r := o.open("khieu-nai-lan-dau", "2026-07-06", uuid.NewString())
	o.on("2026-07-08", "nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
	o.on("2026-07-10", "thu-truong-xa-a", r.ID, "thu-ly", nil)
	return r
}

func complaint(earlier string) map[string]any {
	return map[string]any{"ho-so-lien-ket": earlier, "noi-dung": "Hết hạn mà chưa ai trả lời tôi."}
}

func TestACaseIsNamedOnlyByWhoMayKnowOfIt(t *testing.T) {
	o := newOffice(t)
	first := o.silent()
	_, err := o.openFrom("nguoi-tiep-nhan-tinh", "khieu-nai-lan-hai", "2026-08-11", uuid.NewString(), complaint("A-2026-09999"))
	says(t, err, casework.WrongValue, "không có hồ sơ này, hoặc bạn không được biết")
	nowhere := err.Error()
	_, err = o.openFrom("nguoi-tiep-nhan-xa-b", "khieu-nai-lan-hai", "2026-08-11", uuid.NewString(), complaint(first.Code))
	says(t, err, casework.WrongValue, "không có hồ sơ này, hoặc bạn không được biết")
	if err.Error() != nowhere {
		t.Error("the answer tells whether the case exists")
	}
	// The superior knows of it where the remedy is its own, and nowhere else.
	_, err = o.openFrom("nguoi-tiep-nhan-tinh", "thi-hanh-khieu-nai", "2026-11-20", uuid.NewString(), complaint(first.Code))
	says(t, err, casework.WrongValue, "không có hồ sơ này")
	denunciation := o.open("to-cao", "2026-07-06", uuid.NewString())
	_, err = o.openFrom("nguoi-tiep-nhan-xa-a", "thi-hanh-khieu-nai", "2026-11-20", uuid.NewString(), complaint(denunciation.Code))
	says(t, err, casework.WrongValue, "theo thủ tục «")
	must(t, o.Records.Exclude(context.Background(), first.ID, "nguoi-tiep-nhan-tinh"))
	_, err = o.openFrom("nguoi-tiep-nhan-tinh", "khieu-nai-lan-hai", "2026-08-11", uuid.NewString(), complaint(first.Code))
	says(t, err, casework.WrongValue, "không có hồ sơ này")
}

func TestTheSecondComplaintWaitsForTheAnswerOrTheSilence(t *testing.T) {
	o := newOffice(t)
	first := o.silent()
	_, err := o.openFrom("nguoi-tiep-nhan-tinh", "khieu-nai-lan-hai", "2026-08-10", uuid.NewString(), complaint(first.Code))
	says(t, err, machine.NotToFollow, "10/08/2026")
	says(t, err, machine.NotToFollow, "LKN Đ33.1")
	_, err = o.openFrom("nguoi-tiep-nhan-xa-a", "khieu-nai-lan-hai", "2026-08-11", uuid.NewString(), complaint(first.Code))
	says(t, err, machine.NotToFollow, "UBND tỉnh")
	view, err := o.Earlier(context.Background(), o.scope("nguoi-tiep-nhan-tinh"), "khieu-nai-lan-hai", "ho-so-lien-ket", strings.ToLower(first.Code), "", legaltime.NewDate(2026, 8, 11))
	must(t, err)
	if text, _ := json.Marshal(view); !view.Allowed || view.Case.ID != "" || view.Case.Stage == nil || strings.Contains(string(text), canary) || !strings.Contains(string(text), "Ng***") {
		t.Errorf("%s", text)
	}
}

// TestFromSilenceToEnforcement goes the whole way: a silent first complaint, the
// second at the province, the enforcement of its decision.
func TestFromSilenceToEnforcement(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	first := o.silent()
	key := uuid.NewString()
	second := o.mustOpenFrom("nguoi-tiep-nhan-tinh", "khieu-nai-lan-hai", "2026-08-11", key, complaint(first.Code))
	if again := o.mustOpenFrom("nguoi-tiep-nhan-tinh", "khieu-nai-lan-hai", "2026-08-11", key, complaint(first.Code)); again.ID != second.ID {
		t.Error("sent twice, opened twice")
	}
	view, err := o.Show(ctx, o.scope("thu-truong-tinh"), second.ID)
	must(t, err)
	entries := map[string]any{}
	for _, e := range view.Steps[0].With {
		entries[e.Name] = e.Value
	}
	if entries["ngay-nhan-quyet-dinh"] != "2026-08-10" || entries["lan-dau-qua-han"] != true || entries["ho-so-lien-ket"] != first.Code {
		t.Errorf("taken over: %v", entries)
	}
	o.sameNobody(first, second)
	if l := view.Links; len(l) != 1 || l[0].Code != first.Code || l[0].Later || l[0].ID != "" || l[0].Stage == nil {
		t.Errorf("links of the second: %+v", l)
	}
	below, err := o.Show(ctx, o.scope("thu-truong-xa-a"), first.ID)
	must(t, err)
	if len(below.Links) != 0 {
		t.Errorf("the commune sees the province's case: %+v", below.Links)
	}
	if r := below.Reveals; len(r) != 1 || r[0].What != "Lấy danh tính, nội dung sang hồ sơ nối tiếp" {
		t.Errorf("the head of the commune reads: %+v", r)
	}
	o.settle(second)
	o.enforce(second)
}

// sameNobody: the petitioner of the first complaint stands behind the second,
// and nobody saw the name on the way.
func (o *office) sameNobody(first, second casework.Receipt) {
	o.t.Helper()
	ctx := context.Background()
	revealed, err := o.Reveal(ctx, o.scope("thu-truong-tinh"), second.ID, "Giải quyết khiếu nại")
	must(o.t, err)
	if revealed.Identity == nil || revealed.Identity.Name != canary {
		o.t.Errorf("the petitioner was not taken over: %+v", revealed)
	}
	log, err := o.Records.Reveals(ctx, first.ID)
	must(o.t, err)
	if !slices.ContainsFunc(log, func(r store.RevealRow) bool {
		return r.User == "nguoi-tiep-nhan-tinh" && strings.Contains(r.What, "taken over")
	}) {
		o.t.Errorf("nobody wrote down that it was taken over: %+v", log)
	}
	steps, err := o.Records.Steps(ctx, second.ID)
	must(o.t, err)
	if record, _ := json.Marshal(steps); strings.Contains(string(record), "Chim") {
		o.t.Errorf("the name is in the record: %s", record)
	}
	before, err := o.Records.Steps(ctx, first.ID)
	must(o.t, err)
	if steps[0].Event.With["nguoi-khieu-nai"] == before[0].Event.With["nguoi-khieu-nai"] {
		o.t.Error("two cases share an entry of the vault")
	}
}

// settle brings a second complaint to a decision on 10 September 2026.
func (o *office) settle(second casework.Receipt) {
	id := second.ID
	o.on("2026-08-12", "nguoi-xu-ly-tinh", id, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
	o.on("2026-08-13", "thu-truong-tinh", id, "thu-ly", map[string]any{"cap-giai-quyet": "tinh"})
	o.on("2026-08-14", "thu-truong-tinh", id, "giao-xac-minh", nil)
	o.on("2026-08-14", "thu-truong-tinh", id, "xu-ly-lan-dau", map[string]any{"hinh-thuc": "Nhắc nhở bằng văn bản"})
	o.on("2026-08-28", "nguoi-xac-minh-tinh", id, "bao-cao-xac-minh", map[string]any{"ket-qua": "dung"})
	o.on("2026-08-28", "thu-truong-tinh", id, "thong-bao-doi-thoai", map[string]any{"ngay-doi-thoai": "2026-09-08"})
	o.on("2026-09-08", "thu-truong-tinh", id, "doi-thoai", map[string]any{"co-mat": "co-mat", "chu-tri": "nguoi-giai-quyet"})
	o.on("2026-09-10", "thu-truong-tinh", id, "ban-hanh-quyet-dinh", map[string]any{"ket-qua": "sua-doi"})
}

// enforce opens the enforcement as soon as the decision takes effect, and names
// it in the case that it grew out of.
func (o *office) enforce(second casework.Receipt) {
	o.t.Helper()
	ctx := context.Background()
	with := map[string]any{"ho-so-lien-ket": second.Code, "lan": "lan-hai", "ngay-hieu-luc": "2026-10-11", "noi-dung": "Trả lại đất."}
	_, err := o.openFrom("nguoi-tiep-nhan-tinh", "thi-hanh-khieu-nai", "2026-10-10", uuid.NewString(), with)
	says(o.t, err, machine.NotToFollow, "LKN Đ44.4")
	third := o.mustOpenFrom("nguoi-tiep-nhan-tinh", "thi-hanh-khieu-nai", "2026-10-12", uuid.NewString(), with)
	view, err := o.Show(ctx, o.scope("thu-truong-tinh"), second.ID)
	must(o.t, err)
	if l := view.Links; len(l) != 2 || l[1].Code != third.Code || !l[1].Later || l[1].ID != third.ID || l[1].Responsible.Name != "UBND tỉnh" {
		o.t.Errorf("links: %+v", l)
	}
	i := slices.IndexFunc(view.Successors, func(s casework.SuccessorView) bool { return s.Procedure == "thi-hanh-khieu-nai" })
	if i < 0 || !view.Successors[i].Allowed || view.Successors[i].Mine {
		o.t.Errorf("successors: %+v", view.Successors)
	}
}

func TestWhatTheVaultHasLostIsTypedAgain(t *testing.T) {
	o := newOffice(t)
	first := o.silent()
	storetest.Damage(t, o.URL, `DELETE FROM vault.secrets`)
	view, err := o.Earlier(context.Background(), o.scope("nguoi-tiep-nhan-tinh"), "khieu-nai-lan-hai", "ho-so-lien-ket", first.Code, "", legaltime.NewDate(2026, 8, 11))
	must(t, err)
	if !view.Allowed || len(view.Taken) == 0 || slices.ContainsFunc(view.Taken, func(e casework.TakenEntry) bool { return e.Secret }) {
		t.Errorf("%+v", view)
	}
	with := complaint(first.Code)
	_, err = o.openFrom("nguoi-tiep-nhan-tinh", "khieu-nai-lan-hai", "2026-08-11", uuid.NewString(), with)
	says(t, err, machine.BadForm, "nguoi-khieu-nai")
	with["nguoi-khieu-nai"] = map[string]any{"name": canary}
	o.mustOpenFrom("nguoi-tiep-nhan-tinh", "khieu-nai-lan-hai", "2026-08-11", uuid.NewString(), with)
}

// TestWhoLooksUpACaseFromAboveIsWrittenDown: the desk of the superior is told
// how far a case is that it may not open, and the head below sees that.
func TestWhoLooksUpACaseFromAboveIsWrittenDown(t *testing.T) {
	o := newOffice(t)
	ctx, first := context.Background(), o.silent()
	for _, who := range []string{"nguoi-tiep-nhan-tinh", "nguoi-tiep-nhan-xa-b"} {
		_, err := o.Earlier(ctx, o.scope(who), "khieu-nai-lan-hai", "ho-so-lien-ket", first.Code, "", legaltime.NewDate(2026, 8, 11))
		if said := err == nil; said != (who == "nguoi-tiep-nhan-tinh") {
			t.Errorf("%s: %v", who, err)
		}
	}
	view, err := o.Show(ctx, o.scope("thu-truong-xa-a"), first.ID)
	must(t, err)
	if l := view.Reveals; len(l) != 1 || l[0].What != "Tra tình trạng hồ sơ để lập hồ sơ nối tiếp" || l[0].Name != "Cán bộ nguoi-tiep-nhan-tinh" {
		t.Errorf("looks: %+v", l)
	}
}

// TestNobodyIsTheSuperiorOfABodyThatHasNone: whoever was told of a case of such
// a body types the petitioner, as any other reader who may not open them.
func TestNobodyIsTheSuperiorOfABodyThatHasNone(t *testing.T) {
	o := newOffice(t)
	first := o.silent()
	storetest.Bypass(t, o.URL, `UPDATE cases SET superior = '' WHERE id = $1`, first.ID)
	storetest.Bypass(t, o.URL, `INSERT INTO case_units (unit, case_id, opened, kept, role) SELECT 'xa-b', id, opened, true, '' FROM cases WHERE id = $1`, first.ID)
	_, err := o.openFrom("nguoi-tiep-nhan-xa-b", "khieu-nai-lan-hai", "2026-08-11", uuid.NewString(), complaint(first.Code))
	says(t, err, machine.BadForm, "nguoi-khieu-nai")
}

func TestADenouncerIsTypedAgainByWhoMayNotReadThem(t *testing.T) {
	o := newOffice(t)
	r := o.open("to-cao", "2026-10-05", uuid.NewString())
	protect := map[string]any{"ho-so-lien-ket": r.Code, "ly-do": "Bị đe dọa.", "co-quan": "giai-quyet"}
	// Beside it in the same body nobody may read more than before.
	beside := o.mustOpenFrom("nguoi-tiep-nhan-xa-a", "bao-ve-nguoi-to-cao", "2026-11-20", uuid.NewString(), protect)
	_, err := o.Reveal(context.Background(), o.scope("nguoi-tiep-nhan-xa-a"), beside.ID, "Muốn biết là ai")
	says(t, err, casework.Forbidden, "")
	revealed, err := o.Reveal(context.Background(), o.scope("nguoi-xu-ly-xa-a"), beside.ID, "Bảo vệ")
	must(t, err)
	if revealed.Identity == nil || revealed.Identity.Name != canary {
		t.Errorf("the denouncer was not taken over: %+v", revealed)
	}
	// The superior hears of the case, and not who is behind it.
	o.on("2026-10-06", "nguoi-xu-ly-xa-a", r.ID, "xac-nhan-tham-quyen", nil)
	o.on("2026-10-06", "nguoi-xu-ly-xa-a", r.ID, "kiem-tra-dieu-kien", map[string]any{"de-xuat": "thu-ly"})
	o.on("2026-10-07", "thu-truong-xa-a", r.ID, "thu-ly", nil)
	overdue := map[string]any{"ho-so-lien-ket": r.Code, "noi-dung": "Quá hạn."}
	_, err = o.openFrom("nguoi-tiep-nhan-tinh", "to-cao-qua-han", "2026-11-20", uuid.NewString(), overdue)
	says(t, err, machine.BadForm, "nguoi-to-cao")
	overdue["nguoi-to-cao"] = map[string]any{"name": "Người Khác"}
	o.mustOpenFrom("nguoi-tiep-nhan-tinh", "to-cao-qua-han", "2026-11-20", uuid.NewString(), overdue)
}

func TestWhomTheEarlierCaseIsAboutNeverSeesTheLater(t *testing.T) {
	o := newOffice(t)
	r := o.open("to-cao", "2026-11-20", uuid.NewString())
	must(t, o.Records.Exclude(context.Background(), r.ID, "nguoi-xu-ly-xa-a"))
	beside := o.mustOpenFrom("nguoi-tiep-nhan-xa-a", "bao-ve-nguoi-to-cao", "2026-11-20", uuid.NewString(),
		map[string]any{"ho-so-lien-ket": r.Code, "ly-do": "Bị đe dọa.", "co-quan": "giai-quyet"})
	_, err := o.Show(context.Background(), o.scope("nguoi-xu-ly-xa-a"), beside.ID)
	says(t, err, casework.NotFound, "")
}

// TestAPetitionNotYetClassifiedIsKeptAsADenunciation: who sent it is shown to
// nobody, read by who handles or settles it, and nothing says that it is a
// denunciation or that secrecy was asked for.
func TestAPetitionNotYetClassifiedIsKeptAsADenunciation(t *testing.T) {
	o := newOffice(t)
	r := o.mustOpenFrom("nguoi-tiep-nhan-xa-a", "xu-ly-don", "2026-11-16", uuid.NewString(), map[string]any{
		"nguoi-gui": map[string]any{"name": canary}, "nguon": "truc-tiep", "noi-dung": "Đơn."})
	view, err := o.Show(context.Background(), o.scope("nguoi-tiep-nhan-xa-a"), r.ID)
	must(t, err)
	if who := view.Identity; view.Kind != string(plan.Petition) || who == nil || who.Masked != vault.Withheld || who.Protected || who.MayReveal {
		t.Errorf("%s, %+v", view.Kind, who)
	}
	_, err = o.Reveal(context.Background(), o.scope("nguoi-tiep-nhan-xa-a"), r.ID, "Muốn biết là ai")
	says(t, err, casework.Forbidden, "")
	revealed, err := o.Reveal(context.Background(), o.scope("nguoi-xu-ly-xa-a"), r.ID, "Phân loại đơn")
	must(t, err)
	if revealed.Identity == nil || revealed.Identity.Name != canary {
		t.Errorf("the handler reads %+v", revealed)
	}
}

func TestAnActNamesTheCaseThatGrewOutOfIt(t *testing.T) {
	o := newOffice(t)
	sorted := o.mustOpenFrom("nguoi-tiep-nhan-xa-a", "xu-ly-don", "2026-11-16", uuid.NewString(), map[string]any{
		"nguoi-gui": map[string]any{"name": canary}, "nguon": "truc-tiep", "noi-dung": "Khiếu nại."})
	o.on("2026-11-16", "nguoi-tiep-nhan-xa-a", sorted.ID, "vao-so", nil)
	o.on("2026-11-16", "nguoi-xu-ly-xa-a", sorted.ID, "phan-loai", map[string]any{"loai-don": "khieu-nai", "truong-hop": "khieu-nai", "tham-quyen": "cua-minh"})
	o.on("2026-11-16", "nguoi-xu-ly-xa-a", sorted.ID, "kiem-tra-dieu-kien", map[string]any{"du-dieu-kien": true})
	_, err := o.openFrom("nguoi-tiep-nhan-xa-a", "khieu-nai-lan-dau", "2026-11-16", uuid.NewString(), map[string]any{"ho-so-xu-ly-don": sorted.Code, "noi-dung": "Khiếu nại.", "nguoi-khieu-nai": map[string]any{"name": canary}})
	says(t, err, machine.NotToFollow, "LKN Đ27")
	o.on("2026-11-16", "nguoi-xu-ly-xa-a", sorted.ID, "xac-dinh-tham-quyen", nil)
	made := o.open("khieu-nai-lan-dau", "2026-11-16", uuid.NewString()) // its form said nothing of where it came from
	elsewhere := o.mustOpenFrom("nguoi-tiep-nhan-xa-b", "khieu-nai-lan-dau", "2026-11-16", uuid.NewString(), map[string]any{"noi-dung": "Khác.", "nguoi-khieu-nai": map[string]any{"name": "Khác"}})
	for _, code := range []string{elsewhere.Code, sorted.Code, "A-2026-09999"} {
		_, err := o.do("thu-truong-xa-a", sorted.ID, "thu-ly", map[string]any{"thu-tuc": "khieu-nai-lan-dau", "ho-so-lien-ket": code})
		says(t, err, casework.WrongValue, "ho-so-lien-ket")
	}
	must(t, o.Records.Exclude(context.Background(), sorted.ID, "nguoi-xac-minh-xa-a"))
	o.on("2026-11-17", "thu-truong-xa-a", sorted.ID, "thu-ly", map[string]any{"thu-tuc": "khieu-nai-lan-dau", "ho-so-lien-ket": made.Code})
	_, err = o.Show(context.Background(), o.scope("nguoi-xac-minh-xa-a"), made.ID)
	says(t, err, casework.NotFound, "")
	view, err := o.Show(context.Background(), o.scope("nguoi-xu-ly-xa-a"), made.ID)
	must(t, err)
	if l := view.Links; len(l) != 1 || l[0].Code != sorted.Code || l[0].Later || l[0].ID != sorted.ID {
		t.Errorf("links: %+v", l)
	}
}

// TestAPetitionGoesOnOnlyAsWhatItWasFoundToBe: an officer who may read what the
// desk received takes it over into a complaint if it was found to be one. Of a
// denunciation nothing goes into a case that does not hide its sender.
func TestAPetitionGoesOnOnlyAsWhatItWasFoundToBe(t *testing.T) {
	for found, taken := range map[string]bool{"khieu-nai": true, "to-cao": false, "nhieu-noi-dung": false} {
		o := newOffice(t)
		must(t, o.Records.Appoint(context.Background(), store.HoldingRow{User: "nguoi-xu-ly-xa-a", Unit: "xa-a", Role: "nguoi-tiep-nhan", FirstDay: legaltime.NewDate(2026, 1, 1)}))
		sorted := o.mustOpenFrom("nguoi-tiep-nhan-xa-a", "xu-ly-don", "2026-11-16", uuid.NewString(), map[string]any{
			"nguoi-gui": map[string]any{"name": canary}, "nguon": "truc-tiep", "noi-dung": "Đơn."})
		o.on("2026-11-16", "nguoi-xu-ly-xa-a", sorted.ID, "phan-loai", map[string]any{"loai-don": found, "truong-hop": "khieu-nai", "tham-quyen": "cua-minh"})
		o.on("2026-11-16", "nguoi-xu-ly-xa-a", sorted.ID, "tach-don", map[string]any{"noi-dung-tach": "Tách."})
		_, err := o.openFrom("nguoi-xu-ly-xa-a", "khieu-nai-lan-dau", "2026-11-16", uuid.NewString(), map[string]any{"ho-so-xu-ly-don": sorted.Code})
		if taken {
			must(t, err)
			continue
		}
		says(t, err, machine.BadForm, "nguoi-khieu-nai")
	}
}

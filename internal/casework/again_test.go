package casework_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/donthu/donthu/internal/casework"
	"github.com/donthu/donthu/internal/casework/caseworktest"
	"github.com/donthu/donthu/internal/contract"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
)

var errDied = errors.New("the program died here")

// dying is a runner whose program dies right after the record took the event.
type dying struct{ casework.Runner }

func (d dying) Open(ctx context.Context, in contract.CaseInput, e machine.Event) (contract.Receipt, error) {
	_, err := d.Runner.Open(ctx, in, e)
	return contract.Receipt{}, errors.Join(errDied, err)
}

func (d dying) Act(ctx context.Context, id string, e machine.Event) (contract.Receipt, error) {
	_, err := d.Runner.Act(ctx, id, e)
	return contract.Receipt{}, errors.Join(errDied, err)
}

func (o *office) upload(user, text string) string {
	o.t.Helper()
	f, err := o.KeepFile(context.Background(), o.scope(user), "Đơn của "+canary+".txt", uuid.NewString(), []byte(text))
	must(o.t, err)
	return f.ID
}

func (o *office) intake(procedure, key string, more map[string]any) (casework.Receipt, error) {
	o.t.Helper()
	procedure, with := petition(procedure)
	for k, v := range more {
		with[k] = v
	}
	return o.Open(context.Background(), o.scope("nguoi-tiep-nhan-xa-a"), casework.Opening{Procedure: procedure, Received: legaltime.Day(o.Day), With: values(o.t, with), Key: key})
}

// loose are the vault's entries that belong to no case, a day from now.
func (o *office) loose() (attached, removed int) {
	o.t.Helper()
	attached, removed, err := o.Vault.Sweep(context.Background(), time.Now().Add(48*time.Hour), o.Records.CasesOfTokens)
	must(o.t, err)
	return attached, removed
}

func TestAnOpeningThatDiedAfterTheRecordIsFinishedBySendingItAgain(t *testing.T) {
	o := newOffice(t)
	key, file := uuid.NewString(), o.upload("nguoi-tiep-nhan-xa-a", "đơn")
	o.Runner = dying{o.Direct}
	if _, err := o.intake("khieu-nai-lan-dau", key, map[string]any{"tai-lieu": file}); !errors.Is(err, errDied) {
		t.Fatal(err)
	}
	o.Runner = o.Direct
	r, err := o.intake("khieu-nai-lan-dau", key, map[string]any{"tai-lieu": file})
	must(t, err)
	files, err := o.Records.Files(context.Background(), r.ID)
	must(t, err)
	if len(files) != 1 || files[0].ID != file {
		t.Errorf("files of the case: %+v", files)
	}
	if attached, removed := o.loose(); attached != 0 || removed != 0 {
		t.Errorf("left in the vault: %d of the case, %d of none", attached, removed)
	}
}

func TestAnActThatDiedAfterTheRecordIsFinishedBySendingItAgain(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	act := casework.Doing{Case: r.ID, Act: "kiem-tra-dieu-kien", Key: uuid.NewString(), With: values(t, map[string]any{
		"de-xuat": "thu-ly", "y-kien": "Đủ điều kiện."})}
	o.Runner = dying{o.Direct}
	if _, err := o.Act(ctx, o.scope("nguoi-xu-ly-xa-a"), act); !errors.Is(err, errDied) {
		t.Fatal(err)
	}
	o.Runner = o.Direct
	out, err := o.Act(ctx, o.scope("nguoi-xu-ly-xa-a"), act)
	if err != nil || out.Seq != 2 {
		t.Fatalf("%v %+v", err, out)
	}
	if attached, removed := o.loose(); attached != 0 || removed != 0 {
		t.Errorf("left in the vault: %d of the case, %d of none", attached, removed)
	}
	act.Act = "chuyen-don"
	if _, err := o.Act(ctx, o.scope("nguoi-xu-ly-xa-a"), act); !code(err, casework.KeyReused) {
		t.Errorf("the same key for another act: %v", err)
	}
	act.Act = "kiem-tra-dieu-kien"
	if _, err := o.Act(ctx, o.scope("thu-truong-xa-a"), act); !code(err, casework.KeyReused) {
		t.Errorf("the key of a colleague: %v", err)
	}
}

func TestAFileIsFoundByTheSweepWhenNobodySendsAgain(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	key, file, unused := uuid.NewString(), o.upload("nguoi-tiep-nhan-xa-a", "đơn"), o.upload("nguoi-tiep-nhan-xa-a", "khác")
	o.Runner = dying{o.Direct}
	_, err := o.intake("khieu-nai-lan-dau", key, map[string]any{"tai-lieu": file})
	if !errors.Is(err, errDied) {
		t.Fatal(err)
	}
	attached, removed, err := o.Records.SweepFiles(ctx, o.Instant().Add(time.Hour))
	if attached != 1 || removed != 1 || err != nil {
		t.Errorf("%d attached, %d removed, %v", attached, removed, err)
	}
	if _, _, err := o.File(ctx, o.scope("nguoi-xu-ly-xa-a"), file); err != nil {
		t.Error(err)
	}
	if _, _, err := o.File(ctx, o.scope("nguoi-tiep-nhan-xa-a"), unused); !code(err, casework.NotFound) {
		t.Error(err)
	}
}

// expired is a runner whose first workflow gave up waiting for its opening.
type expired struct {
	*caseworktest.Direct
	restarted bool
}

func (e *expired) Restart(context.Context, contract.CaseInput) error {
	e.restarted = true
	return nil
}

func (e *expired) Open(ctx context.Context, in contract.CaseInput, ev machine.Event) (contract.Receipt, error) {
	if !e.restarted {
		return contract.Receipt{}, caseworktest.ErrGone
	}
	return e.Direct.Open(ctx, in, ev)
}

func TestAnOpeningWhoseWorkflowGaveUpBeginsAnew(t *testing.T) {
	o := newOffice(t)
	o.Runner = &expired{o.Direct, false}
	if r, err := o.intake("khieu-nai-lan-dau", uuid.NewString(), nil); err != nil || r.Code == "" {
		t.Errorf("%v %+v", err, r)
	}
}

func TestOnlyOnesOwnFilesAreAttached(t *testing.T) {
	o := newOffice(t)
	theirs := o.upload("nguoi-xu-ly-xa-a", "của người khác")
	for _, file := range []string{theirs, uuid.NewString(), "không phải mã"} {
		_, err := o.intake("khieu-nai-lan-dau", uuid.NewString(), map[string]any{"tai-lieu": file})
		var r *machine.Refusal
		if !errors.As(err, &r) || r.Code != casework.WrongValue || len(r.Fields) != 1 || r.Fields[0].Field != "tai-lieu" {
			t.Errorf("%s: %v", file, err)
		}
	}
	list, err := o.Cases(context.Background(), o.scope("nguoi-tiep-nhan-xa-a"), casework.Listing{State: "all"}, casework.Page{})
	must(t, err)
	if len(list.Items) != 0 {
		t.Errorf("%d cases were registered", len(list.Items))
	}
}

// TestThePetitionItselfOpensOnlyToTheEntitled: a scan of a denunciation bears
// the name as plainly as the vault does.
func TestThePetitionItselfOpensOnlyToTheEntitled(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	file := o.upload("nguoi-tiep-nhan-xa-a", "đơn tố cáo")
	r, err := o.intake("to-cao", uuid.NewString(), map[string]any{"tai-lieu": file})
	must(t, err)
	for user, opens := range map[string]bool{
		"nguoi-xu-ly-xa-a": true, "thu-truong-xa-a": true, "nguoi-xac-minh-xa-a": false, "nguoi-tiep-nhan-xa-a": false, "nguoi-xu-ly-xa-b": false,
	} {
		_, content, err := o.File(ctx, o.scope(user), file)
		if opens != (err == nil && string(content) == "đơn tố cáo") || !opens && (!code(err, casework.NotFound) || content != nil) {
			t.Errorf("%s: %v", user, err)
		}
		view, err := o.Show(ctx, o.scope(user), r.ID)
		if user == "nguoi-xu-ly-xa-b" {
			continue
		}
		must(t, err)
		if listed := len(view.Files) == 1; listed != opens {
			t.Errorf("%s: listed %v", user, listed)
		}
		named := slices.ContainsFunc(view.Steps[0].With, func(e casework.Entry) bool { return e.Value == any(file) })
		if named != opens {
			t.Errorf("%s: the step names the file: %v", user, named)
		}
	}
	log, err := o.Records.Reveals(ctx, r.ID)
	must(t, err)
	if len(log) != 2 || log[0].What != "file "+file {
		t.Errorf("%+v", log)
	}
}

func TestAReasonOfBlanksRevealsNothing(t *testing.T) {
	o := newOffice(t)
	r := o.open("to-cao", "2026-11-20", uuid.NewString())
	if _, err := o.Reveal(context.Background(), o.scope("nguoi-xu-ly-xa-a"), r.ID, "      "); !code(err, casework.WrongValue) {
		t.Error(err)
	}
}

func TestOneWhoseRoleEndedWritesNoMore(t *testing.T) {
	o := newOffice(t)
	ctx, writer := context.Background(), o.scope("nguoi-soan")
	d, err := o.NewDraft(ctx, writer, "to-cao", "2026-07-01", "key")
	must(t, err)
	writer.Holds = nil
	_, saved := o.SaveDraft(ctx, writer, d.ID, "x", d.Revision)
	_, submitted := o.SubmitDraft(ctx, writer, d.ID)
	_, published := o.Publish(ctx, writer, d.ID, o.Day)
	_, shown := o.Draft(ctx, writer, d.ID)
	for _, err := range []error{saved, submitted, published, shown, o.DropDraft(ctx, writer, d.ID)} {
		if !code(err, casework.Forbidden) {
			t.Error(err)
		}
	}
}

// deaf is a runner whose Temporal does not answer: nothing is recorded.
type deaf struct{ casework.Runner }

func (deaf) Open(context.Context, contract.CaseInput, machine.Event) (contract.Receipt, error) {
	return contract.Receipt{}, errDied
}

func TestProtectionAskedForAtASecondTryHolds(t *testing.T) {
	o := newOffice(t)
	key, who := uuid.NewString(), map[string]any{"name": canary}
	o.Runner = deaf{o.Direct}
	if _, err := o.intake("khieu-nai-lan-dau", key, map[string]any{"nguoi-khieu-nai": who}); !errors.Is(err, errDied) {
		t.Fatal(err)
	}
	o.Runner, who["protect"] = o.Direct, true
	r, err := o.intake("khieu-nai-lan-dau", key, map[string]any{"nguoi-khieu-nai": who})
	must(t, err)
	view, err := o.Show(context.Background(), o.scope("thu-truong-xa-a"), r.ID)
	if err != nil || !view.Identity.Protected {
		t.Errorf("%v %+v", err, view.Identity)
	}
}

func TestACaseIsNeverHandedToNobody(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	_, err := o.do("nguoi-xu-ly-xa-a", r.ID, "chuyen-don", map[string]any{"noi-nhan": "khong-co", "can-cu": "x"})
	if !code(err, casework.WrongValue) {
		t.Errorf("transferred to a body that does not exist: %v", err)
	}
}

func TestAKeyStandsForOneContent(t *testing.T) {
	o := newOffice(t)
	r := o.open("khieu-nai-lan-dau", "2026-11-20", uuid.NewString())
	do := casework.Doing{Case: r.ID, Act: "kiem-tra-dieu-kien", Key: uuid.NewString(), With: values(t, map[string]any{"de-xuat": "thu-ly"})}
	for range 2 {
		_, err := o.Act(context.Background(), o.scope("nguoi-xu-ly-xa-a"), do)
		must(t, err)
	}
	do.With = values(t, map[string]any{"de-xuat": "chuyen-don"})
	if _, err := o.Act(context.Background(), o.scope("nguoi-xu-ly-xa-a"), do); !code(err, casework.KeyReused) {
		t.Errorf("another content under the same key: %v", err)
	}
}

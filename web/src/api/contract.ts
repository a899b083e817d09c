// The names under which the page speaks of what the server says. The shapes
// are generated from the server's own description (npm run gen); only the words
// that the server writes as plain text are narrowed here.
import type { components } from "./schema";

type Said = components["schemas"];

export type Ref = Said["Ref"];
export type Named = Said["Named"];
export type Reason = Said["Reason"];
export type Deadline = Said["Deadline"];
export type Foreseen = Said["Foreseen"];
export type Me = Said["Me"];
export type Token = Said["Token"];
export type Option = Said["Option"];
export type Identity = Said["Person"];
export type Receipt = Said["Receipt"];
export type Officer = Said["OfficerView"];
export type Replacement = Said["ReplacementView"];
export type ReplacementDesk = Said["ReplacementDesk"];
export type ReplacementEntry = Omit<Said["ReplaceInputBody"], "$schema">;
export type Colleagues = Said["Colleagues"];
export type Refusal = Said["RefusalView"];
export type Proposal = Said["ProposalView"];
export type Step = Said["StepView"];
export type CaseFile = Said["FileView"];
export type PlanView = Said["PlanView"];
export type ActDone = Said["Outcome"];
export type Earlier = Said["EarlierView"];
export type Revealed = Said["Revealed"];
export type UnitRow = Said["UnitView"];
export type UserRow = Said["UserView"];
export type HoursDesk = Said["HoursDesk"];
export type OpenHours = Said["OpenHours"];
export type UnitHours = Said["UnitHours"];
export type LateCause = Said["LateCause"];
export type LateClock = Said["LateClockView"];
export type Notice = Said["InboxItem"];
export type NoticePage = Said["Inbox"];
export type Mail = Said["Mail"];
export type Feed = Said["Feed"];
export type LetterText = Said["LetterText"];
export type LetterKind = Said["LetterKind"];
export type LetterProblem = Said["LetterProblem"];
export type LetterCheck = Said["LetterCheck"];
export type LetterVersion = Said["LetterVersion"];
export type AskedAlarm = Said["AskedView"];
export type MyGateway = Said["MyGateway"];
export type UnsentPage = Said["UndeliveredPage"];
export type VacantBody = Said["VacantBody"];
export type Unsent = Said["Undelivered"];
export type CalendarDay = Said["CalendarDay"];
export type CalendarYear = Said["CalendarYear"];
export type Calendars = Said["Calendars"];
export type CalendarLayer = Said["CalendarLayer"];
export type CalendarPreview = Said["CalendarPreview"];
export type CalendarMove = Said["Move"];
export type CalendarMoves = Said["Moves"];
export type VersionRow = Said["VersionView"];
export type ProcedureRow = Omit<Said["ProcedureRow"], "kind"> & { kind: Kind };
export type ProcedureText = Said["ProcedureView"];
export type Finding = Said["Finding"];
export type Checked = Said["Checked"];
export type Draft = Said["Draft"];

export type Kind = "complaint" | "denunciation" | "recommendation" | "petition" | "reception";
export type Urgency = keyof Said["Counts"];
export type FieldType =
  | "flag" | "text" | "number" | "date" | "choice"
  | "unit" | "user" | "file" | "narrative" | "identity" | "case";

type Refine<T, U> = Omit<T, keyof U> & U;
/** The description cannot say that these are null where there is none. */
type Due = { deadline: Deadline | null };

export type Field = Refine<Said["Field"], { type: FieldType }>;
export type Form = Refine<Said["Form"], { fields: Field[] | null }>;
export type CaseHead = Refine<Said["CaseRef"], { kind: Kind }>;
export type TaskRow = Refine<Said["TaskRow"], Due & { case: CaseHead }>;
export type TaskPage = Refine<Said["Worklist"], { items: TaskRow[] }>;
export type CaseRow = Refine<Said["CaseRow"], Due & { kind: Kind }>;
export type Page<T> = { items: T[]; next?: string };
export type Intake = Refine<Said["IntakeDesk"], { items: Refine<Said["IntakeForm"], { kind: Kind; form: Form }>[] }>;
export type Offer = Refine<Said["OfferView"], { form?: Form }>;
export type Case = Refine<Said["CaseView"], Due & {
  kind: Kind;
  identity: Said["IdentityView"] | null;
  offers: Offer[];
  tasks: Refine<Said["TaskView"], Due>[];
}>;

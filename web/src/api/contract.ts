// What the server says, as the page reads it. Dates are civil dates at +07:00
// ("2026-07-06"), moments add a time ("2026-07-06T16:30"), instants are RFC 3339.

export type Ref = { id: string; name: string };
export type Named = { name: string; title: string };
export type Kind = "complaint" | "denunciation" | "recommendation";
export type Urgency = "overdue" | "today" | "soon" | "later" | "none";
export type ClockState = "running" | "paused" | "met" | "overdue" | "stopped";

export type Reason = { rule: string; text: string; from?: string; to?: string; days?: number; cite?: string };

export type Deadline = {
  clock: string;
  title: string;
  cite: string;
  state: ClockState;
  from: string;
  nominal: string;
  due: string;
  /** Working days or hours left; negative: overdue by. Absent when the clock does not run. */
  left?: number;
  leftUnit?: "working days" | "hours";
  late?: boolean;
  pausedSince?: string;
  confidence?: string;
  provisional?: boolean;
  text: string;
  why: Reason[];
  extensions?: { on: string; by: string }[];
  pauses?: { from: string; to?: string }[];
};

export type Me = {
  id: string;
  account: string;
  name: string;
  roles: { role: string; title: string; unit: Ref }[];
  unread: number;
  today: string;
  can: { intake: boolean; procedures: boolean; publish: boolean; demoMail: boolean };
};

export type Token = { id: string; name: string; created: string; expires: string; lastUsed?: string };

export type CaseHead = { id: string; code: string; kind: Kind; procedure: string; procedureTitle: string; stage: Named };

export type TaskRow = {
  case: CaseHead;
  act: string;
  title: string;
  role: string;
  roleTitle: string;
  unit: Ref;
  opened: string;
  deadline: Deadline | null;
  urgency: Urgency;
};

export type Page<T> = { items: T[]; next?: string };
export type TaskPage = Page<TaskRow> & { counts: Record<Urgency, number> };

export type CaseRow = CaseHead & {
  version: string;
  responsible: Ref;
  opened: string;
  outcome?: string;
  deadline: Deadline | null;
};

export type FieldType =
  | "flag" | "text" | "number" | "date" | "choice"
  | "unit" | "user" | "file" | "narrative" | "identity";

export type Option = { value: string; title: string; cite?: string };

export type Field = {
  name: string;
  title: string;
  type: FieldType;
  required?: boolean;
  options?: Option[];
  help?: string;
  cite?: string;
};

export type Form = { name: string; title: string; number?: string; fields: Field[] };

export type Identity = {
  name: string;
  birthYear?: number;
  idNumber?: string;
  phone?: string;
  address?: string;
  protect?: boolean;
};

export type Intake = {
  items: { procedure: string; title: string; kind: Kind; version: string; form: Form }[];
  units: Ref[];
};

export type Receipt = {
  id: string;
  code: string;
  procedure: string;
  procedureTitle: string;
  version: string;
  received: string;
  unit: Ref;
  stage: Named;
  deadlines: Deadline[];
  next: string;
};

export type Refusal = { code: string; sentence: string; cite?: string };

export type Offer = {
  act: string;
  title: string;
  task: boolean;
  cite: string;
  form?: Form;
  allowed: boolean;
  refusal?: Refusal;
  documents: string[];
  handoff?: string;
  to?: Named;
};

export type Step = {
  seq: number;
  kind: "open" | "act" | "tick" | "calendar";
  act?: string;
  title: string;
  on: string;
  at: string;
  actor: { name: string; role?: string; unit?: string };
  with: { name: string; title: string; type: FieldType; value: unknown }[];
  notices: { clock: string; title: string; does: string; to: string[]; date: string }[];
  hash: string;
};

export type CaseFile = { id: string; name: string; size: number; type: string; sha256: string; at?: string };

export type PlanView = {
  procedure: string;
  title: string;
  version: string;
  hash: string;
  opening: string;
  roles: { name: string; title: string; at: string }[];
  stages: {
    name: string;
    title: string;
    outcome?: string;
    tasks: string[];
    /** `act` is an act, or a clock whose passing moves the case. `to`: "" stays, "back" returns to the stage before. */
    moves: { act: string; to: string[] }[];
    clocks: string[];
  }[];
  acts: { name: string; title: string; roles: string[]; cite: string; form?: string }[];
  clocks: {
    name: string;
    title: string;
    cite: string;
    terms: { when?: string; is: string; cite?: string }[];
    confidence?: string;
  }[];
  visited: string[];
  current?: string;
};

export type Case = CaseRow & {
  receivedAt: string;
  identity: { masked: string; protected: boolean } | null;
  narrative: boolean;
  waits: { what: string; who: string; until?: string; clock?: string }[];
  tasks: { act: string; title: string; role: string; roleTitle: string; unit: Ref; deadline: Deadline | null; status: string }[];
  offers: Offer[];
  clocks: Deadline[];
  steps: Step[];
  files: CaseFile[];
  facts: { name: string; title: string; value: unknown }[];
  handoff?: { to: Ref; on: string; act: string };
  mine: boolean;
  plan: PlanView;
};

export type ActDone = { seq: number; stage: Named; deadlines: Deadline[]; sentence: string };
export type Revealed = { identity: Identity | null; narratives: { field: string; title: string; text: string }[] };

export type UnitRow = { id: string; code: string; name: string; level: string; branch: string; parent?: string };
export type UserRow = { id: string; name: string; unit: string };

export type Notice = {
  id: number;
  at: string;
  kind: string;
  title: string;
  text: string;
  case?: { id: string; code: string };
  read: boolean;
};
export type NoticePage = Page<Notice> & { unread: number };
export type Mail = { id: string; at: string; from: string; to: string[]; subject: string; text: string };

export type CalendarDay = { date: string; name: string; working: boolean; source: string };
export type CalendarYear = { year: number; name: string; hash: string; provisional: boolean; days: CalendarDay[] };

export type VersionRow = {
  version: string;
  from: string;
  to?: string;
  hash: string;
  status: "published" | "draft" | "submitted";
  publishedBy?: string;
  publishedAt?: string;
};
export type ProcedureRow = { name: string; title: string; kind: Kind; versions: VersionRow[] };
export type ProcedureText = {
  name: string;
  title: string;
  version: string;
  status: string;
  text: string;
  plan: PlanView;
  author?: Ref;
  from: string;
  to?: string;
  hash: string;
};

export type Finding = {
  code: string;
  severity: "error" | "warning";
  message: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  suggestion?: string;
  help?: string;
  source: string;
};
export type Checked = { problems: Finding[]; plan?: PlanView; hash?: string };

export type Draft = {
  id: string;
  name: string;
  version: string;
  text: string;
  revision: number;
  status: "draft" | "submitted" | "published";
  author: Ref;
  /** Why it was returned. */
  reason?: string;
  updated: string;
  problems: Finding[];
};

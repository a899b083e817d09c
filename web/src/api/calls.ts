// Every endpoint once, under the name the pages use.
import { request, type Query } from "./client";
import type {
  ActDone, CalendarLayer, CalendarMoves, Calendars, CalendarYear, Case, CaseFile, CaseRow, Checked, Colleagues, Draft, Earlier, Finding, Intake, Mail, Me, NoticePage, Officer, Page,
  ProcedureRow, ProcedureText, Proposal, Receipt, Replacement, ReplacementDesk, ReplacementEntry, Revealed, TaskPage, Token, UnitRow, UserRow, VersionRow,
  Feed, HoursDesk, LateCause, LetterCheck, LetterKind, LetterText, LetterVersion, MyGateway, OpenHours, UnsentPage,
} from "./contract";

export type Loading = {
  unit?: string; title?: string; number?: string; issued?: string; link?: string; fileName?: string; file?: string; text?: string; again?: string;
};
type Items<T> = { items: T[] };
const at = encodeURIComponent;

/** Correction is what is wrong in a record: a step and its true date, a step that never happened, or an act that was forgotten. */
export type Correction = { step?: number; on?: string; void?: boolean; before?: number; act?: string; with?: Record<string, unknown>; reason: string };

export const api = {
  me: () => request<Me>("GET", "/me"),
  signIn: (account: string, password: string) => request<Me>("POST", "/session", { body: { account, password } }),
  signOut: () => request<void>("DELETE", "/session"),

  changePassword: (old: string, fresh: string) => request<void>("PUT", "/password", { body: { old, new: fresh } }),
  replacements: () => request<ReplacementDesk>("GET", "/replacements"),
  replace: (body: ReplacementEntry, key: string) => request<Replacement>("POST", "/replacements", { body, key }),
  endReplacement: (id: string) => request<void>("POST", `/replacements/${at(id)}/end`, { body: {} }),
  colleagues: (id: string) => request<Colleagues>("GET", `/officers/${at(id)}/colleagues`),

  tokens: () => request<Items<Token>>("GET", "/tokens"),
  makeToken: (name: string, days: number) => request<{ id: string; token: string }>("POST", "/tokens", { body: { name, days } }),
  dropToken: (id: string) => request<void>("DELETE", `/tokens/${at(id)}`),

  tasks: (query: Query) => request<TaskPage>("GET", "/tasks", { query }),
  cases: (query: Query) => request<Page<CaseRow>>("GET", "/cases", { query }),
  oneCase: (id: string) => request<Case>("GET", `/cases/${at(id)}`),
  intake: (day: string) => request<Intake>("GET", "/intake", { query: { day } }),
  earlier: (procedure: string, query: { field: string; code: string; day: string; unit: string }) =>
    request<Earlier>("GET", `/intake/${at(procedure)}/earlier`, { query }),
  openCase: (body: { procedure: string; received: string; unit?: string; with: Record<string, unknown>; about?: string[]; close?: string[]; closeWhy?: string }, key: string) =>
    request<Receipt>("POST", "/cases", { body, key }),
  act: (id: string, act: string, body: { on: string; with: Record<string, unknown>; late?: LateCause[] }, key: string) =>
    request<ActDone>("POST", `/cases/${at(id)}/acts/${at(act)}`, { body, key }),
  nameLateness: (id: string, body: LateCause, key: string) => request<void>("POST", `/cases/${at(id)}/lateness`, { body, key }),
  correct: (id: string, body: Correction, key: string) => request<ActDone>("POST", `/cases/${at(id)}/corrections`, { body, key }),
  propose: (id: string, act: string, body: { on?: string; with: Record<string, unknown> }) =>
    request<Items<Proposal>>("POST", `/cases/${at(id)}/acts/${at(act)}/proposals`, { body }),
  reveal: (id: string, reason: string) => request<Revealed>("POST", `/cases/${at(id)}/reveal`, { body: { reason } }),
  exclude: (id: string, users: string[], relation: "subject" | "close", reason: string) => request<void>("POST", `/cases/${at(id)}/exclusions`, { body: { users, relation, reason } }),
  readmit: (id: string, user: string, reason: string) => request<void>("POST", `/cases/${at(id)}/exclusions/${at(user)}/lift`, { body: { reason } }),
  findOfficers: (name: string) => request<Items<Officer>>("POST", "/officers/search", { body: { name } }),

  sendFile: (file: File) => {
    const body = new FormData();
    body.append("file", file);
    return request<CaseFile>("POST", "/files", { body });
  },
  fileAddress: (id: string) => `/api/v1/files/${at(id)}`,

  units: () => request<Items<UnitRow>>("GET", "/units"),
  users: (query: Query) => request<Items<UserRow>>("GET", "/users", { query }),

  inbox: (cursor?: string) => request<NoticePage>("GET", "/inbox", { query: { cursor } }),
  readNotice: (id: number) => request<void>("POST", `/inbox/${id}/read`),
  acknowledge: (id: number) => request<void>("POST", `/inbox/${id}/acknowledge`),
  readAll: () => request<void>("POST", "/inbox/read-all"),
  myGateway: () => request<MyGateway>("GET", "/gateway"),
  setMyGateway: (phone: string) => request<MyGateway>("PUT", "/gateway", { body: { phone } }),
  feed: () => request<Feed>("GET", "/feed"),
  makeFeed: () => request<{ address: string }>("POST", "/feed"),
  dropFeed: () => request<void>("DELETE", "/feed"),
  letters: () => request<Items<LetterKind>>("GET", "/letters"),
  checkLetter: (kind: string, text: LetterText) => request<LetterCheck>("POST", `/letters/${at(kind)}/check`, { body: text }),
  saveLetter: (kind: string, text: LetterText, version: number) => request<LetterKind>("PUT", `/letters/${at(kind)}`, { body: { ...text, version } }),
  builtinLetter: (kind: string, version: number) => request<LetterKind>("POST", `/letters/${at(kind)}/builtin`, { body: { version } }),
  letterHistory: (kind: string) => request<Items<LetterVersion>>("GET", `/letters/${at(kind)}/history`),
  undelivered: (cursor?: string) => request<UnsentPage>("GET", "/undelivered", { query: { cursor } }),
  sendAgain: (id: number) => request<void>("POST", `/undelivered/${id}/again`),
  letBe: (id: number) => request<void>("POST", `/undelivered/${id}/let-be`),
  mails: () => request<Items<Mail>>("GET", "/mails"),
  calendar: (year: number, unit?: string) => request<CalendarYear>("GET", "/calendar", { query: { year, unit } }),
  hours: () => request<HoursDesk>("GET", "/hours"),
  setHours: (unit: string, hours: OpenHours) => request<void>("PUT", `/hours/${at(unit)}`, { body: hours }),
  dropHours: (unit: string) => request<void>("DELETE", `/hours/${at(unit)}`),
  calendars: () => request<Calendars>("GET", "/calendars"),
  checkCalendar: (text: string, unit: string) => request<Items<Finding>>("POST", "/calendars/check", { body: { text, unit: unit || undefined } }),
  loadCalendar: (body: Loading, key: string) => request<CalendarLayer>("POST", "/calendars", { body, key }),
  calendarLayer: (id: string) => request<CalendarLayer>("GET", `/calendars/${at(id)}`),
  calendarDocument: (id: string) => `/api/v1/calendars/${at(id)}/document`,
  dropCalendar: (id: string) => request<void>("DELETE", `/calendars/${at(id)}`),
  previewCalendar: (id: string) => request<CalendarLayer>("POST", `/calendars/${at(id)}/preview`),
  calendarMoves: (id: string, query: Query) => request<CalendarMoves>("GET", `/calendars/${at(id)}/moves`, { query }),
  publishCalendar: (id: string) => request<CalendarLayer>("POST", `/calendars/${at(id)}/publish`),

  procedures: () => request<Items<ProcedureRow>>("GET", "/procedures"),
  procedure: (name: string, version: string) => request<ProcedureText>("GET", `/procedures/${at(name)}/${at(version)}`),
  pageAddress: (name: string, version: string) => `/api/v1/procedures/${at(name)}/${at(version)}/page`,
  check: (text: string) => request<Checked>("POST", "/procedures/check", { body: { text } }),
  checkHelp: (code: string) => request<{ code: string; markdown: string }>("GET", `/procedures/help/${at(code)}`),
  drafts: () => request<Items<Draft>>("GET", "/procedures/drafts"),
  draft: (id: string) => request<Draft>("GET", `/procedures/drafts/${at(id)}`),
  makeDraft: (name: string, base: string) => request<Draft>("POST", "/procedures/drafts", { body: { name, base } }),
  saveDraft: (id: string, text: string, revision: number) =>
    request<Draft>("PUT", `/procedures/drafts/${at(id)}`, { body: { text, revision } }),
  dropDraft: (id: string) => request<void>("DELETE", `/procedures/drafts/${at(id)}`),
  submitDraft: (id: string) => request<void>("POST", `/procedures/drafts/${at(id)}/submit`),
  returnDraft: (id: string, reason: string) => request<void>("POST", `/procedures/drafts/${at(id)}/return`, { body: { reason } }),
  publishDraft: (id: string, from: string) =>
    request<VersionRow>("POST", `/procedures/drafts/${at(id)}/publish`, { body: { from } }),
};

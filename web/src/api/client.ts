import { Problem } from "./problem";
import { watch } from "./slow";

const ROOT = "/api/v1";

export type Query = Record<string, string | number | undefined>;
type Call = { query?: Query; body?: unknown; key?: string };

/** request is the only place where the page talks to the server. Throws Problem. */
export async function request<T>(method: string, path: string, call: Call = {}): Promise<T> {
  const init = options(method, call);
  const wait = watch(init.body instanceof FormData);
  try {
    const response = await reach(ROOT + path + search(call.query), { ...init, signal: wait.signal });
    if (!response.ok) throw new Problem(response.status, await problemBody(response));
    if (response.status === 204) return undefined as T;
    // An answer that breaks off in the middle is as lost as none.
    const text = await response.text().catch(() => { throw new Problem(0, {}); });
    return (text ? JSON.parse(text) : undefined) as T;
  } finally {
    wait.done();
  }
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch {
    throw new Problem(0, init.signal?.aborted ? { code: "slow", detail: SILENT } : {});
  }
}

const SILENT = "Máy chủ không trả lời sau 30 giây. Nội dung đã nhập vẫn còn nguyên; hãy gửi lại.";

function options(method: string, call: Call): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["Idempotency-Key"] = call.key ?? newKey();
  if (call.body instanceof FormData) return { method, headers, body: call.body, credentials: "same-origin" };
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  return { method, headers, body: call.body === undefined ? undefined : JSON.stringify(call.body), credentials: "same-origin" };
}

function search(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text && "?" + text;
}

async function problemBody(response: Response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/**
 * newKey makes a random UUID. crypto.randomUUID exists only on https and
 * localhost; offices also open the page over plain http in their own network.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

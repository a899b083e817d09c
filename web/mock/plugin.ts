import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { answer, type Asked } from "./answer";
import { seed } from "./seed";

/** mockServer answers /api/v1 from memory, so that the page can be worked on without a server. */
export function mockServer(): Plugin {
  return {
    name: "donthu-mock",
    configureServer(server) {
      seed();
      server.middlewares.use("/api/v1", (req, res) => void serve(req, res));
    },
  };
}

async function serve(req: IncomingMessage, res: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const c of req) chunks.push(c as Buffer);
  const url = new URL(req.url ?? "/", "http://mock");
  const raw = Buffer.concat(chunks).toString("latin1");
  const json = (req.headers["content-type"] ?? "").includes("json");
  const asked: Asked = {
    method: req.method ?? "GET", path: url.pathname.split("/").filter(Boolean).map(decodeURIComponent), query: url.searchParams,
    body: json && raw ? JSON.parse(Buffer.from(raw, "latin1").toString("utf8")) : {}, cookie: req.headers.cookie ?? "",
  };
  const out = answer(asked);
  res.statusCode = out.status;
  if (out.cookie) res.setHeader("Set-Cookie", out.cookie);
  res.setHeader("Content-Type", out.status >= 400 ? "application/problem+json" : "application/json");
  res.end(out.body === undefined ? "" : JSON.stringify(out.body));
}

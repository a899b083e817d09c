import { Anchor, Badge, Group, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { api } from "../api/calls";
import type { PlanView, ProcedureText } from "../api/contract";
import { Cite } from "../components/Cite";
import { PageTitle } from "../components/PageTitle";
import { Loading, Ready } from "../components/Ready";
import { day } from "../lib/date";

const Diagram = lazy(() => import("../procedure/Diagram"));
const Editor = lazy(() => import("../procedure/Editor"));

/** Procedure shows one published version: its way, its terms, who acts, and its very text. */
export function Procedure() {
  const { name, version } = useParams({ strict: false }) as { name: string; version: string };
  const found = useQuery({ queryKey: ["procedure", name, version], queryFn: () => api.procedure(name, version), staleTime: 300_000 });
  return <Ready query={found}>{(p) => <Version key={p.hash} p={p} />}</Ready>;
}

function Version({ p }: { p: ProcedureText }) {
  const { phan = "so-do" } = useSearch({ strict: false }) as { phan?: string };
  const go = useNavigate();
  return (
    <>
      <PageTitle tab={p.title}>{p.title}</PageTitle>
      <Group gap="sm" mt={6} mb="md">
        <Badge variant="light" size="lg">Bản {day(p.version)}</Badge>
        <Text size="sm">Áp dụng cho đơn nhận từ {day(p.from)}{p.to ? ` đến ${day(p.to)}` : ""}</Text>
        <Anchor size="sm" href={api.pageAddress(p.name, p.version)} target="_blank" rel="noreferrer">Bản in để rà soát</Anchor>
        <Text size="sm" className="soft">Dấu kiểm tra <span className="code" title={p.hash}>{p.hash.slice(0, 12)}</span></Text>
      </Group>
      <Tabs value={phan} onChange={(v) => go({ to: ".", search: { phan: v ?? "so-do" }, replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="so-do">Sơ đồ</Tabs.Tab>
          <Tabs.Tab value="thoi-han">Thời hạn</Tabs.Tab>
          <Tabs.Tab value="hanh-vi">Hành vi, vai trò</Tabs.Tab>
          <Tabs.Tab value="van-ban">Văn bản</Tabs.Tab>
          <Tabs.Tab value="cac-ban">Các bản</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="so-do"><Suspense fallback={<Loading />}><Diagram plan={p.plan} /></Suspense></Tabs.Panel>
        <Tabs.Panel value="thoi-han"><Terms plan={p.plan} /></Tabs.Panel>
        <Tabs.Panel value="hanh-vi"><Acts plan={p.plan} /></Tabs.Panel>
        <Tabs.Panel value="van-ban"><Suspense fallback={<Loading />}><Editor text={p.text} label={`Văn bản quy trình ${p.title}, chỉ đọc`} /></Suspense></Tabs.Panel>
        <Tabs.Panel value="cac-ban"><Versions name={p.name} version={p.version} /></Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Terms is the table of the law's periods in this version. */
export function Terms({ plan }: { plan: PlanView }) {
  return (
    <ul className="cards">
      {plan.clocks.map((c) => (
        <li className="card" key={c.name}>
          <strong>{c.title}</strong>
          <div className="small"><Cite text={c.cite} confidence={c.confidence} /></div>
          <ul className="terms">
            {c.terms.map((t, i) => (
              <li key={i}><strong>{t.is}</strong>{t.when && <> khi <span className="code wrap">{t.when}</span></>}{t.cite && t.cite !== c.cite && <> <Cite text={`(${t.cite})`} /></>}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Acts({ plan }: { plan: PlanView }) {
  const roles = new Map(plan.roles.map((r) => [r.name, r.title]));
  return (
    <ul className="cards">
      {plan.acts.map((a) => (
        <li className="card" key={a.name}>
          <strong>{a.title}</strong>
          <div className="small">{(a.roles ?? []).map((r) => roles.get(r) ?? r).join(", ")}</div>
          <div className="small"><Cite text={a.cite} confidence={a.confidence} /></div>
        </li>
      ))}
    </ul>
  );
}

function Versions({ name, version }: { name: string; version: string }) {
  const list = useQuery({ queryKey: ["procedures"], queryFn: api.procedures });
  return (
    <Ready query={list}>
      {(data) => (
        <ul className="plain-list card">
          {(data.items.find((p) => p.name === name)?.versions ?? []).map((v) => (
            <li key={v.version}>
              {v.version === version ? <strong>Bản {day(v.version)} (đang xem)</strong> : <Link to="/quy-trinh/$name/$version" params={{ name, version: v.version }}>Bản {day(v.version)}</Link>}
              <div className="small soft">áp dụng từ {day(v.from)}{v.to ? ` đến ${day(v.to)}` : ""}</div>
            </li>
          ))}
        </ul>
      )}
    </Ready>
  );
}

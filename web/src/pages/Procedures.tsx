import { Badge, Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api } from "../api/calls";
import type { ProcedureRow } from "../api/contract";
import { useMe } from "../api/me";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { day, instant } from "../lib/date";
import { DRAFT_STATUS, KIND } from "../lib/words";

export function Procedures() {
  const me = useMe();
  const list = useQuery({ queryKey: ["procedures"], queryFn: api.procedures });
  return (
    <>
      <PageTitle>Quy trình</PageTitle>
      <Text size="sm" className="soft" mb="md">Mỗi bản có ngày hiệu lực; bản đã công bố không sửa được nữa. Hồ sơ đang chạy giữ bản của mình.</Text>
      {(me.can.procedures || me.can.publish) && <Drafts />}
      <Ready query={list}>
        {(data) => <ul className="cards">{data.items.map((p) => <Procedure key={p.name} p={p} />)}</ul>}
      </Ready>
    </>
  );
}

function Procedure({ p }: { p: ProcedureRow }) {
  const me = useMe();
  const go = useNavigate();
  const newest = p.versions.filter((v) => v.status === "published").sort((a, b) => b.from.localeCompare(a.from))[0];
  const copy = useMutation({
    mutationFn: () => api.makeDraft(p.name, newest.version),
    onSuccess: (d) => go({ to: "/ban-thao/$id", params: { id: d.id } }),
  });
  return (
    <li className="card">
      <Group justify="space-between" gap="sm" align="start">
        <div className="grow"><h2>{p.title}</h2><Badge variant="light">{KIND[p.kind]}</Badge></div>
        {me.can.procedures && newest && <Button size="sm" variant="default" loading={copy.isPending} onClick={() => copy.mutate()} aria-label={`Soạn bản mới của ${p.title}`}>Soạn bản mới</Button>}
      </Group>
      {copy.isError && <Failure thrown={copy.error} />}
      <ul className="plain-list versions">
        {p.versions.map((v) => (
          <li key={v.version}>
            <Link to="/quy-trinh/$name/$version" params={{ name: p.name, version: v.version }}>Bản {day(v.version)}</Link>{" "}
            <span className="small soft">
              áp dụng từ {day(v.from)}{v.to ? ` đến ${day(v.to)}` : ""}
              {v.publishedBy && ` · công bố bởi ${v.publishedBy}${v.publishedAt ? `, ${instant(v.publishedAt)}` : ""}`} · <span className="code">{v.hash.slice(0, 10)}</span>
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Drafts() {
  const drafts = useQuery({ queryKey: ["drafts"], queryFn: api.drafts });
  return (
    <Ready query={drafts}>
      {({ items }) => {
        const open = items.filter((d) => d.status !== "published");
        if (open.length === 0) return null;
        return (
          <section className="card" aria-labelledby="ban-thao">
            <h2 id="ban-thao">Bản thảo</h2>
            <ul className="plain-list">
              {open.map((d) => (
                <li key={d.id}>
                  <Link to="/ban-thao/$id" params={{ id: d.id }}>{d.name}</Link> <Badge variant="outline">{DRAFT_STATUS[d.status]}</Badge>
                  <div className="small soft">
                    {d.author.name} · sửa {instant(d.updated)} · {d.problems?.length ? `${d.problems.length} chỗ cần xem` : "không có lỗi"}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        );
      }}
    </Ready>
  );
}

import { Alert, Badge, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api } from "../api/calls";
import type { Case as Found, Offer, Step } from "../api/contract";
import { ActDialog } from "../case/ActDialog";
import { CorrectDialog } from "../case/CorrectDialog";
import { Asked } from "../case/Asked";
import { Barred } from "../case/Barred";
import { Clocks } from "../case/Clocks";
import { Lateness } from "../case/Lateness";
import { Looks } from "../case/Looks";
import { Handover, Moves, Work } from "../case/Offers";
import { Links } from "../case/Links";
import { Facts, Papers } from "../case/Papers";
import { Secret } from "../case/Secret";
import { Timeline } from "../case/Timeline";
import { DeadlineChip } from "../components/DeadlineChip";
import { PageTitle } from "../components/PageTitle";
import { Loading, Ready } from "../components/Ready";
import { day, moment } from "../lib/date";
import { KIND } from "../lib/words";

const Diagram = lazy(() => import("../procedure/Diagram"));

export function Case() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery({ queryKey: ["case", id], queryFn: () => api.oneCase(id), refetchInterval: 60_000 });
  return <Ready query={found}>{(c) => <Whole key={c.id} c={c} />}</Ready>;
}

function Whole({ c }: { c: Found }) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [wrong, setWrong] = useState<Step | "forgotten" | null>(null);
  const [result, setResult] = useState("");
  const done = (sentence: string) => {
    setOffer(null);
    setWrong(null);
    setResult(sentence);
  };
  return (
    <>
      <Head c={c} />
      {result && <Alert color="green" variant="light" mb="md" withCloseButton closeButtonLabel="Đóng" onClose={() => setResult("")} className="result"><Text size="sm">{result}</Text></Alert>}
      <Handover c={c} open={setOffer} formatted={day(c.handoff?.on)} />
      <div className="two">
        <div>
          <Work c={c} open={setOffer} />
          <Moves c={c} open={setOffer} />
          <Links c={c} />
        </div>
        <div className="beside">
          <Clocks clocks={c.clocks} ahead={c.ahead} />
          <Asked c={c} />
          <Lateness c={c} />
          <Secret c={c} />
          <Barred c={c} />
          <Looks c={c} />
          <Facts c={c} />
          <Papers c={c} />
        </div>
        <Timeline c={c} correct={setWrong} />
      </div>
      <section className="card map" aria-labelledby="so-do">
        <h2 id="so-do">Đường đi của hồ sơ</h2>
        <Suspense fallback={<Loading />}><Diagram plan={c.plan} /></Suspense>
      </section>
      {wrong && <CorrectDialog c={c} target={wrong} close={() => setWrong(null)} done={done} />}
      {offer && <ActDialog c={c} offer={offer} close={() => setOffer(null)} done={done} />}
    </>
  );
}

function Head({ c }: { c: Found }) {
  return (
    <header className="case-head">
      <Group justify="space-between" align="start" gap="sm">
        <div className="grow">
          <PageTitle tab={c.code}><span className="code">{c.code}</span></PageTitle>
          <Text fw={600}>{c.procedureTitle}</Text>
        </div>
        {!c.outcome && <div className="pressing"><DeadlineChip deadline={c.deadline} />{c.deadline && <div className="small soft">{c.deadline.title}</div>}</div>}
      </Group>
      <Group gap="xs" mt={8}>
        <Badge variant="light" size="lg">{KIND[c.kind]}</Badge>
        <Badge variant="filled" size="lg" className="stage-badge">{c.stage.title}</Badge>
        {c.outcome && <Badge color="gray.8" size="lg">Đã kết thúc</Badge>}
        {!c.mine && <Badge variant="outline" size="lg">Đơn vị khác chịu trách nhiệm</Badge>}
      </Group>
      <dl className="head-facts">
        <div><dt>Đơn vị chịu trách nhiệm</dt><dd>{c.responsible.name}</dd></div>
        <div><dt>Ngày nhận</dt><dd>{moment(c.receivedAt || c.opened)}</dd></div>
        <div><dt>Theo quy trình</dt><dd><Link to="/quy-trinh/$name/$version" params={{ name: c.procedure, version: c.version }}>bản {day(c.version)}</Link></dd></div>
        <div><dt>Biên nhận</dt><dd><Link to="/ho-so/$id/bien-nhan" params={{ id: c.code }}>Xem và in</Link></dd></div>
      </dl>
    </header>
  );
}

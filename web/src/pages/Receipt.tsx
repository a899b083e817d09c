import { Alert, Button, Group, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useRouterState } from "@tanstack/react-router";
import { api } from "../api/calls";
import type { Case, Deadline, Receipt as Slip } from "../api/contract";
import { Cite } from "../components/Cite";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { day, moment, weekday } from "../lib/date";

/** Receipt is the slip for the petitioner: the code and the dates that now run, with their articles. No name is printed. */
export function Receipt() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { receipt: fresh, earlier } = useRouterState({ select: (s) => s.location.state as { receipt?: Slip; earlier?: boolean } });
  const found = useQuery({ queryKey: ["case", id], queryFn: () => api.oneCase(id) });
  return (
    <Ready query={found}>{(c) => <Paper c={c} fresh={fresh?.code === c.code ? fresh : undefined} earlier={earlier} />}</Ready>
  );
}

function Paper({ c, fresh, earlier }: { c: Case; fresh?: Slip; earlier?: boolean }) {
  const running = c.clocks.filter((d) => d.state === "running" || d.state === "overdue" || d.state === "paused");
  return (
    <div className="receipt">
      <Group className="no-print" justify="space-between" mb="md">
        {fresh ? <Text fw={600} className="good" role="status">Đã ghi sổ. Thời hạn bắt đầu được tính.</Text> : <span />}
        <Group gap="sm">
          <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>In biên nhận</Button>
          <Button variant="default" component={Link} to={`/ho-so/${c.code}`}>Mở hồ sơ</Button>
          <Button variant="subtle" component={Link} to="/tiep-nhan">Nhận đơn khác</Button>
        </Group>
      </Group>
      {fresh && earlier && (
        <Alert className="no-print" color="yellow" variant="light" mb="md" title="Đơn đã được ghi sổ từ lần gửi trước">
          <Text size="sm">Những thay đổi sau lần gửi đó chưa được ghi. Hãy đối chiếu với đơn giấy và bổ sung trong hồ sơ nếu cần.</Text>
        </Alert>
      )}
      <article className="card">
        <Text size="sm">{c.responsible.name}</Text>
        <PageTitle tab={`Biên nhận ${c.code}`}>Biên nhận đơn</PageTitle>
        <p className="receipt-code"><span className="soft">Mã hồ sơ</span> <strong className="code">{c.code}</strong></p>
        <dl className="facts">
          <dt>Loại việc</dt><dd>{c.procedureTitle}</dd>
          <dt>Ngày nhận</dt><dd>{moment(c.receivedAt)}</dd>
          <dt>Giai đoạn</dt><dd>{c.stage.title}</dd>
          <dt>Người nộp đơn</dt><dd>{c.identity?.protected ? "Đã yêu cầu giữ bí mật danh tính" : "Theo đơn đã nộp"}</dd>
        </dl>
        <h2>Thời hạn theo luật</h2>
        {running.length === 0 && <p>Chưa có thời hạn nào chạy.</p>}
        {running.length > 0 && <Dates deadlines={running} />}
        {fresh?.next && <p>{fresh.next}</p>}
        <p className="small soft">Khi cần hỏi về đơn, xin nêu mã hồ sơ ở trên. Biên nhận không ghi tên và nội dung đơn để bảo đảm bí mật.</p>
        <Group justify="space-between" mt="xl" className="sign-lines">
          <div>Người nộp đơn<br /><span className="soft small">(ký, ghi rõ họ tên)</span></div>
          <div>Người tiếp nhận<br /><span className="soft small">(ký, ghi rõ họ tên)</span></div>
        </Group>
      </article>
    </div>
  );
}

function Dates({ deadlines }: { deadlines: Deadline[] }) {
  return (
    <ul className="plain-list">
      {deadlines.map((d) => (
        <li key={d.clock}>
          <strong>{d.title}</strong>: chậm nhất {weekday(d.due).toLowerCase()}, ngày <strong>{day(d.due)}</strong>{d.provisional && " (tạm tính: lịch nghỉ của năm này chưa công bố, ngày có thể đổi)"}
          <div className="small">Căn cứ <Cite text={d.cite} />; tính từ {moment(d.from)}</div>
        </li>
      ))}
    </ul>
  );
}

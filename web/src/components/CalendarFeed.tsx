import { Alert, Button, CopyButton, Group, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/calls";
import { instant } from "../lib/date";
import { announce } from "./announce";
import { Failure } from "./Failure";
import { Ready } from "./Ready";

/** CalendarFeed gives a person the address under which their calendar program finds the terms of their cases. */
export function CalendarFeed() {
  const queries = useQueryClient();
  const feed = useQuery({ queryKey: ["feed"], queryFn: api.feed });
  const refresh = () => queries.invalidateQueries({ queryKey: ["feed"] });
  const make = useMutation({ mutationFn: api.makeFeed, onSuccess: refresh });
  const drop = useMutation({ mutationFn: api.dropFeed, onSuccess: () => { make.reset(); announce("Đã thu hồi địa chỉ lịch."); return refresh(); } });
  return (
    <section className="card" aria-labelledby="lich-thoi-han">
      <h2 id="lich-thoi-han">Lịch thời hạn</h2>
      <Text size="sm" className="soft">Thêm địa chỉ này vào Outlook, Google Calendar hoặc điện thoại để thấy thời hạn của các hồ sơ. Lịch chỉ có mã hồ sơ và tên thời hạn, không có tên người nào. Ai biết địa chỉ đều xem được: không chuyển cho người khác.</Text>
      {(make.isError || drop.isError) && <Failure thrown={make.error ?? drop.error} />}
      <Ready query={feed}>
        {(f) => (
          <>
            {f.exists && <Text size="sm" mt="sm">Địa chỉ tạo {instant(f.created ?? "")}, {f.lastUsed ? `dùng lần cuối ${instant(f.lastUsed)}` : "chưa dùng"}.</Text>}
            <Group gap="sm" mt="sm">
              <Button loading={make.isPending} onClick={() => (!f.exists || window.confirm("Tạo địa chỉ mới? Địa chỉ cũ sẽ không dùng được nữa.")) && make.mutate()}>{f.exists ? "Tạo địa chỉ mới" : "Tạo địa chỉ lịch"}</Button>
              {f.exists && <Button variant="default" loading={drop.isPending} onClick={() => window.confirm("Thu hồi địa chỉ lịch?") && drop.mutate()}>Thu hồi</Button>}
            </Group>
          </>
        )}
      </Ready>
      {make.data && (
        <Alert color="lam" variant="light" mt="md" title="Hãy chép địa chỉ ngay, địa chỉ sẽ không hiện lại" role="status">
          <Text className="code wrap token" component="code">{make.data.address}</Text>
          <CopyButton value={make.data.address}>{({ copied, copy }) => <Button size="xs" mt="xs" variant="default" onClick={copy}>{copied ? "Đã chép" : "Chép địa chỉ"}</Button>}</CopyButton>
        </Alert>
      )}
    </section>
  );
}

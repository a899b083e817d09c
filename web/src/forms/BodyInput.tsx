import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/calls";
import type { Field } from "../api/contract";
import { plain } from "../lib/words";

type Props = { id: string; field: Field; value: string; onChange: (value: string) => void; error?: string; unit?: string };

const LEVELS: Record<string, string> = { "trung-uong": "Trung ương", tinh: "Cấp tỉnh", "khu-vuc": "Khu vực", xa: "Cấp xã" };

/** UnitInput picks an organisation; typing finds it with or without tone marks. */
export function UnitInput({ id, field, value, onChange, error }: Props) {
  const units = useQuery({ queryKey: ["units"], queryFn: api.units, staleTime: 300_000 });
  const data = (units.data?.items ?? []).map((u) => ({ value: u.id, label: LEVELS[u.level] ? `${u.name} (${LEVELS[u.level]})` : u.name }));
  return <Finder id={id} field={field} value={value} onChange={onChange} error={error ?? fault(units.isError)} data={data} empty="Không có cơ quan phù hợp" />;
}

/** UserInput picks an officer, of the unit that answers for the case. */
export function UserInput({ id, field, value, onChange, error, unit }: Props) {
  const users = useQuery({ queryKey: ["users", unit], queryFn: () => api.users({ unit }), enabled: !!unit, staleTime: 300_000 });
  const data = (users.data?.items ?? []).map((u) => ({ value: u.id, label: u.name }));
  return <Finder id={id} field={field} value={value} onChange={onChange} error={error ?? fault(users.isError)} data={data} empty="Không có cán bộ phù hợp" />;
}

function fault(failed: boolean): string | undefined {
  return failed ? "Không tải được danh sách; kiểm tra kết nối rồi thử lại." : undefined;
}

function Finder({ field, data, empty, onChange, ...rest }: Props & { data: { value: string; label: string }[]; empty: string }) {
  return (
    <Select
      {...rest} data={data} label={field.title} description={field.help} withAsterisk={field.required} aria-required={field.required}
      onChange={(v) => onChange(v ?? "")} searchable clearable={!field.required} nothingFoundMessage={empty} placeholder="Gõ để tìm" limit={80}
      filter={({ options, search }) => options.filter((o) => "label" in o && plain(o.label).includes(plain(search)))}
    />
  );
}

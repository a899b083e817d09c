import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/calls";
import type { Officer } from "../api/contract";

type Props = { id: string; label: string; description?: string; required?: boolean; value: Officer[]; onChange: (value: Officer[]) => void };

/** OfficersInput finds officers of any body by name, and tells those of the same name apart by where they work. */
export function OfficersInput({ id, label, description, required, value, onChange }: Props) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 250);
  const found = useQuery({ queryKey: ["officers", asked], queryFn: () => api.findOfficers(asked), enabled: asked.length >= 2, gcTime: 0, placeholderData: keepPreviousData });
  const shown = asked.length >= 2 ? found.data?.items ?? [] : [];
  const known = new Map([...value, ...shown].map((o) => [o.id, o]));
  const empty = search.trim().length < 2 ? "Gõ ít nhất hai chữ của họ tên"
    : found.isError ? "Không tìm được; kiểm tra kết nối rồi thử lại"
    : found.isFetching || asked !== search.trim() ? "Đang tìm…" : "Không có cán bộ nào tên như vậy";
  return (
    <MultiSelect
      id={id} label={label} description={description} withAsterisk={required} aria-required={required} searchable hidePickedOptions openOnFocus={false}
      placeholder={value.length ? undefined : "Gõ tên để tìm"} nothingFoundMessage={empty} searchValue={search} onSearchChange={setSearch}
      data={[...known.values()].map((o) => ({ value: o.id, label: officerName(o) }))} filter={({ options }) => options}
      value={value.map((o) => o.id)} onChange={(ids) => onChange(ids.flatMap((x) => known.get(x) ?? []))}
    />
  );
}

/** officerName is how an officer is told apart from others of the same name. */
export function officerName(o: Officer): string {
  return o.units.length ? `${o.name} (${o.units.join("; ")})` : o.name;
}

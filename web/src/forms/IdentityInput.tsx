import { Checkbox, NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import type { Field, Identity } from "../api/contract";
import { yearFault } from "./values";

type Props = { id: string; field: Field; value: Identity; onChange: (value: Identity) => void; error?: string; today: string };

/** IdentityInput takes who a person is. What is typed here goes to the server only; the browser keeps none of it. */
export function IdentityInput({ id, field, value, onChange, error, today }: Props) {
  const set = (part: Partial<Identity>) => onChange({ ...value, ...part });
  const year = yearFault(value.birthYear, today);
  const off = { autoComplete: "off", spellCheck: false } as const;
  return (
    <fieldset className="card identity">
      <legend>{field.title}{field.required && <span aria-hidden className="star"> *</span>}</legend>
      {field.help && <p className="small soft">{field.help}</p>}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput id={id} label="Họ và tên" withAsterisk={field.required} aria-required={field.required} error={value.name.trim() && year ? undefined : error} value={value.name} onChange={(e) => set({ name: e.currentTarget.value })} {...off} />
        <NumberInput id={id + "-nam"} label="Năm sinh" value={value.birthYear ?? ""} onChange={(v) => set({ birthYear: typeof v === "number" ? v : undefined })} error={year} allowDecimal={false} allowNegative={false} hideControls {...off} />
        <TextInput id={id + "-so"} label="Số căn cước / hộ chiếu" value={value.idNumber ?? ""} onChange={(e) => set({ idNumber: e.currentTarget.value })} {...off} />
        <TextInput id={id + "-dt"} label="Điện thoại" inputMode="tel" value={value.phone ?? ""} onChange={(e) => set({ phone: e.currentTarget.value })} {...off} />
      </SimpleGrid>
      <TextInput id={id + "-dc"} mt="sm" label="Địa chỉ" value={value.address ?? ""} onChange={(e) => set({ address: e.currentTarget.value })} {...off} />
      <Checkbox
        id={id + "-mat"} mt="md" label="Yêu cầu giữ bí mật họ tên, địa chỉ, bút tích"
        description="Danh tính được mã hóa; chỉ người có thẩm quyền xem được, mỗi lần xem đều ghi lại lý do."
        checked={value.protect ?? false} onChange={(e) => set({ protect: e.currentTarget.checked })}
      />
    </fieldset>
  );
}

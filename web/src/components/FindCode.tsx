import { Button, Group, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";

export const FIND = "tim-ma";

/** FindCode goes to the list of cases that bear a code; "/" brings the cursor here. */
export function FindCode({ start = "" }: { start?: string }) {
  const [code, setCode] = useState(start);
  const go = useNavigate();
  const find = (e: FormEvent) => {
    e.preventDefault();
    if (code.trim()) void go({ to: "/ho-so", search: { ma: code.trim(), "trang-thai": "all" } });
  };
  return (
    <form role="search" onSubmit={find}>
      <Group gap="xs" wrap="nowrap">
        <TextInput id={FIND} aria-label="Tìm theo mã hồ sơ" placeholder="Mã hồ sơ (phím /)" value={code} onChange={(e) => setCode(e.currentTarget.value)} leftSection={<IconSearch size={16} aria-hidden />} />
        <Button type="submit" variant="default">Tìm</Button>
      </Group>
    </form>
  );
}

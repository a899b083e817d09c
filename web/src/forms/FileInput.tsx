import { Button, FileButton, Group, Input, Text } from "@mantine/core";
import { IconPaperclip, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { api } from "../api/calls";
import type { CaseFile, Field } from "../api/contract";
import { asProblem } from "../api/problem";
import { announce } from "../components/announce";
import { size } from "../lib/words";

const LIMIT = 20 * 1024 * 1024;
const ACCEPT = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,.doc,.docx,.xls,.xlsx,.odt,.ods,.rtf,.txt";

type Props = { id: string; field: Field; value: CaseFile | null; onChange: (value: CaseFile | null) => void; error?: string };

/** FileInput sends a file as soon as it is chosen; the form then carries its number. */
export function FileInput({ id, field, value, onChange, error }: Props) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const send = async (file: File | null) => {
    if (!file) return;
    if (file.size > LIMIT) return setFault(`Tệp ${size(file.size)} quá lớn; tối đa 20 MB.`);
    setBusy(true);
    setFault("");
    try {
      const sent = await api.sendFile(file);
      onChange({ ...sent, name: sent.name || file.name });
      announce(`Đã tải lên ${file.name}`);
    } catch (thrown) {
      setFault(asProblem(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Input.Wrapper label={field.title} withAsterisk={field.required} description={field.help ?? "PDF, ảnh, văn bản; tối đa 20 MB."} error={fault || error} labelElement="div">
      <Group gap="sm" mt={4}>
        <FileButton onChange={send} accept={ACCEPT} inputProps={{ "aria-label": field.title, "data-field": field.name } as never}>
          {(props) => (
            <Button {...props} id={id} variant="default" loading={busy} leftSection={<IconPaperclip size={16} aria-hidden />} aria-label={`${field.title}: ${value ? "chọn tệp khác" : "chọn tệp"}`}>
              {value ? "Chọn tệp khác" : "Chọn tệp"}
            </Button>
          )}
        </FileButton>
        {value && (
          <Group gap={4} wrap="nowrap" miw={0}>
            <Text size="sm" className="wrap">{value.name} ({size(value.size)})</Text>
            <Button variant="subtle" color="gray.8" size="compact-sm" aria-label={`Bỏ tệp ${value.name}`} onClick={() => onChange(null)}><IconX size={16} aria-hidden /></Button>
          </Group>
        )}
      </Group>
    </Input.Wrapper>
  );
}

import { Alert, Button, Group, List, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { FieldError } from "../api/problem";
import { asProblem } from "../api/problem";
import { Cite } from "./Cite";

type Props = {
  thrown: unknown;
  retry?: () => void;
  /** Errors to list with links to their fields; the problem's own when absent. */
  errors?: FieldError[];
  /** Id of the input of a field. */
  inputOf?: (field: string) => string | undefined;
  focus?: boolean;
};

/** Failure says in a sentence what went wrong, on which article it rests, and what to do. */
export function Failure({ thrown, retry, errors, inputOf, focus }: Props) {
  const problem = asProblem(thrown);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, thrown]);
  const listed = errors ?? problem.errors;
  const Icon = problem.lost ? IconPlugConnectedX : IconAlertTriangle;
  return (
    <Alert ref={box} tabIndex={-1} role="alert" color="red" variant="light" icon={<Icon aria-hidden />} title={title(problem.status)} mb="md" className="failure">
      <Text size="sm">{problem.message}</Text>
      {problem.cite && <Text size="sm" mt={4}>Căn cứ: <Cite text={problem.cite} /></Text>}
      {listed.length > 0 && (
        <List size="sm" mt="xs">
          {listed.map((e, i) => (
            <List.Item key={i}><FieldLink error={e} id={inputOf?.(e.field)} /></List.Item>
          ))}
        </List>
      )}
      {(retry || problem.request) && (
        <Group mt="xs" gap="sm">
          {retry && <Button size="xs" variant="default" onClick={retry}>Thử lại</Button>}
          {problem.request && <Text size="xs" c="dimmed">Mã yêu cầu: {problem.request}</Text>}
        </Group>
      )}
    </Alert>
  );
}

/** Unsure says, after a lost answer, that the work may be done, and that sending again is safe. */
export function Unsure({ what }: { what: string }) {
  return (
    <Alert role="status" color="yellow" variant="light" title={`${what} có thể đã được ghi sổ`}>
      <Text size="sm">Hãy bấm gửi lại khi có mạng: hệ thống hỏi lại lần gửi trước rồi mới ghi, nên không ghi hai lần. Đừng rời trang này.</Text>
    </Alert>
  );
}

function title(status: number): string {
  if (status === 0) return "Mất kết nối";
  if (status >= 500) return "Hệ thống gặp sự cố";
  return status === -1 ? "Có lỗi trên trang" : "Chưa thực hiện được";
}

function FieldLink({ error, id }: { error: FieldError; id?: string }) {
  if (!id) return <>{error.sentence}</>;
  return (
    <a href={`#${id}`} onClick={(e) => { e.preventDefault(); document.getElementById(id)?.focus(); }}>
      {error.sentence}
    </a>
  );
}

import { useBlocker } from "@tanstack/react-router";
import { useCallback, useRef } from "react";

const SENTENCE = "Nội dung đang nhập chưa được ghi sổ. Danh tính, lời trình bày và tệp sẽ mất nếu rời đi. Vẫn rời đi?";
const UNSURE = "Chưa rõ lần gửi trước đã được ghi sổ hay chưa. Hãy ở lại và bấm gửi lại để biết chắc. Vẫn rời đi?";

/**
 * useGuard asks before a form with something in it is left: by menu, back,
 * reload or by closing. `release` lets the page go once all is sent.
 */
export function useGuard(dirty: boolean, unsure: boolean) {
  const released = useRef(false);
  const holds = dirty || unsure;
  const leave = useCallback(() => released.current || !holds || window.confirm(unsure ? UNSURE : SENTENCE), [holds, unsure]);
  useBlocker({ shouldBlockFn: () => !leave(), enableBeforeUnload: () => holds && !released.current });
  return { leave, release: () => { released.current = true; } };
}

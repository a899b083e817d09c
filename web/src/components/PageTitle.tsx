import { Title } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";

let first = true;

/**
 * PageTitle names the page for the eye, the tab and the screen reader: on
 * every change of route but the very first, focus moves to it.
 */
export function PageTitle({ children, tab }: { children: ReactNode; tab?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = tab ?? (typeof children === "string" ? children : "");
  useEffect(() => {
    document.title = name ? `${name} · Đơn thư` : "Đơn thư";
  }, [name]);
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return <Title order={1} ref={heading} tabIndex={-1} className="page-title">{children}</Title>;
}

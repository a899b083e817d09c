import { useEffect } from "react";

/** Moves between rows: j and k go down and up, Enter opens (the row's own link), "/" goes to the search box. */
export function useRowKeys(searchId: string) {
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
      if (e.key === "/") {
        e.preventDefault();
        document.getElementById(searchId)?.focus();
      }
      if (e.key === "j" || e.key === "k") step(e.key === "j" ? 1 : -1);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [searchId]);
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function step(by: number) {
  const links = Array.from(document.querySelectorAll<HTMLElement>("[data-row]"));
  const row = document.activeElement?.closest(".row");
  const at = links.findIndex((l) => l.closest(".row") === row);
  links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

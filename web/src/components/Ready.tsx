import { Center, Loader, VisuallyHidden } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure } from "./Failure";

export function Loading() {
  return (
    <Center mih={160} role="status">
      <Loader size="sm" aria-hidden />
      <VisuallyHidden>Đang tải…</VisuallyHidden>
    </Center>
  );
}

/** Ready shows a query's answer; waiting and failing look the same on every page. */
export function Ready<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Failure thrown={query.error} retry={() => query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <Failure thrown={query.error} retry={() => query.refetch()} />;
  return <Loading />;
}

import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api } from "./calls";
import type { Me } from "./contract";

export const ME = ["me"];

export function useSession() {
  return useQuery({ queryKey: ME, queryFn: api.me, staleTime: 60_000, refetchInterval: 60_000 });
}

export const MeContext = createContext<Me | null>(null);

/** useMe is who is signed in; only pages inside the shell may ask. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside the shell");
  return me;
}

import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api } from "./calls";
import type { Me } from "./contract";
import { useLive } from "./live";

export const ME = ["me"];

/** What comes by itself need not be asked for; how long a session lasts still shows by asking. */
const ASK_MS = 60_000;

export function useSession() {
  const live = useLive();
  return useQuery({ queryKey: ME, queryFn: api.me, staleTime: ASK_MS, refetchInterval: live ? 5 * ASK_MS : ASK_MS });
}

export const MeContext = createContext<Me | null>(null);

/** useMe is who is signed in; only pages inside the shell may ask. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside the shell");
  return me;
}

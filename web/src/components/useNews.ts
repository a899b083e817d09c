import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Me } from "../api/contract";
import { follow } from "../api/live";
import { ME } from "../api/me";
import { announce } from "./announce";

/** useNews keeps the inbox and the count of unread letters on every page as they are on the server. */
export function useNews() {
  const queries = useQueryClient();
  useEffect(() => {
    const list = () => queries.invalidateQueries({ queryKey: ["inbox"] });
    const count = (unread: number) => queries.setQueryData<Me>(ME, (me) => me && { ...me, unread });
    return follow({
      open: () => void list(),
      entry: (n) => {
        announce(`Thư mới: ${n.title}`);
        void list();
      },
      unread: (n) => {
        count(n);
        void list();
      },
      end: () => void queries.invalidateQueries({ queryKey: ME }),
    });
  }, [queries]);
}

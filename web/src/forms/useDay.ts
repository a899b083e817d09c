import { useState } from "react";

/** useDay is a date that is today's until somebody chooses one: a page left open overnight does not offer yesterday. */
export function useDay(today: string): [string, (day: string) => void] {
  const [chosen, choose] = useState<string>();
  return [chosen ?? today, choose];
}

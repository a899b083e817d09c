import { useEffect, useState } from "react";

/** useRested is a value once it has not changed for a while. */
export function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const later = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(later);
  }, [value, ms]);
  return rested;
}

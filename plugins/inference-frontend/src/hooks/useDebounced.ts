import { useEffect, useState } from 'react';

/** The value as it was when it last stood still for `ms`; compared by its JSON, so that equal objects count as one. */
export function useDebounced<T>(value: T, ms: number): T {
  const key = JSON.stringify(value);
  const [settled, setSettled] = useState({ key, value });
  useEffect(() => {
    if (settled.key === key) {
      return undefined;
    }
    const timer = setTimeout(() => setSettled({ key, value }), ms);
    return () => clearTimeout(timer);
  }, [key, ms, settled.key, value]);
  return settled.value;
}

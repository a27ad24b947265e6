import { useEffect, useState } from 'react';
import { currentInstant, type InstantMs } from '../format/instant';

/** The present moment, renewed every `intervalMs` so that relative times do not freeze. */
export function useNow(intervalMs = 10_000): InstantMs {
  const [now, setNow] = useState(currentInstant);
  useEffect(() => {
    const timer = setInterval(() => setNow(currentInstant()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}

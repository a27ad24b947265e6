import { useRef } from 'react';
import { currentInstant, type InstantMs } from '../format/instant';

/** The first of the failures that lasted until now; null while nothing fails. */
export function useFailingSince(failing: boolean): InstantMs | null {
  const since = useRef<InstantMs | null>(null);
  if (!failing) {
    since.current = null;
  } else if (since.current === null) {
    since.current = currentInstant();
  }
  return since.current;
}

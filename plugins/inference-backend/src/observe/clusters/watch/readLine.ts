import { ClusterRequestError } from '../connection/ClusterRequestError';
import { statusError } from '../connection/failedResponse';
import type { JsonLine } from '../connection/jsonLines';
import { readWatchEvent, type WatchEvent } from './readObject';

/** A line that a watch goes on after. */
export type UsableEvent = Exclude<
  WatchEvent,
  { readonly kind: 'error' | 'no-event' }
>;

/**
 * Reads one line of a watch of `plural`. Throws a `ClusterRequestError` when the watch has to begin again: with `expired` and
 * `too-large` from a new list, with anything else from the last known version.
 */
export function readLine(line: JsonLine, plural: string): UsableEvent {
  if (line.kind === 'oversized') {
    throw new ClusterRequestError(
      'too-large',
      `An event about ${plural} has ${line.bytes} bytes and was passed over; the list is read again instead.`,
      {
        fix: `Find the object of that size among ${plural} and make it smaller.`,
      },
    );
  }
  const event = line.kind === 'value' ? readWatchEvent(line.value) : null;
  if (event?.kind === 'error') {
    throw statusError(event.status, 500);
  }
  if (event === null || event.kind === 'no-event') {
    throw new ClusterRequestError(
      'garbage',
      `A line of the watch of ${plural} is no event.`,
      {
        fix: 'A proxy between the portal and the API server may cut or change long answers; let watches pass unbuffered.',
      },
    );
  }
  return event;
}

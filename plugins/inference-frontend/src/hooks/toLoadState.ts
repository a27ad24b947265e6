import { isError } from '@backstage/errors';
import { currentInstant, type InstantMs } from '../format/instant';
import type { LoadState } from './LoadState';

/** The part of a TanStack query result that a LoadState is made of. */
export interface QueryOutcome<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly dataUpdatedAt: number;
  refetch(): unknown;
}

/** HTTP status of a failed call, null when the server was not reached. */
export function statusCodeOf(error: unknown): number | null {
  if (isError(error) && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return null;
}

/** The words of the server where there are any, else those of the browser. */
export function messageOf(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  const body = error.body;
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const inner = body.error;
    if (isError(inner)) {
      return inner.message;
    }
  }
  return error.message;
}

/** Sorts the outcome of a query into the states that pages are designed for. */
export function toLoadState<T>(
  query: QueryOutcome<T>,
  failingSince: InstantMs | null,
): LoadState<T> {
  const { data, error } = query;
  const retry = () => {
    query.refetch();
  };
  if (error) {
    const message = messageOf(error);
    const statusCode = statusCodeOf(error);
    // A right that was taken away or an object that is gone must not leave old data on the screen.
    if (statusCode === 401 || statusCode === 403) {
      return { status: 'forbidden', message };
    }
    if (statusCode === 404) {
      return { status: 'not-found', message };
    }
    if (data === undefined) {
      const since = failingSince ?? currentInstant();
      return { status: 'error', message, since, retry };
    }
    const since = query.dataUpdatedAt as InstantMs;
    return { status: 'ready', data, stale: { since, message, retry } };
  }
  if (data === undefined) {
    return { status: 'loading' };
  }
  return { status: 'ready', data, stale: null };
}

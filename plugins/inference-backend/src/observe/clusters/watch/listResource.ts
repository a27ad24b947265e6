import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import type { ClusterReader } from '../connection/ClusterConnection';
import { ClusterRequestError } from '../connection/ClusterRequestError';
import type { ObserverClock, ObserverTimings } from '../timings';
import { Backoff } from './Backoff';
import { apiVersionOf, listPath } from './resourcePath';
import { isNamedObject, readListPage, type ListPage } from './readObject';

const PAGE_SIZE = 500;
/** Times that one page is asked for before the list is given up. */
const PAGE_ATTEMPTS = 5;
/** Times that a list is begun again because its continue token expired. */
const RESTARTS = 3;

const PASSING: ReadonlySet<string> = new Set([
  'unreachable',
  'timeout',
  'throttled',
  'rejected',
  'conflict',
  'disconnected',
]);

/** Where the objects of a list go. */
export interface ListTarget {
  /** Begins a whole list; what an earlier beginning took in does not count. */
  begin(): void;
  add(object: KubernetesObject): void;
  /** An entry that is no object, in a sentence. */
  skip(words: string): void;
}

interface ListOptions {
  readonly resource: WatchedResource;
  readonly version: string;
  readonly reader: ClusterReader;
  readonly clock: ObserverClock;
  readonly timings: ObserverTimings;
  readonly signal: AbortSignal;
}

/** A later page is asked for again, so that one bad answer does not cost a hundred good ones. The first is the caller's to repeat. */
async function getPage(
  options: ListOptions,
  query: { readonly [name: string]: string },
): Promise<ListPage> {
  const { resource, version, reader, clock, timings, signal } = options;
  const path = listPath(resource, version, query);
  const attempts = query.continue === undefined ? 1 : PAGE_ATTEMPTS;
  const backoff = new Backoff({
    firstMs: timings.backoffMs,
    maxMs: timings.backoffMaxMs,
    random: clock.random,
  });
  for (;;) {
    try {
      const value = await reader.get(path, {
        signal,
        timeoutMs: timings.requestMs,
      });
      const page = readListPage(value);
      if (page === null) {
        throw new ClusterRequestError(
          'not-kubernetes',
          `The answer to ${path.split('?')[0]} is no list.`,
        );
      }
      return page;
    } catch (error) {
      if (
        !(error instanceof ClusterRequestError) ||
        !PASSING.has(error.kind) ||
        backoff.failures + 1 >= attempts
      ) {
        throw error;
      }
      await clock.sleep(backoff.fail(error.retryAfterMs), signal);
      signal.throwIfAborted();
    }
  }
}

function deliver(
  page: ListPage,
  options: ListOptions,
  target: ListTarget,
): void {
  const { resource } = options;
  const apiVersion = apiVersionOf(resource, options.version);
  for (const item of page.items) {
    if (isNamedObject(item)) {
      // Entries of typed lists do not say what they are.
      item.apiVersion = apiVersion;
      item.kind = resource.kind;
      target.add(item);
    } else {
      target.skip(`An entry of the list of ${resource.plural} has no name.`);
    }
  }
}

/**
 * Lists all objects of a resource page by page and answers the resource version to watch from. A list whose continue token
 * expired is begun again, with larger pages each time. Rejects with `ClusterRequestError`.
 */
export async function listResource(
  options: ListOptions,
  target: ListTarget,
): Promise<string> {
  let pageSize = PAGE_SIZE;
  for (let restarts = 0; ; restarts += 1) {
    target.begin();
    let token: string | null = null;
    try {
      for (;;) {
        const page: ListPage = await getPage(options, {
          limit: String(pageSize),
          ...(token !== null && { continue: token }),
        });
        deliver(page, options, target);
        token = page.continueToken;
        if (token === null) {
          return page.resourceVersion;
        }
      }
    } catch (error) {
      if (!(error instanceof ClusterRequestError) || restarts >= RESTARTS) {
        throw error;
      }
      if (error.kind === 'expired' && token !== null) {
        pageSize *= 4;
      } else if (error.kind === 'too-large' && pageSize > 1) {
        pageSize = Math.ceil(pageSize / 16);
      } else {
        throw error;
      }
    }
  }
}

import { isRecord } from '../objects';
import type { StoredVersion } from './StoredVersion';

interface Snapshot {
  readonly revision: number;
  readonly versions: readonly StoredVersion[];
  readonly takenAtMs: number;
}

/** A page of a list and how to get the next one. */
export interface ListPage {
  readonly revision: number;
  readonly versions: readonly StoredVersion[];
  /** The token of the next page, absent on the last one. */
  readonly continueToken?: string;
  readonly remaining: number;
}

/** Namespace and name of an object, by which lists are ordered. */
export type ListKey = readonly [namespace: string, name: string];

/** What a continue token leads to. */
export type ResumedList =
  | { readonly kind: 'page'; readonly page: ListPage }
  | { readonly kind: 'expired'; readonly token: string }
  | { readonly kind: 'present'; readonly after: ListKey }
  | { readonly kind: 'malformed' };

/** Stands in a token for the list as it is now. */
const PRESENT = 0;
const LIFETIME_MS = 5 * 60_000;
const MAX_SNAPSHOTS = 64;

/** Lists that were begun with a limit. All pages show the state of the first one, until the token expires. */
export class ListSnapshots {
  private readonly snapshots = new Map<number, Snapshot>();
  private lastId = 0;

  constructor(private readonly clock: () => number) {}

  begin(
    versions: readonly StoredVersion[],
    revision: number,
    limit: number,
  ): ListPage {
    if (limit <= 0 || versions.length <= limit) {
      return { revision, versions, remaining: 0 };
    }
    this.lastId += 1;
    this.snapshots.set(this.lastId, {
      revision,
      versions,
      takenAtMs: this.clock(),
    });
    for (const id of this.snapshots.keys()) {
      if (this.snapshots.size <= MAX_SNAPSHOTS) break;
      this.snapshots.delete(id);
    }
    return (
      this.page(this.lastId, 0, limit) ?? { revision, versions, remaining: 0 }
    );
  }

  /**
   * The page behind a token; `expired` with a token that goes on with the present where this one ended; `present`
   * for such a token; `malformed` for one that was never given out.
   */
  resume(token: string, limit: number): ResumedList {
    const position = decode(token);
    if (!position) return { kind: 'malformed' };
    const { id, offset, after } = position;
    if (id === PRESENT) return { kind: 'present', after };
    const page = this.page(id, offset, limit);
    return page
      ? { kind: 'page', page }
      : { kind: 'expired', token: encode({ id: PRESENT, offset: 0, after }) };
  }

  /** Forgets all lists, so that their tokens are answered with 410 Expired. */
  clear(): void {
    this.snapshots.clear();
  }

  private page(
    id: number,
    offset: number,
    limit: number,
  ): ListPage | undefined {
    const snapshot = this.snapshots.get(id);
    if (!snapshot) return undefined;
    if (this.clock() - snapshot.takenAtMs > LIFETIME_MS) {
      this.snapshots.delete(id);
      return undefined;
    }
    const end = limit > 0 ? offset + limit : snapshot.versions.length;
    const remaining = Math.max(0, snapshot.versions.length - end);
    // The snapshot stays after its last page: a client may ask for a page again after a broken connection.
    return {
      revision: snapshot.revision,
      versions: snapshot.versions.slice(offset, end),
      remaining,
      ...(remaining > 0
        ? {
            continueToken: encode({
              id,
              offset: end,
              after: keyAt(snapshot, end),
            }),
          }
        : {}),
    };
  }
}

function keyAt({ versions }: Snapshot, end: number): ListKey {
  const last = versions[end - 1];
  return [last?.namespace ?? '', last?.name ?? ''];
}

interface Position {
  readonly id: number;
  readonly offset: number;
  readonly after: ListKey;
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify({ v: 'sim/v1', ...position })).toString(
    'base64url',
  );
}

function decode(token: string): Position | undefined {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (!isRecord(parsed) || !Array.isArray(parsed.after)) return undefined;
    const { id, offset, after } = parsed;
    const [namespace, name] = after;
    if (
      typeof id === 'number' &&
      typeof offset === 'number' &&
      typeof namespace === 'string' &&
      typeof name === 'string'
    ) {
      return { id, offset, after: [namespace, name] };
    }
  } catch {
    // Not a token of ours.
  }
  return undefined;
}

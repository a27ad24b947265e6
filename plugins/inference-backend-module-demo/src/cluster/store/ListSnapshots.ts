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

  /** The page behind a token, `expired`, or `malformed` for a token that was never given out. */
  resume(token: string, limit: number): ListPage | 'expired' | 'malformed' {
    const position = decode(token);
    if (!position) return 'malformed';
    return this.page(position.id, position.offset, limit) ?? 'expired';
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
      ...(remaining > 0 ? { continueToken: encode(id, end) } : {}),
    };
  }
}

function encode(id: number, offset: number): string {
  return Buffer.from(JSON.stringify({ v: 'sim/v1', id, offset })).toString(
    'base64url',
  );
}

function decode(token: string): { id: number; offset: number } | undefined {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'id' in parsed &&
      'offset' in parsed &&
      typeof parsed.id === 'number' &&
      typeof parsed.offset === 'number'
    ) {
      return { id: parsed.id, offset: parsed.offset };
    }
  } catch {
    // Not a token of ours.
  }
  return undefined;
}

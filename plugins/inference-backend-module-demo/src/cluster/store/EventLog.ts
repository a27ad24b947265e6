import type { StoredVersion } from './StoredVersion';

/** One change of one object. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly revision: number;
  /** The object after the change; for DELETED its last state with the revision of the deletion. */
  readonly version: StoredVersion;
  readonly previous?: StoredVersion;
}

/** The last changes of one kind, so that a watch can be resumed. Bounded: the oldest change makes room. */
export class EventLog {
  private readonly ring: Change[] = [];
  private next = 0;
  /** The newest revision that was forgotten. A watch older than this must list again. */
  private forgotten: number;

  constructor(private readonly length: number, startRevision: number) {
    this.forgotten = startRevision;
  }

  append(change: Change): void {
    if (this.ring.length < this.length) {
      this.ring.push(change);
      return;
    }
    const oldest = this.ring[this.next];
    if (oldest) this.forgotten = oldest.revision;
    this.ring[this.next] = change;
    this.next = (this.next + 1) % this.length;
  }

  /** The changes after `revision`, the oldest first, or `too-old` when some of them were forgotten. */
  since(revision: number): Change[] | 'too-old' {
    if (revision < this.forgotten) return 'too-old';
    const ordered = [
      ...this.ring.slice(this.next),
      ...this.ring.slice(0, this.next),
    ];
    return ordered.filter(change => change.revision > revision);
  }

  /** Forgets everything up to `revision`, as a compaction of etcd does. */
  forgetUpTo(revision: number): void {
    const kept = this.since(Math.max(revision, this.forgotten));
    this.ring.length = 0;
    this.next = 0;
    this.forgotten = Math.max(revision, this.forgotten);
    if (kept !== 'too-old') this.ring.push(...kept);
  }
}

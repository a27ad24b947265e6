import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { InstantMs } from '../../types';

const bookmarkSchema = z.object({
  v: z.literal(1),
  at: z.number(),
  marks: z.record(z.string(), z.string()),
});

/** A short text that differs when what it is made of differs. */
export function markOf(facts: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(facts) ?? '')
    .digest('base64url')
    .slice(0, 11);
}

/**
 * What an import has read so far: for each model a mark of the state in which it was read. It is the bookmark of all sources,
 * because clocks and timestamps of registries do not tell everything: MLflow, for one, moves aliases without touching a timestamp. A stop at any
 * point loses nothing: what has no mark yet, or another one, is read next time.
 */
export class ImportMarks {
  /** When reading everything last began. */
  readonly #at: InstantMs;
  readonly #marks: Map<string, string>;

  private constructor(at: InstantMs, marks: Map<string, string>) {
    this.#at = at;
    this.#marks = marks;
  }

  /** Goes on from a bookmark; begins anew when there is none that can be read, or when it is older than `verifyEveryMs`. */
  static parse(
    bookmark: string | null,
    options: { readonly now: InstantMs; readonly verifyEveryMs: number },
  ): ImportMarks {
    const { now, verifyEveryMs } = options;
    const parsed = bookmarkSchema.safeParse(toJson(bookmark));
    return parsed.success &&
      parsed.data.at <= now &&
      now - parsed.data.at < verifyEveryMs
      ? new ImportMarks(
          parsed.data.at as InstantMs,
          new Map(Object.entries(parsed.data.marks)),
        )
      : new ImportMarks(now, new Map());
  }

  /** True when the model was read in this very state. */
  has(key: string, mark: string): boolean {
    return this.#marks.get(key) === mark;
  }

  set(key: string, mark: string): void {
    this.#marks.set(key, mark);
  }

  /** Forgets models that the source has no longer, so that the bookmark does not grow for ever. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#marks.keys()) {
      if (!keys.has(key)) {
        this.#marks.delete(key);
      }
    }
  }

  toBookmark(): string {
    return JSON.stringify({
      v: 1,
      at: this.#at,
      marks: Object.fromEntries(this.#marks),
    });
  }
}

function toJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

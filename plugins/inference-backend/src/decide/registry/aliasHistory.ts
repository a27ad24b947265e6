import type { AliasMove } from '@inference-portal/plugin-inference-common';

/**
 * Where aliases point after their moves, oldest first; aliases that point nowhere are left out. Throws when a move does not begin where
 * the one before ended, as the history then is not whole.
 */
export function replayAliasMoves(
  moves: readonly Pick<AliasMove, 'alias' | 'from' | 'to'>[],
): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const { alias, from, to } of moves) {
    const before = aliases.get(alias) ?? null;
    if (before !== from) {
      throw new Error(
        `The history of ${alias} has a gap: it pointed to ${before}, and the next move begins at ${from}`,
      );
    }
    if (to === null) {
      aliases.delete(alias);
    } else {
      aliases.set(alias, to);
    }
  }
  return aliases;
}

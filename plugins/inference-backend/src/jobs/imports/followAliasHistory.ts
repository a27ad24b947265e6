import type {
  AliasMove,
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type {
  ImportedAliasMove,
  ImportedModel,
} from '@inference-portal/plugin-inference-node';
import type { RegistryStore, Writer } from '../../record';
import type { InstantMs } from '../../types';
import type { ImportTally } from './ImportTally';

const PAGE_SIZE = 500;

/** What is needed to replay moves. */
export interface HistoryImport {
  readonly store: Pick<RegistryStore, 'moveAlias' | 'listAliasHistory'>;
  readonly writer: Writer;
  readonly dryRun: boolean;
  readonly tally: ImportTally;
  isProtected(alias: string): boolean;
}

/** How far an alias here has followed its history at the source. */
export type Followed =
  /** Somebody moved it here, or the source tells another story than it did: it stays. */
  | { readonly status: 'own-way' }
  /** `moved` tells whether anything was done now. */
  | {
      readonly status: 'followed';
      readonly version: string | null;
      readonly moved: boolean;
    };

async function readMoves(
  store: HistoryImport['store'],
  model: ModelRef,
  alias: string,
): Promise<AliasMove[]> {
  const moves: AliasMove[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listAliasHistory(model, alias, {
      limit: PAGE_SIZE,
      cursor,
    });
    moves.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return moves.reverse();
}

function isSame(recorded: AliasMove, told: ImportedAliasMove): boolean {
  return (
    recorded.to === told.to &&
    recorded.by === told.by &&
    Date.parse(recorded.at) === told.at
  );
}

/**
 * The moves of the source that are not recorded yet; null when something is recorded that the source does not tell. Moves that could not
 * be recorded, as their version is not registered, lie in between and are not tried again.
 */
function missingMoves(
  recorded: readonly AliasMove[],
  told: readonly ImportedAliasMove[],
): readonly ImportedAliasMove[] | null {
  let next = 0;
  for (const move of recorded) {
    while (next < told.length) {
      const candidate = told[next];
      if (candidate && isSame(move, candidate)) {
        break;
      }
      next += 1;
    }
    if (next === told.length) {
      return null;
    }
    next += 1;
  }
  return told.slice(next);
}

/**
 * Replays the moves that a source remembers, each with its own time and person, so that "since" and the history are true. What happened
 * before the model was registered here is history, also of protected aliases; what came later needs the people who decide here. A stop
 * half-way is made up for by the next import.
 */
export async function followAliasHistory(
  model: Model,
  { alias, history = [] }: ImportedModel['aliases'][number],
  { store, writer, dryRun, tally, isProtected }: HistoryImport,
): Promise<Followed> {
  const recorded = await readMoves(store, model, alias);
  const told = [...history].sort((a, b) => a.at - b.at);
  // Moves that imports make to where an alias points now are no story of the source.
  const missing = missingMoves(
    recorded.filter(({ by }) => by !== writer.actor),
    told,
  );
  if (missing === null) {
    return { status: 'own-way' };
  }
  let version = recorded[recorded.length - 1]?.to ?? null;
  let moved = false;
  for (const { to, at, by, reason, approvedBy } of missing) {
    const isPast = recorded.length === 0 || at <= Date.parse(model.createdAt);
    if (!isPast && isProtected(alias)) {
      break;
    }
    if (to === version) {
      continue;
    }
    if (dryRun) {
      version = to;
      moved = true;
      continue;
    }
    const outcome = await store.moveAlias(
      model,
      { alias, to, expected: version, reason, approvedBy },
      { actor: by, at: at as InstantMs, origin: writer.origin },
    );
    if (outcome.status === 'overtaken') {
      return { status: 'own-way' };
    }
    if (outcome.status === 'moved') {
      version = to;
      moved = true;
    } else if (outcome.status !== 'unchanged') {
      tally.addProblem(
        model,
        `alias ${alias} pointed to version ${to} on ${new Date(
          at,
        ).toISOString()}, which is ${
          outcome.status === 'retired' ? 'retired here' : 'not registered'
        }: its history has a gap`,
      );
    }
  }
  return { status: 'followed', version, moved };
}

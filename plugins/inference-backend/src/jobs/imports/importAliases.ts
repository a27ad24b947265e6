import type {
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import type { MoveOutcome, RegistryStore } from '../../record';
import type { InstantMs } from '../../types';
import { followAliasHistory, type HistoryImport } from './followAliasHistory';

/** What is needed to copy the aliases of one model. */
export interface AliasImport extends HistoryImport {
  readonly store: HistoryImport['store'] &
    Pick<RegistryStore, 'requestAliasMove'>;
  /** Why the source's alias cannot be one here; null when it can. */
  problemOf(alias: string): string | null;
  /** Whether the source lost a version: an alias that points there was not taken away, it went with the version. */
  isGone(version: string): boolean;
}

interface WantedMove {
  readonly alias: string;
  readonly from: string | null;
  readonly to: string | null;
}

function describeMove({ from, to }: Omit<WantedMove, 'alias'>): string {
  return `${from ?? 'none'} → ${to ?? 'none'}`;
}

function isRefused({ status }: MoveOutcome): boolean {
  return status !== 'moved' && status !== 'unchanged';
}

/** Whether the last move of an alias was the import's own; true for one that never moved. */
async function isOurs(
  model: ModelRef,
  alias: string,
  known: Model['aliases'][number] | undefined,
  { store, writer }: AliasImport,
): Promise<boolean> {
  if (known) {
    return known.movedBy === writer.actor;
  }
  // It points nowhere: for the first time, or since somebody took it away.
  const { items } = await store.listAliasHistory(model, alias, { limit: 1 });
  return items.every(({ by }) => by === writer.actor);
}

async function moveOne(
  model: ModelRef,
  move: WantedMove,
  options: AliasImport,
): Promise<void> {
  const { store, writer, dryRun, tally } = options;
  if (!dryRun) {
    const outcome = await store.moveAlias(
      model,
      {
        alias: move.alias,
        to: move.to,
        expected: move.from,
        reason: 'as at the source',
        approvedBy: null,
      },
      writer,
    );
    if (isRefused(outcome)) {
      tally.countAlias({ fate: 'skipped', model, name: move.alias });
      tally.addProblem(
        model,
        outcome.status === 'overtaken'
          ? `alias ${move.alias} was moved by somebody else at the same time and stays there`
          : `alias ${move.alias} cannot point to version ${
              move.to
            }: the version is ${
              outcome.status === 'retired' ? 'retired here' : 'not registered'
            }`,
      );
      return;
    }
  }
  tally.countAlias({
    fate: move.from === null ? 'created' : 'changed',
    model,
    name: move.alias,
    detail: describeMove(move),
  });
}

async function moveIfAllowed(
  model: ModelRef,
  move: WantedMove,
  ours: () => Promise<boolean>,
  options: AliasImport,
): Promise<void> {
  const { alias, from, to } = move;
  const { tally } = options;
  if (from === to) {
    tally.countAlias({ fate: 'unchanged', model, name: alias });
  } else if (!(await ours())) {
    tally.countAlias({ fate: 'skipped', model, name: alias });
  } else if (from !== null && options.isProtected(alias)) {
    tally.countAlias({ fate: 'skipped', model, name: alias });
    tally.addProblem(
      model,
      `alias ${alias} is protected and stays at version ${from}, at the source it is ${
        to ?? 'gone'
      }: move it here, with the approval of a second person`,
    );
  } else {
    await moveOne(model, move, options);
  }
}

async function importOne(
  model: Model,
  imported: ImportedModel['aliases'][number],
  options: AliasImport,
): Promise<void> {
  const { tally } = options;
  const { alias, version } = imported;
  const known = model.aliases.find(state => state.alias === alias);
  if (imported.history === undefined) {
    const move = { alias, from: known?.version ?? null, to: version };
    await moveIfAllowed(
      model,
      move,
      () => isOurs(model, alias, known, options),
      options,
    );
    return;
  }
  const followed = await followAliasHistory(model, imported, options);
  if (followed.status === 'own-way') {
    const fate = known?.version === version ? 'unchanged' : 'skipped';
    tally.countAlias({ fate, model, name: alias });
  } else if (followed.moved && followed.version === version) {
    tally.countAlias({
      fate: known ? 'changed' : 'created',
      model,
      name: alias,
      detail: describeMove({ from: known?.version ?? null, to: version }),
    });
  } else {
    const move = { alias, from: followed.version, to: version };
    await moveIfAllowed(model, move, async () => true, options);
  }
}

/** Has a second person decide here about what waits for one at the source. Where the alias has gone another way there is nothing to decide. */
async function askFor(
  model: ModelRef,
  { alias, version, wish }: ImportedModel['aliases'][number],
  { store, writer, dryRun, isProtected }: AliasImport,
): Promise<void> {
  if (wish !== undefined && !dryRun && isProtected(alias)) {
    const { to, at, by, reason } = wish;
    await store.requestAliasMove(
      model,
      { alias, to, expected: version, reason },
      { ...writer, actor: by, at: at as InstantMs },
    );
  }
}

/**
 * Copies where the aliases of a model point at the source, with the history that the source remembers. An alias is moved only while it is
 * where the last import left it: what a person did with it here stays. A protected one is set once and then left to the people who decide
 * about it.
 */
export async function importAliases(
  model: Model,
  imported: ImportedModel['aliases'],
  options: AliasImport,
): Promise<void> {
  const { tally, writer } = options;
  const wanted = new Set(imported.map(({ alias }) => alias));
  for (const one of imported) {
    const problem = options.problemOf(one.alias);
    if (problem === null) {
      await importOne(model, one, options);
      await askFor(model, one, options);
    } else {
      tally.countAlias({ fate: 'skipped', model, name: one.alias });
      tally.addProblem(model, problem);
    }
  }
  for (const state of model.aliases) {
    if (
      state.movedBy === writer.actor &&
      !wanted.has(state.alias) &&
      !options.isGone(state.version)
    ) {
      const { alias, version: from } = state;
      const move = { alias, from, to: null };
      await moveIfAllowed(model, move, async () => true, options);
    }
  }
}

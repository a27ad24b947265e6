import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { plainText, readNumber } from '../../database/codec';
import { putRows } from '../../database/putRows';
import { assertFence } from '../../leases/assertFence';
import type { Fence } from '../../leases/LeaseStore';
import {
  ALLOCATIONS,
  allocationToRow,
  comparedContent,
  keyOf,
  NODES,
  nodeToRow,
  type EvidenceTable,
} from '../evidence';
import type { LedgerBatch } from '../LedgerStore';
import {
  goesBefore,
  planMissing,
  planTold,
  type Lists,
  type Standing,
} from '../planEvidence';
import { changedSpans, type Span } from '../spans';
import { LASTING, type EvidenceColumns } from '../tables';
import { findNextList, putBatch, readLists } from './batches';
import type { DayMarker } from './DayMarker';
import { readByIdentity, readUnended } from './readEvidence';

function standingOf(row: EvidenceColumns): Standing {
  return {
    to: readNumber(row.to_at),
    toldAt: readNumber(row.told_at),
    endedBy: row.ended_by === null ? null : readNumber(row.ended_by),
    content: comparedContent(row),
  };
}

function spanOf(row: EvidenceColumns) {
  return {
    from: readNumber(row.from_at),
    to: readNumber(row.to_at),
    content: comparedContent(row),
  };
}

/** Things whose rows are read and written in one transaction, which is over in a fraction of a second. */
const ROWS_AT_ONCE = 2_000;

/** Writes whole rows. */
const upsert = <Row extends EvidenceColumns>(
  tx: Knex.Transaction,
  table: EvidenceTable<Row>,
  rows: readonly Row[],
) => putRows(tx, table.name, [...table.identity, 'quality', 'from_at'], rows);

/** Of what a batch tells twice, one; the same whatever their order. */
function oncePerKey<Row extends EvidenceColumns>(
  table: EvidenceTable<Row>,
  rows: readonly Row[],
): Map<string, Row> {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(table, row);
    const known = byKey.get(key);
    if (!known || goesBefore(standingOf(row), standingOf(known))) {
      byKey.set(key, row);
    }
  }
  return byKey;
}

/** Writes what a batch tells of some things, and answers the time for which this changed something. */
async function recordTold<Row extends EvidenceColumns>(
  tx: Knex.Transaction,
  table: EvidenceTable<Row>,
  told: readonly Row[],
  batch: { readonly at: number; readonly complete: boolean },
  lists: Lists,
): Promise<Span[]> {
  const [first] = table.identity;
  const known = new Map(
    (
      await readByIdentity(
        tx,
        table,
        told.map(row => String(first && row[first])),
      )
    )
      .filter(row => readNumber(row.told_at) > 0)
      .map(row => [keyOf(table, row), row]),
  );
  const writes: Row[] = [];
  const spans: Span[] = [];
  for (const row of told) {
    const before = known.get(keyOf(table, row)) ?? null;
    const standing = before && standingOf(before);
    const from = readNumber(row.from_at);
    const plan = planTold(from, standingOf(row), batch.at, standing, lists);
    if (plan === standing) {
      continue;
    }
    const isSame =
      standing !== null &&
      plan.to === standing.to &&
      plan.content === standing.content &&
      plan.endedBy === standing.endedBy;
    if (isSame && batch.complete && plan.to === LASTING) {
      // The batch itself confirms it.
      continue;
    }
    const after: Row = {
      ...row,
      to_at: plan.to,
      told_at: plan.toldAt,
      ended_by: plan.endedBy,
    };
    writes.push(after);
    if (!isSame) {
      spans.push(
        ...changedSpans(standing && { from, ...standing }, { from, ...plan }),
      );
    }
  }
  await upsert(tx, table, writes);
  return spans;
}

/** Ends what a complete batch does not hold, and answers the time for which this changed something. */
async function endMissing<Row extends EvidenceColumns>(
  tx: Knex.Transaction,
  table: EvidenceTable<Row>,
  told: ReadonlySet<string>,
  batch: { readonly at: number; readonly cluster: string },
  lists: Lists,
): Promise<Span[]> {
  const confirmedTo = await tx('ledger_batches')
    .where({ cluster: batch.cluster })
    .where('observed_at', '<', batch.at)
    .max({ last: 'observed_at' })
    .first();
  const list = {
    at: batch.at,
    confirmedTo:
      confirmedTo?.last === null || confirmedTo?.last === undefined
        ? null
        : readNumber(confirmedTo.last),
  };
  const writes: Row[] = [];
  const spans: Span[] = [];
  const isLate = findNextList(lists, batch.at) !== undefined;
  for (const row of await readUnended(
    tx,
    table,
    batch.cluster,
    isLate ? batch.at : null,
  )) {
    if (told.has(keyOf(table, row))) {
      continue;
    }
    const standing = standingOf(row);
    const plan = planMissing(readNumber(row.from_at), standing, list, lists);
    if (plan !== standing) {
      const after: Row = { ...row, to_at: plan.to, ended_by: plan.endedBy };
      writes.push(after);
      spans.push(...changedSpans(spanOf(row), spanOf(after)));
    }
  }
  await upsert(tx, table, writes);
  return spans;
}

/** What the next complete batch no longer held was still there at the time of this one, which came late. */
async function confirmEnded(
  tx: Knex.Transaction,
  batch: { readonly at: number; readonly cluster: string },
  lists: Lists,
): Promise<Span[]> {
  const next = findNextList(lists, batch.at);
  if (!next) {
    return [];
  }
  const spans: Span[] = [];
  for (const { name } of [NODES, ALLOCATIONS]) {
    const rows: Pick<EvidenceColumns, 'to_at'>[] = await tx(name)
      .where({ cluster: batch.cluster, ended_by: next.at })
      .where('to_at', '<', batch.at)
      .update({ to_at: batch.at }, ['to_at']);
    if (rows.length > 0) {
      spans.push({ from: next.confirmedTo ?? 0, to: next.at });
    }
  }
  return spans;
}

/**
 * Writes a batch, a transaction per chunk; what a complete one no longer holds ends with the last. A batch that was cut off in between
 * is recorded in full when it is handed over again.
 */
export async function recordLedgerBatch(
  db: Knex,
  batch: LedgerBatch,
  fence: Fence,
  marker: DayMarker,
): Promise<void> {
  if (fence.cluster !== batch.cluster) {
    throw new Error(
      `The fence of cluster ${fence.cluster} cannot guard a batch of cluster ${batch.cluster}`,
    );
  }
  const cluster = plainText(batch.cluster);
  const at = batch.observedAt;
  const nodes = oncePerKey(NODES, batch.nodes.map(nodeToRow));
  const allocations = oncePerKey(
    ALLOCATIONS,
    batch.allocations.map(allocationToRow),
  );
  const otherLists = async (tx: Knex) =>
    (await readLists(tx, cluster)).filter(list => list.at !== at);

  const record = async <Row extends EvidenceColumns>(
    table: EvidenceTable<Row>,
    rows: Iterable<Row>,
  ) => {
    for (const part of chunks([...rows], ROWS_AT_ONCE)) {
      await db.transaction(async tx => {
        await assertFence(tx, fence);
        const spans = await recordTold(
          tx,
          table,
          part,
          { at, complete: batch.complete },
          await otherLists(tx),
        );
        await marker.mark(tx, cluster, spans);
      });
    }
  };
  await record(NODES, nodes.values());
  await record(ALLOCATIONS, allocations.values());

  await db.transaction(async tx => {
    await assertFence(tx, fence);
    const lists = await otherLists(tx);
    const one = { at, cluster };
    const spans = await confirmEnded(tx, one, lists);
    if (batch.complete) {
      spans.push(
        ...(await endMissing(tx, NODES, new Set(nodes.keys()), one, lists)),
        ...(await endMissing(
          tx,
          ALLOCATIONS,
          new Set(allocations.keys()),
          one,
          lists,
        )),
      );
    }
    await putBatch(tx, batch, lists);
    await marker.mark(tx, cluster, spans);
  });
}

import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { plainText, readNumber } from '../../database/codec';
import { putRows } from '../../database/putRows';
import {
  ALLOCATIONS,
  allocationToRow,
  comparedContent,
  identityOf,
  keyOf,
  NODES,
  nodeToRow,
  type EvidenceTable,
} from '../evidence';
import type { LedgerStore } from '../LedgerStore';
import { joinSpans, subtractSpans, type Span } from '../spans';
import type { EvidenceColumns } from '../tables';
import type { DayMarker } from './DayMarker';
import { normalize, selectEvidence } from './readEvidence';
import { putSpan } from './watchedSpans';

const spanOf = (row: EvidenceColumns): Span => ({
  from: readNumber(row.from_at),
  to: readNumber(row.to_at),
});

/** The rows of one thing with stretches of the same content joined, so that it does not matter in which windows they were told. */
function joinRows<Row extends EvidenceColumns>(rows: readonly Row[]): Row[] {
  const byContent = new Map<string, Row[]>();
  for (const row of rows) {
    const content = comparedContent(row);
    byContent.set(content, [...(byContent.get(content) ?? []), row]);
  }
  // Of different contents that begin at the same instant only one can be kept: the one that lasts longer.
  const byStart = new Map<number, Row>();
  for (const [, same] of [...byContent].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const { from, to } of joinSpans(same.map(spanOf))) {
      const known = byStart.get(from);
      const [row] = same;
      if (row && (!known || readNumber(known.to_at) < to)) {
        byStart.set(from, { ...row, from_at: from, to_at: to });
      }
    }
  }
  return [...byStart.values()];
}

/** What is recorded of one thing once a window tells `fresh` of it. */
function replaceWithin<Row extends EvidenceColumns>(
  recorded: readonly Row[],
  fresh: readonly Row[],
  window: Span,
): Row[] {
  const outside = recorded.flatMap(row =>
    subtractSpans(spanOf(row), [window]).map(({ from, to }) => ({
      ...row,
      from_at: from,
      to_at: to,
    })),
  );
  const inside = fresh.flatMap(row => {
    const from = Math.max(readNumber(row.from_at), window.from);
    const to = Math.min(readNumber(row.to_at), window.to);
    return from < to ? [{ ...row, from_at: from, to_at: to }] : [];
  });
  return joinRows([...outside, ...inside]);
}

const asText = <Row extends EvidenceColumns>(
  rows: readonly Row[],
  table: EvidenceTable<Row>,
) =>
  JSON.stringify(
    rows
      .map(row => [
        keyOf(table, row),
        readNumber(row.to_at),
        comparedContent(row),
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );

function groupByIdentity<Row extends EvidenceColumns>(
  table: EvidenceTable<Row>,
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const identity = identityOf(table, row);
    const group = groups.get(identity);
    if (group) {
      group.push(row);
    } else {
      groups.set(identity, [row]);
    }
  }
  return groups;
}

/** Takes rows away by their keys. */
async function deleteRows<Row extends EvidenceColumns>(
  tx: Knex.Transaction,
  table: EvidenceTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  const columns = [...table.identity, 'quality', 'from_at'] as const;
  for (const part of chunks(rows)) {
    await tx(table.name)
      .whereIn(
        [...columns],
        part.map(row =>
          columns.map(column => row[column as keyof Row]),
        ) as never,
      )
      .delete();
  }
}

async function recordKind<Row extends EvidenceColumns>(
  db: Knex,
  table: EvidenceTable<Row>,
  told: readonly Row[],
  options: { cluster: string; window: Span; marker: DayMarker },
): Promise<void> {
  const { cluster, window, marker } = options;
  const recorded: Row[] = await selectEvidence(db, table)
    .where({ cluster, told_at: 0 })
    .where('from_at', '<=', window.to)
    .where('to_at', '>=', window.from);
  const before = groupByIdentity(table, recorded.map(normalize));
  const after = groupByIdentity(table, told);
  const identities = [...new Set([...before.keys(), ...after.keys()])].sort();
  for (const part of chunks(identities)) {
    const gone: Row[] = [];
    const fresh: Row[] = [];
    for (const identity of part) {
      const old = before.get(identity) ?? [];
      const rows = replaceWithin(old, after.get(identity) ?? [], window);
      if (asText(old, table) !== asText(rows, table)) {
        gone.push(...old);
        fresh.push(...rows);
      }
    }
    if (gone.length + fresh.length > 0) {
      await db.transaction(async tx => {
        await deleteRows(tx, table, gone);
        await putRows(
          tx,
          table.name,
          [...table.identity, 'quality', 'from_at'],
          fresh,
        );
        await marker.mark(tx, cluster, [window]);
      });
    }
  }
}

/** Writes what metrics tell of a window in place of what they told of it before, a transaction per chunk. */
export async function recordEstimates(
  db: Knex,
  options: Parameters<LedgerStore['addEstimates']>[0],
  marker: DayMarker,
): Promise<void> {
  const { window } = options;
  const cluster = plainText(options.cluster);
  const place = { cluster, window, marker };
  const estimated = <Row extends EvidenceColumns>(row: Row): Row => ({
    ...row,
    quality: 'estimated',
  });
  await recordKind(
    db,
    NODES,
    options.nodes.map(node => estimated(nodeToRow(node))),
    place,
  );
  await recordKind(
    db,
    ALLOCATIONS,
    options.allocations.map(one => estimated(allocationToRow(one))),
    place,
  );
  if (options.stillUnobserved) {
    return;
  }
  await db.transaction(async tx => {
    await putSpan(tx, 'estimated', { cluster, ...window }, marker);
  });
}

import type { Knex } from 'knex';
import type {
  CommitmentRow,
  PriceRow,
  PriceSource,
} from '../../../decide/cost/ledger';
import { chunks } from '../../database/chunks';
import {
  plainText,
  readInstant,
  readJson,
  readNumber,
  writeJson,
} from '../../database/codec';
import { readEnd, writeEnd } from '../evidence';
import { changedSpans, type Span } from '../spans';
import type { LedgerCommitmentRow, LedgerPriceRow } from '../tables';
import type { DayMarker } from './DayMarker';

type PriceContent = Omit<PriceRow, 'id' | 'source' | 'from' | 'to'>;
type CommitmentContent = Omit<CommitmentRow, 'id' | 'from' | 'to'>;

function priceToRow(price: PriceRow): LedgerPriceRow {
  const { id, source, from, to, ...content } = price;
  return {
    source,
    id: plainText(id),
    from_at: from,
    to_at: writeEnd(to),
    content: writeJson(content satisfies PriceContent),
  };
}

function rowToPrice(row: LedgerPriceRow): PriceRow {
  return {
    id: row.id,
    source: row.source as PriceSource,
    from: readInstant(row.from_at),
    to: readEnd(row.to_at),
    ...readJson<PriceContent>(row.content),
  };
}

function commitmentToRow(commitment: CommitmentRow): LedgerCommitmentRow {
  const { id, from, to, ...content } = commitment;
  return {
    id: plainText(id),
    from_at: from,
    to_at: writeEnd(to),
    content: writeJson(content satisfies CommitmentContent),
  };
}

function rowToCommitment(row: LedgerCommitmentRow): CommitmentRow {
  return {
    id: row.id,
    from: readInstant(row.from_at),
    to: readEnd(row.to_at),
    ...readJson<CommitmentContent>(row.content),
  };
}

const OF_ALL_TIME: Span = { from: -Infinity, to: Infinity };

/** Prices in effect within a window. */
export async function readPrices(
  db: Knex,
  window: Span = OF_ALL_TIME,
): Promise<PriceRow[]> {
  const rows: LedgerPriceRow[] = await db<LedgerPriceRow>('ledger_prices')
    .select()
    .orderBy(['source', 'id']);
  return rows.filter(row => overlaps(row, window)).map(rowToPrice);
}

/** Commitments in effect within a window. */
export async function readCommitments(
  db: Knex,
  window: Span = OF_ALL_TIME,
): Promise<CommitmentRow[]> {
  const rows: LedgerCommitmentRow[] = await db<LedgerCommitmentRow>(
    'ledger_commitments',
  )
    .select()
    .orderBy('id');
  return rows.filter(row => overlaps(row, window)).map(rowToCommitment);
}

function overlaps(row: LedgerCommitmentRow, window: Span): boolean {
  return (
    readNumber(row.from_at) < window.to && readNumber(row.to_at) > window.from
  );
}

/** True when a commitment of the window pays for nodes of any cluster. */
export async function hasSpanningCommitment(
  db: Knex,
  window: Span,
): Promise<boolean> {
  const commitments = await readCommitments(db, window);
  return commitments.some(({ match }) => match.cluster === null);
}

interface Dated {
  readonly id: string;
  readonly from_at: LedgerPriceRow['from_at'];
  readonly to_at: LedgerPriceRow['to_at'];
  readonly content: string;
}

/** Without what people are told of a price, which changes no cost. */
const spanOf = (row: Dated) => {
  const { note, asOf, ...content } = readJson<Partial<PriceContent>>(
    row.content,
  );
  return {
    from: readNumber(row.from_at),
    to: readNumber(row.to_at),
    content: writeJson(content),
  };
};

function areSame(before: readonly Dated[], after: readonly Dated[]): boolean {
  const text = (rows: readonly Dated[]) =>
    rows
      .map(row =>
        writeJson([
          row.id,
          readNumber(row.from_at),
          readNumber(row.to_at),
          row.content,
        ]),
      )
      .sort()
      .join();
  return text(before) === text(after);
}

/** The cluster that a row is about; null for all of them. */
const clusterOf = (row: Dated) =>
  readJson<PriceContent | CommitmentContent>(row.content).match.cluster;

/** When two sets of rows differ, by the cluster that this concerns. */
function compareRows(
  before: readonly Dated[],
  after: readonly Dated[],
): Map<string | null, Span[]> {
  const byId = new Map(before.map(row => [row.id, row]));
  const changes = new Map<string | null, Span[]>();
  const add = (row: Dated, spans: readonly Span[]) => {
    if (spans.length > 0) {
      const cluster = clusterOf(row);
      changes.set(cluster, [...(changes.get(cluster) ?? []), ...spans]);
    }
  };
  for (const row of after) {
    const known = byId.get(row.id);
    byId.delete(row.id);
    const spans = changedSpans(known ? spanOf(known) : null, spanOf(row));
    add(row, spans);
    if (known) {
      add(known, spans);
    }
  }
  for (const row of byId.values()) {
    add(row, changedSpans(spanOf(row), null));
  }
  return changes;
}

async function markChanges(
  tx: Knex.Transaction,
  changes: ReadonlyMap<string | null, readonly Span[]>,
  marker: DayMarker,
): Promise<void> {
  for (const [cluster, spans] of changes) {
    await marker.markExisting(tx, cluster, spans);
  }
}

function refuseRepeatedIds(rows: readonly { id: string }[], what: string) {
  const seen = new Set<string>();
  for (const { id } of rows) {
    if (seen.has(id)) {
      throw new Error(`Two ${what} have the id ${id}`);
    }
    seen.add(id);
  }
}

/** Replaces all prices of one source. */
export async function replacePrices(
  db: Knex,
  source: PriceSource,
  prices: readonly PriceRow[],
  marker: DayMarker,
): Promise<void> {
  const rows = prices.map(price => priceToRow({ ...price, source }));
  refuseRepeatedIds(rows, `prices of source ${source}`);
  await db.transaction(async tx => {
    const before: LedgerPriceRow[] = await tx<LedgerPriceRow>('ledger_prices')
      .select()
      .where({ source });
    if (areSame(before, rows)) {
      return;
    }
    await tx<LedgerPriceRow>('ledger_prices').where({ source }).delete();
    for (const part of chunks(rows)) {
      await tx<LedgerPriceRow>('ledger_prices').insert([...part]);
    }
    await markChanges(tx, compareRows(before, rows), marker);
  });
}

/** Replaces all commitments. */
export async function replaceCommitments(
  db: Knex,
  commitments: readonly CommitmentRow[],
  marker: DayMarker,
): Promise<void> {
  const rows = commitments.map(commitmentToRow);
  refuseRepeatedIds(rows, 'commitments');
  await db.transaction(async tx => {
    const before: LedgerCommitmentRow[] = await tx<LedgerCommitmentRow>(
      'ledger_commitments',
    ).select();
    if (areSame(before, rows)) {
      return;
    }
    await tx<LedgerCommitmentRow>('ledger_commitments').delete();
    for (const part of chunks(rows)) {
      await tx<LedgerCommitmentRow>('ledger_commitments').insert([...part]);
    }
    await markChanges(tx, compareRows(before, rows), marker);
  });
}

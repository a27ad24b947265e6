import type { Knex } from 'knex';
import type { UnobservedSpan } from '../../../decide/cost/ledger';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { plainText, readNumber } from '../../database/codec';
import { readEnd, writeEnd } from '../evidence';
import { joinSpans, subtractSpans, type Span } from '../spans';
import type { SpanRow } from '../tables';
import type { DayMarker } from './DayMarker';

/** Adds a stretch to those of its kind, joined with what it touches. */
export async function putSpan(
  tx: Knex.Transaction,
  kind: SpanRow['kind'],
  span: { cluster: string; from: InstantMs; to: InstantMs | null },
  marker: DayMarker,
): Promise<void> {
  const cluster = plainText(span.cluster);
  const added: Span = { from: span.from, to: writeEnd(span.to) };
  const touched: SpanRow[] = await tx<SpanRow>('ledger_spans')
    .select()
    .where({ cluster, kind })
    .where('from_at', '<=', added.to)
    .where('to_at', '>=', added.from);
  const known = touched.map(row => ({
    from: readNumber(row.from_at),
    to: readNumber(row.to_at),
  }));
  const news = subtractSpans(added, known);
  if (news.length === 0) {
    return;
  }
  await tx<SpanRow>('ledger_spans')
    .where({ cluster, kind })
    .where('from_at', '<=', added.to)
    .where('to_at', '>=', added.from)
    .delete();
  for (const { from, to } of joinSpans([...known, added])) {
    await tx<SpanRow>('ledger_spans')
      .insert({ cluster, kind, from_at: from, to_at: to })
      .onConflict(['cluster', 'kind', 'from_at'])
      .merge();
  }
  await marker.mark(tx, cluster, news);
}

/** Stretches within a window that nobody watched and nothing filled. */
export async function readUnobserved(
  db: Knex,
  window: Span,
  clusters?: readonly string[],
): Promise<UnobservedSpan[]> {
  const rows: SpanRow[] = [];
  for (const part of clusters ? chunks(clusters) : [undefined]) {
    rows.push(
      ...(await db<SpanRow>('ledger_spans')
        .select()
        .where('from_at', '<', window.to)
        .where('to_at', '>', window.from)
        .modify(query => {
          if (part) {
            query.whereIn('cluster', part.map(plainText));
          }
        })
        .orderBy(['cluster', 'from_at'])),
    );
  }
  const filled = new Map<string, Span[]>();
  for (const row of rows) {
    if (row.kind === 'estimated') {
      const span = {
        from: readNumber(row.from_at),
        to: readNumber(row.to_at),
      };
      filled.set(row.cluster, [...(filled.get(row.cluster) ?? []), span]);
    }
  }
  return rows
    .filter(row => row.kind === 'unobserved')
    .flatMap(row =>
      subtractSpans(
        { from: readNumber(row.from_at), to: readNumber(row.to_at) },
        filled.get(row.cluster) ?? [],
      ).map(({ from, to }) => ({
        cluster: row.cluster,
        from: from as InstantMs,
        to: readEnd(to),
      })),
    );
}

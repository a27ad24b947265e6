import type { CommitmentRow } from '../../decide/cost/ledger';
import { readPrice } from './PriceDraft';

const KEY = 'inference.costs.commitments';

/** Reads `inference.costs.commitments`. A wrong entry becomes sentences that name its fields; the others work. */
export function readCommitments(
  list: unknown,
  currency: string | null,
): {
  readonly rows: readonly CommitmentRow[];
  readonly problems: readonly string[];
} {
  const rows: CommitmentRow[] = [];
  const problems: string[] = [];
  const entries: unknown = list ?? [];
  if (!Array.isArray(entries)) {
    return { rows, problems: [`${KEY}: must be a list`] };
  }
  const ids = new Set<string>();
  entries.forEach((entry: unknown, index) => {
    const key = `${KEY}[${index}]`;
    if (typeof entry !== 'object' || entry === null) {
      problems.push(`${key}: must be an object`);
      return;
    }
    const { id, nodes, ...draft } = entry as {
      readonly [name: string]: unknown;
    };
    const before = problems.length;
    if (typeof id !== 'string' || id === '' || ids.has(id)) {
      problems.push(`${key}.id: must be a text that no other commitment has`);
    }
    if (typeof nodes !== 'number' || !Number.isInteger(nodes) || nodes < 1) {
      problems.push(`${key}.nodes: must be a number of nodes, at least 1`);
    }
    if (draft.perNodeHour === undefined || draft.perGpuHour !== undefined) {
      problems.push(
        `${key}.perNodeHour: is needed: the amortised price of one committed node for an hour`,
      );
    }
    const read = readPrice(
      { ...draft, capacityType: draft.capacityType ?? 'reserved' },
      { id: key, source: 'config', currency },
    );
    if (read.status === 'invalid') {
      read.problems.forEach(({ field, problem }) =>
        problems.push(
          field === 'price'
            ? `${key}: ${problem}`
            : `${key}.${field}: ${problem}`,
        ),
      );
      return;
    }
    const { row } = read;
    if (row.per !== undefined) {
      problems.push(`${key}.perNodeHour: may have six decimals`);
    }
    if (
      problems.length === before &&
      typeof id === 'string' &&
      typeof nodes === 'number'
    ) {
      ids.add(id);
      rows.push({
        id,
        nodes,
        match: row.match,
        currency: row.currency,
        microsPerNodeHour: row.micros,
        from: row.from,
        to: row.to,
      });
    }
  });
  return { rows, problems };
}

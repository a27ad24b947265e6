import type { Knex } from 'knex';
import { AVOIDABLE_CAUSES } from '../../../decide/findings/finding';
import { readNumber, type StoredNumber } from '../../database/codec';
import { whereFinding } from '../findingQuery';
import type { FindingFilter, OwnerFindings } from '../FindingStore';

/** Sums of one server in one currency. */
interface ServerSumRow {
  owner: string | null;
  server_id: string;
  currency: string | null;
  count: StoredNumber;
  micros: StoredNumber | null;
  gpus: number | null;
  unpriced: StoredNumber;
}

interface OwnerSum {
  count: number;
  gpus: number;
  readonly avoidable: Map<string, number>;
  unpriced: number;
}

/** What findings come to, by owner; a server with several of them counts its GPUs and its money once. */
export async function sumFindings(
  db: Knex,
  filter: FindingFilter,
): Promise<OwnerFindings[]> {
  const rows: ServerSumRow[] = await db('findings')
    .join('servers', 'servers.id', 'findings.server_id')
    .select({
      owner: 'servers.owner_ref',
      server_id: 'findings.server_id',
      currency: 'findings.currency',
    })
    .count({ count: '*' })
    .max({ micros: 'findings.micros_per_month', gpus: 'findings.gpus' })
    .select(
      db.raw(
        `sum(case when findings.micros_per_month is null and findings.cause in (${[
          ...AVOIDABLE_CAUSES,
        ]
          .map(() => '?')
          .join(', ')}) then 1 else 0 end) as unpriced`,
        [...AVOIDABLE_CAUSES],
      ),
    )
    .modify(whereFinding, db, filter)
    .groupBy('servers.owner_ref', 'findings.server_id', 'findings.currency');
  const byOwner = new Map<string | null, OwnerSum>();
  const counted = new Set<string>();
  for (const row of rows) {
    const sum = byOwner.get(row.owner) ?? {
      count: 0,
      gpus: 0,
      avoidable: new Map<string, number>(),
      unpriced: 0,
    };
    byOwner.set(row.owner, sum);
    sum.count += readNumber(row.count);
    sum.unpriced += readNumber(row.unpriced);
    if (!counted.has(row.server_id)) {
      counted.add(row.server_id);
      sum.gpus += row.gpus ?? 0;
    }
    if (row.currency !== null && row.micros !== null) {
      const before = sum.avoidable.get(row.currency) ?? 0;
      sum.avoidable.set(row.currency, before + readNumber(row.micros));
    }
  }
  return [...byOwner].map(([owner, sum]) => ({ owner, ...sum }));
}

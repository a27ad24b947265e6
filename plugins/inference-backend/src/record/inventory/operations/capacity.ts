import type { Knex } from 'knex';
import type { GpuCapacity } from '../../../types';
import { chunks } from '../../database/chunks';
import { plainText } from '../../database/codec';
import type { GpuCapacityRow } from '../tables';

/** Replaces what is known of a cluster's GPUs. */
export async function replaceCapacity(
  tx: Knex.Transaction,
  cluster: string,
  capacity: readonly GpuCapacity[],
): Promise<void> {
  const key = plainText(cluster);
  await tx<GpuCapacityRow>('gpu_capacity').where({ cluster: key }).delete();
  const rows = capacity.map(one => ({
    cluster: key,
    product: plainText(one.product),
    capacity: one.capacity,
    held_by_servers: one.heldByServers,
    held_by_others: one.heldByOthers,
  }));
  for (const part of chunks(rows)) {
    await tx<GpuCapacityRow>('gpu_capacity').insert([...part]);
  }
}

export function rowToCapacity(row: GpuCapacityRow): GpuCapacity {
  return {
    product: row.product,
    capacity: row.capacity,
    heldByServers: row.held_by_servers,
    heldByOthers: row.held_by_others,
  };
}

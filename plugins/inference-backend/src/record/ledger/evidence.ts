import type {
  AllocationInterval,
  LedgerInterval,
  LedgerQuality,
  NodeInterval,
} from '../../decide/cost/ledger';
import type { InstantMs } from '../../types';
import {
  nullablePlainText,
  plainText,
  readInstant,
  readJson,
  readNumber,
  writeJson,
  type StoredNumber,
} from '../database/codec';
import {
  LASTING,
  type AllocationRow,
  type EvidenceColumns,
  type NodeRow,
} from './tables';

/** Null while it lasts. */
export function readEnd(value: StoredNumber): InstantMs | null {
  const end = readInstant(value);
  return end === LASTING ? null : end;
}

export function writeEnd(end: InstantMs | null): number {
  return end ?? LASTING;
}

/** One of the two tables of evidence, which are written alike. */
export interface EvidenceTable<Row extends EvidenceColumns> {
  readonly name: 'ledger_nodes' | 'ledger_allocations';
  /** Columns that name the thing, whatever the time. */
  readonly identity: readonly (keyof Row & string)[];
}

/** Nodes. */
export const NODES: EvidenceTable<NodeRow> = {
  name: 'ledger_nodes',
  identity: ['uid'],
};

/** Allocations. */
export const ALLOCATIONS: EvidenceTable<AllocationRow> = {
  name: 'ledger_allocations',
  identity: ['pod_uid', 'container', 'resource'],
};

/** Names a thing among all of its table. */
export function identityOf<Row extends EvidenceColumns>(
  table: EvidenceTable<Row>,
  row: Row,
): string {
  return JSON.stringify(table.identity.map(column => row[column]));
}

/** Names a row among all of its table. */
export function keyOf<Row extends EvidenceColumns>(
  table: EvidenceTable<Row>,
  row: Row,
): string {
  return JSON.stringify([
    ...table.identity.map(column => row[column]),
    row.quality,
    readNumber(row.from_at),
  ]);
}

type NodeContent = Omit<
  NodeInterval,
  'uid' | 'cluster' | 'from' | 'to' | 'quality'
>;

const evidenceColumns = (
  interval: LedgerInterval & { cluster: string; quality: LedgerQuality },
  content: object,
): EvidenceColumns => ({
  cluster: plainText(interval.cluster),
  quality: interval.quality,
  from_at: interval.from,
  to_at: writeEnd(interval.to),
  told_at: 0,
  ended_by: null,
  content: writeJson(content),
});

const readEvidence = (row: EvidenceColumns) => ({
  cluster: row.cluster,
  from: readInstant(row.from_at),
  to: readEnd(row.to_at),
  quality: row.quality as LedgerQuality,
});

export function nodeToRow(node: NodeInterval): NodeRow {
  const content: NodeContent = {
    name: node.name,
    gpuProduct: node.gpuProduct,
    physicalGpus: node.physicalGpus,
    instanceType: node.instanceType,
    region: node.region,
    capacityType: node.capacityType,
    schedulable: node.schedulable,
    statedPrice: node.statedPrice && {
      currency: node.statedPrice.currency,
      perNodeHour: node.statedPrice.perNodeHour,
    },
  };
  return { uid: plainText(node.uid), ...evidenceColumns(node, content) };
}

export function rowToNode(row: NodeRow): NodeInterval {
  return {
    uid: row.uid,
    ...readEvidence(row),
    ...readJson<NodeContent>(row.content),
  };
}

type AllocationContent = Pick<
  AllocationInterval,
  'nodeUid' | 'podName' | 'units' | 'weight' | 'labels'
>;

export function allocationToRow(allocation: AllocationInterval): AllocationRow {
  const content: AllocationContent = {
    nodeUid: allocation.nodeUid,
    podName: allocation.podName,
    units: allocation.units,
    weight: {
      numerator: allocation.weight.numerator,
      denominator: allocation.weight.denominator,
    },
    labels: Object.fromEntries(
      Object.entries(allocation.labels).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
  return {
    pod_uid: plainText(allocation.podUid),
    container: plainText(allocation.container),
    resource: plainText(allocation.resource),
    namespace: plainText(allocation.namespace),
    server_id: nullablePlainText(allocation.serverId),
    ...evidenceColumns(allocation, content),
  };
}

export function rowToAllocation(row: AllocationRow): AllocationInterval {
  return {
    podUid: row.pod_uid,
    container: row.container,
    resource: row.resource,
    namespace: row.namespace,
    serverId: row.server_id,
    ...readEvidence(row),
    ...readJson<AllocationContent>(row.content),
  };
}

/** All but the identity and the times, in a form that can be compared. */
export function comparedContent(
  row: EvidenceColumns &
    Partial<Pick<AllocationRow, 'namespace' | 'server_id'>>,
): string {
  return JSON.stringify([
    row.content,
    row.quality,
    row.cluster,
    row.namespace ?? null,
    row.server_id ?? null,
  ]);
}

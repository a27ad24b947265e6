import {
  parseDecimal,
  toPriceMicros,
} from '../../plugins/inference-backend/src/decide/cost/decimals';
import { isCurrency } from '../../plugins/inference-backend/src/decide/cost/checkPrices';
import type {
  AllocationInterval,
  CapacityType,
  NodeInterval,
  PriceRow,
} from '../../plugins/inference-backend/src/decide/cost/ledger';
import { parseWeight } from '../../plugins/inference-backend/src/decide/cost/weights';
import { FieldError, type JsonRow } from './JsonRow';

const CAPACITY_TYPES: readonly CapacityType[] = [
  'on-demand',
  'spot',
  'reserved',
  'on-prem',
];

export function readNode(row: JsonRow): NodeInterval {
  const uid = row.string('uid');
  return {
    uid,
    cluster: row.optionalString('cluster') ?? 'default',
    name: row.optionalString('name') ?? uid,
    gpuProduct: row.optionalString('gpuModel'),
    physicalGpus: row.count('physicalGpus'),
    instanceType: row.optionalString('instanceType'),
    region: null,
    capacityType: row.oneOf('capacityType', CAPACITY_TYPES),
    schedulable: true,
    statedPrice: null,
    quality: 'observed',
    ...row.interval('from', 'to'),
  };
}

function readMicros(row: JsonRow, field: string) {
  const text = row.optionalDecimal(field);
  if (text === null) return null;
  const decimal = parseDecimal(text);
  if (!decimal) {
    throw new FieldError(field, `"${text}" is no decimal such as 55.04`);
  }
  if (decimal.digits < 0n) {
    throw new FieldError(field, `${text} is negative; a price is 0 or more`);
  }
  const price = toPriceMicros(decimal);
  if (!price) {
    throw new FieldError(field, `${text} has more digits than are exact`);
  }
  return price;
}

/** Null for a row without any price: what it matches has none of it. */
export function readPrice(row: JsonRow, id: string): PriceRow | null {
  const match = {
    cluster: null,
    instanceType: row.optionalString('instanceType'),
    gpuProduct: row.optionalString('gpuModel'),
    region: null,
    capacityType: row.oneOf('capacityType', CAPACITY_TYPES),
  };
  if (match.instanceType === null && match.gpuProduct === null) {
    throw new FieldError(
      'instanceType',
      'a price names an instanceType or a gpuModel',
    );
  }
  const currency = row.string('currency');
  if (!isCurrency(currency)) {
    throw new FieldError(
      'currency',
      `"${currency}" is no currency; write an ISO 4217 code such as USD`,
    );
  }
  const perNode = readMicros(row, 'perNodeHour');
  const perGpu = readMicros(row, 'perGpuHour');
  if (perNode && perGpu) {
    throw new FieldError(
      'perGpuHour',
      'a price is per node hour or per GPU hour, not both',
    );
  }
  const { from, to } = row.interval('effectiveFrom', 'effectiveTo');
  const price = perNode ?? perGpu;
  return (
    price && {
      id,
      source: 'config',
      match,
      currency,
      unit: perNode ? 'node-hour' : 'gpu-hour',
      ...price,
      from,
      to,
      asOf: null,
      note: null,
    }
  );
}

/** An allocation as it is told: with its owner, which the ledger keeps apart. */
export interface OwnedAllocation {
  readonly allocation: Omit<AllocationInterval, 'cluster' | 'serverId'>;
  readonly owner: string | null;
  readonly model: string | null;
}

export function readAllocation(row: JsonRow): OwnedAllocation {
  const text = row.optionalDecimal('weight');
  const weight = text === null ? null : parseWeight(text);
  if (!weight) {
    throw new FieldError(
      'weight',
      `${JSON.stringify(text)} is no number of GPUs such as "0.125"`,
    );
  }
  return {
    allocation: {
      podUid: row.string('podUid'),
      container: row.string('container'),
      nodeUid: row.string('nodeUid'),
      namespace: row.optionalString('namespace') ?? '',
      podName: row.optionalString('podName') ?? '',
      // Here the identity of a hold is its pod and container, whatever resource a delivery calls it by.
      resource: 'gpu',
      units: Number(row.optionalDecimal('units') ?? 1),
      weight,
      labels: {},
      quality: 'observed',
      ...row.interval('from', 'to'),
    },
    owner: row.optionalString('owner'),
    model: row.optionalString('model'),
  };
}

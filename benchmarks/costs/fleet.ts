import type {
  AllocationInterval,
  CapacityType,
  GpuWeight,
  NodeInterval,
  OwnershipInterval,
  PriceRow,
} from '../../plugins/inference-backend/src/decide/cost/ledger';
import type { InstantMs } from '../../plugins/inference-backend/src/types';

export const DAY = 86_400_000;
/** First day of the history; the Berlin clock changes four times after it. */
export const START = Date.UTC(2024, 10, 1);

/** Size of the fleet and length of its history. */
export interface FleetSize {
  readonly servers: number;
  readonly nodes: number;
  readonly teams: number;
  readonly clusters: number;
  readonly days: number;
}

/** Days after which a server is deployed anew, with a new version on a new pod. */
const RELEASE_DAYS = 30;

const instant = (at: number) => at as InstantMs;
const ofList = <T>(list: readonly [T, ...T[]], index: number): T =>
  list[index % list.length] ?? list[0];

interface Product {
  readonly gpuProduct: string;
  readonly instanceType: string;
  /** Of an hour of an on-demand node, in USD. */
  readonly micros: number;
}

const PRODUCTS: readonly [Product, ...Product[]] = [
  { gpuProduct: 'H100', instanceType: 'p5.48xlarge', micros: 55_040_000 },
  { gpuProduct: 'A100', instanceType: 'p4d.24xlarge', micros: 21_957_642 },
  { gpuProduct: 'L40S', instanceType: 'g6e.48xlarge', micros: 30_131_180 },
];

const CAPACITY: readonly [CapacityType, ...CapacityType[]] = [
  'on-demand',
  'on-demand',
  'reserved',
  'spot',
];

/** What the servers of one node hold: 6 of its 8 GPUs and some slices. */
const WEIGHTS: readonly [GpuWeight, ...GpuWeight[]] = [
  { numerator: 1, denominator: 8 },
  { numerator: 1, denominator: 1 },
  { numerator: 1, denominator: 4 },
  { numerator: 2, denominator: 1 },
  { numerator: 1, denominator: 8 },
  { numerator: 1, denominator: 3 },
  { numerator: 1, denominator: 1 },
  { numerator: 1, denominator: 2 },
  { numerator: 1, denominator: 1 },
  { numerator: 1, denominator: 10 },
];

const clusterOf = (node: number, { clusters }: FleetSize) =>
  `cluster-${node % clusters}`;

export function nodesOf(size: FleetSize): NodeInterval[] {
  return Array.from({ length: size.nodes }, (_, index) => ({
    uid: `node-${index}`,
    cluster: clusterOf(index, size),
    name: `gpu-${index}`,
    physicalGpus: 8,
    region: 'eu-west-1',
    capacityType: ofList(CAPACITY, index),
    schedulable: true,
    statedPrice: null,
    quality: 'observed' as const,
    from: instant(START),
    to: null,
    gpuProduct: ofList(PRODUCTS, index).gpuProduct,
    instanceType: ofList(PRODUCTS, index).instanceType,
  }));
}

/** Prices of each instance type and kind of capacity, changed every half year. */
export function pricesOf({ days }: FleetSize): PriceRow[] {
  const rows: PriceRow[] = [];
  for (const { instanceType, micros } of PRODUCTS) {
    for (const capacityType of new Set(CAPACITY)) {
      for (let day = 0; day < days + 1; day += 182) {
        const share = {
          'on-demand': 100,
          reserved: 61,
          spot: 38,
          'on-prem': 45,
        };
        rows.push({
          id: `${instanceType} ${capacityType} ${day}`,
          source: 'config',
          match: {
            cluster: null,
            instanceType,
            gpuProduct: null,
            region: null,
            capacityType,
          },
          currency: 'USD',
          unit: 'node-hour',
          micros: Math.round((micros * share[capacityType]) / 100) - day,
          asOf: null,
          note: null,
          from: instant(START + day * DAY),
          to: instant(START + (day + 182) * DAY),
        });
      }
    }
  }
  return rows;
}

/** Instants at which a server is released, in order, within the history. */
function* releasesOf(server: number, { days }: FleetSize): Generator<number> {
  const minute = ((server * 7_919) % 1_440) * 60_000;
  yield START;
  for (let day = 1 + (server % RELEASE_DAYS); day < days; day += RELEASE_DAYS) {
    yield START + day * DAY + minute;
  }
}

/** Every pod of one cluster's servers. */
export function* allocationsOf(
  cluster: string,
  size: FleetSize,
): Generator<AllocationInterval> {
  for (let server = 0; server < size.servers; server += 1) {
    const node = server % size.nodes;
    if (clusterOf(node, size) !== cluster) {
      continue;
    }
    const releases = [...releasesOf(server, size)];
    for (const [release, from] of releases.entries()) {
      const to = releases[release + 1];
      yield {
        podUid: `pod-${server}-${release}`,
        container: 'engine',
        nodeUid: `node-${node}`,
        cluster,
        namespace: `team-${server % size.teams}`,
        podName: `server-${server}-${release}`,
        resource: 'nvidia.com/gpu',
        units: 1,
        weight: ofList(WEIGHTS, Math.floor(server / size.nodes)),
        serverId: `server-${server}`,
        labels: {},
        quality: 'observed',
        from: instant(from),
        to: to === undefined ? null : instant(to),
      };
    }
  }
}

/** Who owns what, by the instant from which on; one server in ten goes to another team half way. */
export function ownershipOf(
  size: FleetSize,
): Map<InstantMs, Omit<OwnershipInterval, 'from' | 'to'>[]> {
  const changes = new Map<
    InstantMs,
    Omit<OwnershipInterval, 'from' | 'to'>[]
  >();
  for (let server = 0; server < size.servers; server += 1) {
    for (const [release, at] of [...releasesOf(server, size)].entries()) {
      const isLate = at > START + (size.days / 2) * DAY;
      const team = server + (isLate && server % 10 === 0 ? 1 : 0);
      const from = instant(Math.floor(at / DAY) * DAY);
      const change = {
        subject: `server-${server}`,
        owner:
          server % 50 === 0
            ? null
            : `group:default/team-${String(team % size.teams).padStart(
                3,
                '0',
              )}`,
        model: `default/model-${server % 3_000}`,
        version: String(release + 1),
      };
      changes.set(from, [...(changes.get(from) ?? []), change]);
    }
  }
  return new Map([...changes].sort(([a], [b]) => a - b));
}

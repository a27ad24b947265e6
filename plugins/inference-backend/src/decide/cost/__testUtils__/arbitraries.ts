import fc from 'fast-check';
import type { InstantMs } from '../../../types';
import type {
  AllocationInterval,
  CommitmentRow,
  GpuWeight,
  Ledger,
  NodeInterval,
  OwnershipInterval,
  PriceRow,
  UnobservedSpan,
} from '../ledger';
import { priceSources } from '../ledger';

/** Seconds that windows may last. */
export const SPAN = 60;

/** Shortly before something happens to somebody's clock or calendar. */
const MOMENTS = [
  // The clock changes in Europe/Berlin, forth and back.
  '2026-03-29T00:59:30Z',
  '2026-10-25T00:59:30Z',
  // In America/New_York.
  '2026-03-08T06:59:30Z',
  '2026-11-01T05:59:30Z',
  // Midnight in Berlin, New York, Kathmandu, and of a month in UTC.
  '2026-03-28T22:59:30Z',
  '2026-11-01T03:59:30Z',
  '2026-05-31T18:14:30Z',
  '2026-02-28T23:59:30Z',
];

/** Zones whose days and hours are cut. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
];

export const zone = fc.constantFrom(...ZONES);

export const weight: fc.Arbitrary<GpuWeight> = fc.constantFrom(
  { numerator: 1, denominator: 1 },
  { numerator: 2, denominator: 1 },
  { numerator: 1, denominator: 2 },
  { numerator: 1, denominator: 8 },
  { numerator: 3, denominator: 8 },
  { numerator: 1, denominator: 3 },
  { numerator: 1, denominator: 7 },
);

const orNull = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: null, freq: 4 });

/** An interval of whole seconds around the moment; some last, some are empty. */
const interval = (moment: number) =>
  fc
    .tuple(
      // Many were there before, and many last: else they would seldom meet.
      fc.oneof(fc.constant(-40), fc.integer({ min: -40, max: SPAN + 10 })),
      fc.option(fc.integer({ min: 0, max: SPAN }), { nil: null, freq: 2 }),
    )
    .map(([from, seconds]) => ({
      from: (moment + from * 1_000) as InstantMs,
      to:
        seconds === null
          ? null
          : ((moment + (from + seconds) * 1_000) as InstantMs),
    }));

const uid = fc.constantFrom('n1', 'n2', 'n3');
/** A uid belongs to one cluster for good. */
export const clusterOf = (nodeUid: string) => (nodeUid === 'n3' ? 'c2' : 'c1');
const quality = fc.constantFrom(
  'observed' as const,
  'observed' as const,
  'estimated' as const,
);
const instanceType = fc.constantFrom(
  'p5.48xlarge',
  'g6.xlarge',
  'dgx-on-premises',
);
const gpuProduct = fc.constantFrom('H100', 'L4');
const capacityType = fc.constantFrom('on-demand' as const, 'spot' as const);
const micros = fc.oneof(
  fc.constantFrom(0, 1, 98_320_000),
  fc.integer({ min: 0, max: 200_000_000 }),
);

const node = (moment: number): fc.Arbitrary<NodeInterval> =>
  fc
    .record({
      uid,
      gpuProduct: orNull(gpuProduct),
      physicalGpus: fc.integer({ min: 0, max: 4 }),
      instanceType: orNull(instanceType),
      capacityType,
      schedulable: fc.boolean(),
      statedPrice: fc.option(
        fc.record({ currency: fc.constant('USD'), perNodeHour: micros }),
        { nil: null, freq: 2 },
      ),
      quality,
      times: interval(moment),
    })
    .map(({ times, ...rest }) => ({
      ...rest,
      ...times,
      name: `gpu-${rest.uid}`,
      region: null,
      cluster: clusterOf(rest.uid),
    }));

const allocation = (moment: number): fc.Arbitrary<AllocationInterval> =>
  fc
    .record({
      podUid: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      container: fc.constantFrom('server', 'sidecar'),
      resource: fc.constantFrom('nvidia.com/gpu', 'nvidia.com/mig-1g.10gb'),
      nodeUid: fc.oneof({ weight: 9, arbitrary: uid }, fc.constant('unknown')),
      namespace: fc.constantFrom('chat', 'search'),
      units: fc.constant(1),
      weight,
      serverId: orNull(fc.constantFrom('s1', 's2')),
      quality,
      times: interval(moment),
    })
    .map(({ times, ...rest }) => ({
      ...rest,
      ...times,
      cluster: clusterOf(rest.nodeUid),
      podName: rest.podUid,
      labels: {},
    }));

/** Mostly anything, so that rows meet at the same nodes. */
const orAny = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: null, freq: 2 });

const match = fc.record({
  cluster: orAny(fc.constantFrom('c1', 'c1', 'c2')),
  instanceType: orAny(instanceType),
  gpuProduct: orAny(gpuProduct),
  region: fc.constant(null),
  capacityType: orAny(capacityType),
});

const ANYTHING = {
  cluster: null,
  instanceType: null,
  gpuProduct: null,
  region: null,
  capacityType: null,
};

const price = (
  moment: number,
  currency: fc.Arbitrary<string>,
): fc.Arbitrary<Omit<PriceRow, 'id'>> =>
  fc
    .record({
      source: fc.constantFrom(...priceSources),
      match,
      currency,
      unit: fc.constantFrom('node-hour' as const, 'gpu-hour' as const),
      micros,
      per: fc.constantFrom(undefined, 1, 100),
      times: interval(moment),
    })
    .map(({ times, ...rest }) => ({
      ...rest,
      ...times,
      asOf: null,
      note: null,
    }));

const commitment = (moment: number): fc.Arbitrary<Omit<CommitmentRow, 'id'>> =>
  fc
    .record({
      currency: fc.constant('USD'),
      match: fc.oneof(fc.constant(ANYTHING), match),
      nodes: fc.integer({ min: 1, max: 3 }),
      microsPerNodeHour: micros,
      times: interval(moment),
    })
    .map(({ times, ...rest }) => ({ ...rest, ...times }));

const ownership = (moment: number): fc.Arbitrary<OwnershipInterval> =>
  fc
    .record({
      subject: fc.constantFrom('s1', 's2', 'namespace:c1/chat'),
      owner: orNull(
        fc.constantFrom('group:default/chat', 'group:default/search'),
      ),
      model: orNull(fc.constantFrom('chat/llama', 'search/bge')),
      version: orNull(fc.constantFrom('1', '2')),
      times: interval(moment),
    })
    .map(({ times, ...rest }) => ({ ...rest, ...times }));

const unobserved = (moment: number): fc.Arbitrary<UnobservedSpan> =>
  fc
    .record({ cluster: fc.constantFrom('c1', 'c2'), times: interval(moment) })
    .map(({ times, cluster }) => ({ cluster, ...times }));

const numbered = <Row extends object>(rows: readonly Row[]) =>
  rows.map((row, index) => ({ ...row, id: `row-${index}` }));

/** What a property is asked about: everything overlaps everything, several times. */
export interface Fleet {
  readonly ledger: Ledger;
  readonly window: { readonly from: InstantMs; readonly to: InstantMs };
}

/** Fleets whose prices are in the given currencies. */
export const fleetIn = (...currencies: string[]): fc.Arbitrary<Fleet> =>
  fc.constantFrom(...MOMENTS).chain(text => {
    const moment = Date.parse(text);
    return fc
      .record({
        nodes: fc.array(node(moment), { minLength: 1, maxLength: 6 }),
        allocations: fc.array(allocation(moment), { maxLength: 12 }),
        ownership: fc.array(ownership(moment), { maxLength: 5 }),
        unobserved: fc.array(unobserved(moment), { maxLength: 1 }),
        prices: fc.array(price(moment, fc.constantFrom(...currencies)), {
          maxLength: 8,
        }),
        commitments: fc.array(commitment(moment), { maxLength: 2 }),
        ends: fc.oneof(
          fc.constant([0, SPAN]),
          fc.tuple(
            fc.integer({ min: 0, max: SPAN }),
            fc.integer({ min: 0, max: SPAN }),
          ),
        ),
      })
      .map(({ ends, prices, commitments, ...rest }) => ({
        ledger: {
          ...rest,
          prices: numbered(prices),
          commitments: numbered(commitments),
        },
        window: {
          from: (moment + Math.min(...ends) * 1_000) as InstantMs,
          to: (moment + Math.max(...ends) * 1_000) as InstantMs,
        },
      }));
  });

export const fleet = fleetIn('USD');

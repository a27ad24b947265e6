import type { ServerClass } from './classFleet';
import type { Random } from './Random';
import { diurnal, periodic } from './usageShapes';

const DAY = 24;
const never = () => 0;

function rare(
  random: Random,
  size: number,
  periodDays: number,
  jitterHours: number,
) {
  const period = periodDays * DAY;
  // Any phase: the last run may be just over, or the next be due.
  const first = (size % period) - random.between(0, period);
  return periodic(
    random,
    period,
    Math.floor(first),
    random.whole(1, 10),
    jitterHours,
    random.between(30, 900),
  );
}

/** Holes of some hours to days, none at the end. */
export function holes(random: Random, size: number, number: number) {
  return Array.from({ length: number }, () => {
    const length = random.whole(4, 4 * DAY);
    const from = random.whole(0, Math.max(0, size - length - 12));
    return [from, from + length] as const;
  });
}

/** Every kind of server that somebody needs. */
export const livingClasses: { readonly [label: string]: ServerClass } = {
  diurnal: random => ({ shape: diurnal(random, random.between(60, 20_000)) }),
  'steady-low': random => {
    const perDay = random.between(0.5, 6);
    return { shape: () => perDay / DAY };
  },
  nightly: random => ({
    shape: periodic(
      random,
      DAY,
      random.whole(0, 23),
      random.whole(1, 3),
      1,
      400,
    ),
  }),
  weekly: (random, size) => ({ shape: rare(random, size, 7, 6) }),
  monthly: (random, size) => ({
    shape: rare(random, size, 30.5, 24),
    facts: random.chance(0.5) ? { schedule: '0 4 1 * *' } : {},
  }),
  quarterly: (random, size) => ({
    shape: rare(random, size, 91, 48),
    ageDays: size / DAY + 200,
    facts: random.chance(0.6) ? { schedule: '0 4 1 */3 *' } : {},
  }),
  canary: random => ({ shape: diurnal(random, random.between(5, 120)) }),
  spike: (random, size) => {
    const begin = random.whole(0, size - 10);
    const base = random.between(2, 10) / DAY;
    return { shape: hour => (hour >= begin && hour < begin + 8 ? 3000 : base) };
  },
  'standby, declared': random => ({
    shape: never,
    facts: { declaredStandby: true },
    signals: random.chance(0.5) ? { lossShare: 0.05 } : {},
  }),
  'standby, undeclared': (random, size) => ({
    // A drill each month or so; without one nobody could tell it from a zombie.
    shape: rare(random, size, random.between(25, 35), 24),
  }),
  'failover pair': (random, size) => {
    const shape = diurnal(random, random.between(300, 9000));
    const turn = random.whole(5, 20) * DAY;
    const own = random.whole(0, 1);
    return {
      shape: hour =>
        Math.floor((size - hour) / turn) % 2 === own ? shape(hour) : 0,
      facts: { declaredStandby: random.chance(0.7) },
    };
  },
  new: random => ({ shape: never, ageDays: random.between(0.1, 4.9) }),
  'metric gap': (random, size) => ({
    shape: diurnal(random, random.between(60, 9000)),
    signals: {
      gaps: [
        ...holes(random, size, 4),
        [size - random.whole(3, 12 * DAY), size],
      ],
    },
  }),
  'uninstrumented, busy': random => ({
    shape: diurnal(random, random.between(200, 20_000)),
    signals: {
      countsRequests: random.pick(['no', 'always-zero']),
      workPerRequest: 0.01,
    },
  }),
  'shared GPU': random => ({
    shape: diurnal(random, random.between(30, 5000)),
    facts: { gpuShared: true },
    signals: { neighbours: true },
  }),
  'blue/green leftover': (random, size) => ({
    shape: diurnal(random, random.between(300, 9000)),
    to: size - Math.round(random.between(0.2, 5.5) * DAY),
    facts: { newerVersionServing: true },
  }),
  'LoRA adapters': random => {
    const many = Array.from({ length: 6 }, () =>
      diurnal(random, random.between(1, 40)),
    );
    return { shape: hour => many.reduce((sum, shape) => sum + shape(hour), 0) };
  },
  'probed, low real use': (random, size) => ({
    shape: diurnal(random, random.between(3, 60)),
    signals: {
      synthetic: new Float64Array(size).fill(random.pick([12, 60])),
      syntheticTokens: random.pick([1, 5]),
    },
  }),
  'crash loop, recovered': (random, size) => ({
    shape: diurnal(random, random.between(60, 3000)),
    signals: { gaps: [[size - 5 * DAY, size - random.whole(6, 48)]] },
  }),
};

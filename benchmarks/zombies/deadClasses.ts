import type { ServerClass } from './classFleet';
import { holes } from './livingClasses';
import { diurnal, periodic } from './usageShapes';

const DAY = 24;
const never = () => 0;

/** Every kind of server that nobody needs any more. */
export const deadClasses: { readonly [label: string]: ServerClass } = {
  'never used': random => ({
    shape: never,
    ageDays: random.between(22, 200),
    signals: {
      lossShare: random.pick([0.003, 0.03]),
      blipShare: random.pick([0, 0, 0.001]),
    },
  }),
  'daily use stopped': (random, size) => ({
    shape: diurnal(random, random.between(30, 9000)),
    to:
      size - Math.round(random.between(9, Math.min(60, size / DAY - 12)) * DAY),
    signals: { blipShare: random.pick([0, 0, 0.001]), neighbours: false },
  }),
  'weekly use stopped': (random, size) => ({
    shape: periodic(
      random,
      7 * DAY,
      random.whole(0, 6 * DAY),
      random.whole(1, 8),
      6,
      200,
    ),
    to:
      size -
      Math.round(random.between(25, Math.min(60, size / DAY - 20)) * DAY),
    ageDays: size / DAY + random.pick([0, 60]),
  }),
  'synthetic only': (random, size) => {
    const rate = random.pick([4, 12, 60, 120]);
    const isExact = random.chance(0.5);
    const synthetic = Float64Array.from({ length: size }, () =>
      isExact ? rate + random.whole(-1, 1) : random.poisson(rate),
    );
    const hadUse = random.chance(0.5);
    return {
      shape: hadUse ? diurnal(random, random.between(30, 3000)) : never,
      to: size - Math.round(random.between(15, 40) * DAY),
      ageDays: hadUse ? undefined : random.between(15, 120),
      signals: { synthetic, syntheticTokens: random.whole(1, 8) },
    };
  },
  superseded: (random, size) => ({
    shape: diurnal(random, random.between(60, 9000)),
    to: size - Math.round(random.between(10, 30) * DAY),
    facts: { newerVersionServing: true },
  }),
  'dead with scrape gaps': (random, size) => ({
    shape: diurnal(random, random.between(60, 9000)),
    to:
      size -
      Math.round(random.between(12, Math.min(50, size / DAY - 12)) * DAY),
    signals: { gaps: holes(random, size, random.whole(2, 6)), lossShare: 0.05 },
  }),
  'crash-looping': (random, size) => {
    const from = size - Math.round(random.between(3, 30) * DAY);
    return {
      shape: diurnal(random, random.between(60, 9000)),
      to: from,
      facts: { crashLooping: true },
      signals: { restartsFrom: from },
    };
  },
  'declared schedule stopped': (random, size) => {
    const isDaily = random.chance(0.5);
    const silent = isDaily ? random.between(20, 35) : random.between(30, 45);
    return {
      shape: periodic(random, isDaily ? DAY : 7 * DAY, 2, 2, 0, 300),
      to: size - Math.round(silent * DAY),
      ageDays: size / DAY + 10,
      facts: { schedule: isDaily ? '0 2 * * *' : '0 2 * * 1' },
    };
  },
  'shared GPU, unused': (random, size) => ({
    shape: diurnal(random, random.between(60, 5000)),
    to: size - Math.round(random.between(9, 30) * DAY),
    facts: { gpuShared: true },
    signals: { neighbours: true },
  }),
};

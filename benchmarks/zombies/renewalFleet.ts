import type { ServerFacts } from '../../plugins/inference-backend/src/decide/zombies/history';
import { HOUR_MS } from '../../plugins/inference-backend/src/durations';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { type LabelledServer, plainFacts } from './LabelledServer';
import { Random } from './Random';
import { plainSignals, type Signals, toHistory } from './signals';

const DAY = 24;
/** Sunday, 4 October 2026, 17:20: in the middle of an hour that is not over. */
const EVALUATED_AT = Date.UTC(2026, 9, 4, 17, 20);

type End = 'lives' | 'stopped' | 'replaced' | 'crashed';

/** A life: when its users come, and when they went away. All times are hours before the end of the record. */
interface Life {
  readonly ageHours: number;
  readonly meanIntervalHours: number;
  /** 1 is by chance alone; more is more regular. */
  readonly regularity: number;
  readonly sessionRequests: number;
  readonly sessionHours: number;
  readonly workdaysOnly: boolean;
  readonly end: End;
  readonly endedBefore: number;
}

/**
 * Second generator, never looked at to set a figure: users come in sessions of a renewal process and go away at an instant; whether
 * a server is dead follows from when the last one was there, as the evaluation's sentences have it. What they leave undecided is not drawn.
 */
export function* renewalFleet(
  seed: number,
  number: number,
): Generator<LabelledServer> {
  const random = new Random(seed * 7919 + 17);
  for (let drawn = 0; drawn < number; ) {
    const server = draw(random, drawn);
    if (!server) continue;
    drawn += 1;
    yield server;
  }
}

function draw(random: Random, index: number): LabelledServer | undefined {
  const size = random.pick([30, 60, 90, 100, 100, 365]) * DAY;
  const life = drawLife(random, size);
  const sessions = sessionBegins(random, life);
  const real = new Float64Array(size);
  let last = Infinity;
  for (const begin of sessions) {
    const hours = Math.max(
      1,
      Math.round(life.sessionHours * random.between(0.5, 1.5)),
    );
    const total = Math.max(1, random.poisson(life.sessionRequests));
    for (let hour = 0; hour < hours; hour += 1) {
      const before = Math.max(begin - hour, life.endedBefore + 1);
      const slot = size - Math.ceil(before);
      const share = hours === 1 ? total : random.poisson(total / hours);
      if (share > 0) last = Math.min(last, before);
      if (slot >= 0 && slot < size) real[slot] += share;
    }
  }
  const label = labelOf(life, last);
  if (!label) return undefined;
  const end = Math.ceil(EVALUATED_AT / HOUR_MS) * HOUR_MS;
  const createdAt = (EVALUATED_AT - life.ageHours * HOUR_MS) as InstantMs;
  const signals = drawSignals(random, life, real, size);
  const history = toHistory(
    signals,
    (end - size * HOUR_MS) as InstantMs,
    random,
  );
  return {
    id: `life ${index}`,
    evaluatedAt: EVALUATED_AT as InstantMs,
    history,
    facts: factsOf(random, life, signals, createdAt),
    ...label,
  };
}

function drawLife(random: Random, size: number): Life {
  const end: End = random.pick([
    'lives',
    'lives',
    'lives',
    'stopped',
    'stopped',
    'replaced',
    'crashed',
  ]);
  const meanIntervalHours = Math.exp(
    random.between(Math.log(0.2), Math.log(45 * DAY)),
  );
  const isYoung = end === 'lives' && random.chance(0.08);
  const most = random.chance(0.6) ? size : size * 2;
  return {
    ageHours: isYoung
      ? random.between(1, 4.9 * DAY)
      : random.between(Math.min(most, 25 * DAY), most),
    meanIntervalHours,
    regularity:
      meanIntervalHours > 5 * DAY
        ? random.between(60, 400)
        : random.pick([1, 1, 4, 40]),
    sessionRequests: Math.exp(random.between(0, Math.log(2000))),
    sessionHours: random.between(0.5, Math.min(10, meanIntervalHours + 1)),
    workdaysOnly: random.chance(0.4) && meanIntervalHours < 2 * DAY,
    end,
    endedBefore: end === 'lives' ? 0 : random.between(0.3, 60) * DAY,
  };
}

/** Begins of sessions, in hours before the end, latest last. */
function sessionBegins(random: Random, life: Life): readonly number[] {
  const begins: number[] = [];
  let before = life.ageHours - random.between(0, life.meanIntervalHours);
  while (before > life.endedBefore) {
    const day = new Date(EVALUATED_AT - before * HOUR_MS).getUTCDay();
    if (!life.workdaysOnly || (day > 0 && day < 6)) begins.push(before);
    before -= interval(random, life);
  }
  return begins;
}

/** Gamma distributed, by the normal approximation where it is regular. */
function interval(
  random: Random,
  { meanIntervalHours: mean, regularity }: Life,
) {
  if (regularity <= 4) {
    let sum = 0;
    for (let i = 0; i < regularity; i += 1)
      sum += random.exponential(mean / regularity);
    return Math.max(0.01, sum);
  }
  return Math.max(
    0.05 * mean,
    mean * (1 + random.normal() / Math.sqrt(regularity)),
  );
}

function paceOf(meanDays: number): string {
  if (meanDays <= 1) return 'daily';
  if (meanDays <= 3) return 'some days';
  return meanDays <= 8 ? 'weekly' : 'rare';
}

/** What the evaluation's sentences say of it; nothing when they leave it open. */
function labelOf(
  life: Life,
  lastBefore: number,
): { label: string; dead: boolean } | undefined {
  const quiet = Math.min(lastBefore, life.ageHours) / DAY;
  const mean = life.meanIntervalHours / DAY;
  const pace = paceOf(mean);
  const used = life.ageHours / DAY - quiet;
  switch (life.end) {
    case 'lives':
      // What never came yet, or is overdue, is not known to live.
      return lastBefore === Infinity && life.ageHours > 5 * DAY
        ? undefined
        : {
            label: `lives, ${life.ageHours < 5 * DAY ? 'young' : pace}`,
            dead: false,
          };
    case 'replaced':
      if (quiet >= 10) return { label: 'replaced', dead: true };
      return quiet <= 5.5
        ? { label: 'replaced lately', dead: false }
        : undefined;
    case 'crashed':
      return quiet >= 3 && life.ageHours >= 5 * DAY
        ? { label: 'crashed', dead: true }
        : undefined;
    case 'stopped':
      if (lastBefore === Infinity) {
        return life.ageHours >= 22 * DAY
          ? { label: 'never used', dead: true }
          : undefined;
      }
      if (mean <= 0.5 && quiet >= 9 && used >= 10)
        return { label: 'stopped, daily', dead: true };
      if (mean <= 8 && life.regularity > 1 && quiet >= 25 && used >= 35) {
        return { label: `stopped, ${pace}`, dead: true };
      }
      return undefined;
    default:
      throw new Error(`unknown end ${String(life.end)}`);
  }
}

function drawSignals(
  random: Random,
  life: Life,
  real: Float64Array,
  size: number,
): Signals {
  const gaps: [number, number][] = [];
  for (
    let at = random.exponential(40 * DAY);
    at < size - DAY;
    at += random.exponential(40 * DAY)
  ) {
    gaps.push([
      Math.floor(at),
      Math.floor(Math.min(at + random.exponential(20), size - 6)),
    ]);
  }
  gaps.push([0, Math.max(0, Math.floor(size - life.ageHours))]);
  const isMonitored = random.chance(0.15) && life.endedBefore >= 15 * DAY;
  const period = random.pick([12, 60, 240]);
  const countsRequests =
    random.chance(0.1) && life.end === 'lives' ? 'always-zero' : 'yes';
  return {
    ...plainSignals,
    real,
    workPerRequest:
      countsRequests === 'yes' ? random.pick([0.0005, 0.002, 0.01]) : 0.02,
    tokensPerRequest: random.pick([40, 150, 600]),
    countsRequests,
    synthetic: isMonitored
      ? new Float64Array(size).map(() => period + random.whole(-1, 1))
      : null,
    syntheticTokens: random.whole(1, 6),
    tellsTokens: isMonitored || random.chance(0.9),
    tellsGpu: countsRequests !== 'yes' || random.chance(0.85),
    neighbours: false,
    lossShare: random.pick([0, 0.002, 0.02]),
    gaps,
    blipShare: random.pick([0, 0, 0.0008]),
    restartsFrom:
      life.end === 'crashed' ? Math.floor(size - life.endedBefore) : null,
  };
}

function factsOf(
  random: Random,
  life: Life,
  signals: Signals,
  createdAt: InstantMs,
): ServerFacts {
  return {
    ...plainFacts(createdAt),
    newerVersionServing: life.end === 'replaced',
    crashLooping: life.end === 'crashed',
    ownerResolved: random.chance(0.95),
    gpuShared: signals.countsRequests === 'yes' && random.chance(0.1),
  };
}

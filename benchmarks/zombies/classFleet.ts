import type { ServerFacts } from '../../plugins/inference-backend/src/decide/zombies/history';
import { HOUR_MS } from '../../plugins/inference-backend/src/durations';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { type LabelledServer, plainFacts } from './LabelledServer';
import { deadClasses } from './deadClasses';
import { livingClasses } from './livingClasses';
import { Random } from './Random';
import { plainSignals, type Signals, toHistory } from './signals';
import type { Shape } from './usageShapes';

/** What a class makes of one server, before it is seen through samples. */
export interface Sketch {
  /** Expected requests by slot of the history; the server is used as it tells between `from` and `to`. */
  readonly shape: Shape;
  readonly from?: number;
  readonly to?: number;
  /** In days, before the end; as old as the history unless told. */
  readonly ageDays?: number;
  readonly facts?: Partial<ServerFacts>;
  readonly signals?: Partial<Signals>;
}

/** Draws a server; `size` is the length of the history in hours. */
export type ServerClass = (random: Random, size: number) => Sketch;

/** Monday, 2 March 2026, 06:00. */
const EVALUATED_AT = Date.UTC(2026, 2, 2, 6);
const HISTORY_DAYS = [45, 60, 90, 90, 90, 100, 100, 120];

/**
 * First generator: each server belongs to a class, and the class tells whether somebody uses it. The detector's figures may be set by
 * looking at it.
 */
export function* classFleet(
  seed: number,
  each: number,
): Generator<LabelledServer> {
  const classes = [
    ...Object.entries(livingClasses).map(([label, draw]) => ({
      label,
      draw,
      dead: false,
    })),
    ...Object.entries(deadClasses).map(([label, draw]) => ({
      label,
      draw,
      dead: true,
    })),
  ];
  for (const [index, { label, draw, dead }] of classes.entries()) {
    const random = new Random(seed * 1000 + index);
    for (let i = 0; i < each; i += 1) {
      yield { ...realise(random, draw, `${label} ${i}`), label, dead };
    }
  }
}

function realise(random: Random, draw: ServerClass, id: string) {
  const days = random.pick(HISTORY_DAYS);
  const size = days * 24;
  const sketch = draw(random, size);
  const start = (EVALUATED_AT - size * HOUR_MS) as InstantMs;
  const ageDays = sketch.ageDays ?? days + random.pick([0, 0, 30, 200]);
  const createdAt = (EVALUATED_AT - ageDays * 24 * HOUR_MS) as InstantMs;
  const born = Math.max(0, size - Math.round(ageDays * 24));
  const from = Math.max(born, sketch.from ?? 0);
  const to = sketch.to ?? size;
  const real = new Float64Array(size);
  for (let slot = from; slot < Math.min(to, size); slot += 1) {
    const expected = sketch.shape(slot);
    if (expected > 0) real[slot] = random.poisson(expected);
  }
  const signals: Signals = { ...plainSignals, ...sketch.signals, real };
  const unborn = [[0, born]] as const;
  const history = toHistory(
    { ...signals, gaps: [...signals.gaps, ...unborn] },
    start,
    random,
  );
  const facts = { ...plainFacts(createdAt), ...sketch.facts };
  return { id, evaluatedAt: EVALUATED_AT as InstantMs, history, facts };
}

import type { Verdict } from '../../plugins/inference-backend/src/decide/zombies/verdict';
import { detect } from '../../plugins/inference-backend/src/decide/zombies/detect';
import type { LabelledServer } from './LabelledServer';
import { simpleRules, withFlags } from './simpleRules';

/** Called and not, dead and not. */
export class Score {
  truePositives = 0;
  falsePositives = 0;
  falseNegatives = 0;

  add(called: boolean, dead: boolean) {
    if (called && dead) this.truePositives += 1;
    if (called && !dead) this.falsePositives += 1;
    if (!called && dead) this.falseNegatives += 1;
  }

  get precision(): number {
    return this.truePositives / (this.truePositives + this.falsePositives);
  }

  get recall(): number {
    return this.truePositives / (this.truePositives + this.falseNegatives);
  }

  get f1(): number {
    const { truePositives: hits, falsePositives, falseNegatives } = this;
    return (2 * hits) / (2 * hits + falsePositives + falseNegatives);
  }
}

const CALLING_STATES: readonly string[] = [
  'zombie',
  'superseded',
  'crash-looping',
];

/** Whether a verdict tells the owner that nobody uses the server. */
export function isCalled(
  verdict: Verdict,
  atLeast: 'medium' | 'high',
): boolean {
  const confidences = atLeast === 'high' ? ['high'] : ['high', 'medium'];
  return (
    CALLING_STATES.includes(verdict.state) &&
    confidences.includes(verdict.confidence)
  );
}

/** How often servers of a class were called, and by what state. */
export interface ClassScore {
  readonly dead: boolean;
  servers: number;
  medium: number;
  high: number;
  readonly states: Map<string, number>;
}

/** Asks the detector and every simple rule about a fleet, one server at a time. */
export function scoreFleet(fleet: Iterable<LabelledServer>) {
  const rules = simpleRules.flatMap(rule => [rule, withFlags(rule)]);
  const scores = new Map<string, Score>();
  const classes = new Map<string, ClassScore>();
  const add = (name: string, called: boolean, dead: boolean) => {
    const score = scores.get(name) ?? new Score();
    scores.set(name, score);
    score.add(called, dead);
  };
  for (const server of fleet) {
    const { label, dead, history, facts, evaluatedAt } = server;
    const verdict = detect(history, facts, evaluatedAt);
    const medium = isCalled(verdict, 'medium');
    const high = isCalled(verdict, 'high');
    add('detector, medium or better', medium, dead);
    add('detector, high', high, dead);
    for (const rule of rules) add(rule.name, rule.calls(server), dead);
    const own = classes.get(label) ?? {
      dead,
      servers: 0,
      medium: 0,
      high: 0,
      states: new Map<string, number>(),
    };
    classes.set(label, own);
    own.servers += 1;
    own.medium += Number(medium);
    own.high += Number(high);
    const state = `${verdict.state}/${verdict.confidence}`;
    own.states.set(state, (own.states.get(state) ?? 0) + 1);
  }
  return { scores, classes };
}

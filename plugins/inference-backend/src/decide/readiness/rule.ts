import type {
  ReadinessCode,
  ReadinessEvidence,
  ReadinessGroup,
  ReadinessResult,
} from '@inference-portal/plugin-inference-common';
import type { PodFacts, ReadinessFacts } from './facts';

/** What a rule says of one server. */
export interface Outcome {
  readonly result: ReadinessResult;
  /** Why, in one sentence. */
  readonly message: string;
  readonly evidence: readonly ReadinessEvidence[];
}

/** One rule of production readiness. */
export interface ReadinessRule {
  readonly code: ReadinessCode;
  readonly group: ReadinessGroup;
  readonly check: (facts: ReadinessFacts) => Outcome;
}

/** Makes an outcome of a result, a sentence and what was looked at. */
export function outcome(
  result: ReadinessResult,
  message: string,
  ...looked: readonly ReadinessEvidence[]
): Outcome {
  return { result, message, evidence: looked };
}

/** What a rule looked at. */
export function evidence(
  name: string,
  value: ReadinessEvidence['value'],
  source: string | null = null,
): ReadinessEvidence {
  return { name, value, source };
}

/** Asks about the pods, or answers that nobody knows how they are made. */
export function ofPod(
  check: (pod: PodFacts, facts: ReadinessFacts) => Outcome,
): ReadinessRule['check'] {
  return facts =>
    facts.pod === null
      ? outcome(
          'unknown',
          'The specification does not show how the pods are made.',
        )
      : check(facts.pod, facts);
}

/** The answer where the specification does not say something: a failure, unless somebody else may fill it in. */
export function missing(
  pod: PodFacts,
  message: string,
  name: string,
  source: string,
): Outcome {
  const looked = evidence(name, null, source);
  return pod.completedBy === null
    ? outcome('fail', message, looked)
    : outcome(
        'unknown',
        `The specification does not state ${name}, and ${pod.completedBy} may fill it in.`,
        looked,
      );
}

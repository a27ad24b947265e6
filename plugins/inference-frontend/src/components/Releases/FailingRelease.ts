import type {
  ReleaseJudgement,
  ReleaseSymptom,
  ServerRelease,
} from '@inference-portal/plugin-inference-common';

/** A release after which something is clearly worse. */
export interface FailingRelease {
  readonly server: ServerRelease['server'];
  readonly revision: number;
  readonly startedAt: string;
  readonly symptom: ReleaseSymptom;
  readonly judgement: ReleaseJudgement;
}

/** The release as one that fails; null when it is fine, or nobody knows. */
export function asFailing({
  server,
  revision,
  startedAt,
  judgement,
}: ServerRelease): FailingRelease | null {
  const symptom = judgement?.symptom ?? null;
  return judgement === null ||
    symptom === null ||
    revision === null ||
    startedAt === null
    ? null
    : { server, revision, startedAt, symptom, judgement };
}

import type {
  Finding,
  FindingDetail,
  FindingEvent,
  FindingPage,
} from '@inference-portal/plugin-inference-common';
import { AVOIDABLE_CAUSES } from '../decide/findings/finding';
import { summarizeFinding } from '../decide/findings/summarizeFinding';
import type {
  ListedFinding,
  PausedCluster,
  RecordedFindingEvent,
} from '../record';
import type { InstantMs } from '../types';

const text = (instant: InstantMs) => new Date(instant).toISOString();
const nullableText = (instant: InstantMs | null) =>
  instant === null ? null : text(instant);

/** A finding as the HTTP API tells it. */
export function toFinding(finding: ListedFinding): Finding {
  const { owner, ...server } = finding.server;
  const { silence } = finding;
  return {
    id: finding.id,
    server,
    owner,
    cause: finding.cause,
    state: finding.state,
    confidence: finding.confidence,
    summary: summarizeFinding(finding.cause, finding.reasons),
    reasons: finding.reasons.map(({ code, values }) => ({
      code,
      values: { ...values },
    })),
    since: nullableText(finding.since),
    openedAt: text(finding.openedAt),
    checkedAt: text(finding.checkedAt),
    nextCheckAt: text(finding.nextCheckAt),
    resolvedAt: nullableText(finding.resolvedAt),
    resolution: finding.resolution,
    orphaned: finding.orphaned,
    avoidable: AVOIDABLE_CAUSES.has(finding.cause),
    stakes: finding.stakes,
    silence:
      silence === null || finding.state === 'resolved'
        ? null
        : {
            kind: silence.kind,
            until: nullableText(silence.until),
            reason: silence.reason,
            by: silence.by,
            at: text(silence.at),
          },
    notifiedAt: nullableText(finding.toldAt),
  };
}

function toEvent(event: RecordedFindingEvent): FindingEvent {
  return {
    ...event,
    at: text(event.at),
    until: nullableText(event.until),
  };
}

/** A finding with what happened to it. */
export function toFindingDetail(
  finding: ListedFinding,
  events: readonly RecordedFindingEvent[],
): FindingDetail {
  return { ...toFinding(finding), history: events.map(toEvent) };
}

/** A cluster for which there are no new findings, as the HTTP API tells it. */
export function toPausedCluster(
  paused: PausedCluster,
): FindingPage['detection']['paused'][number] {
  const { kind, cluster, since, readBackTo, message } = paused;
  return {
    kind,
    cluster,
    since: nullableText(since),
    readBackTo: nullableText(readBackTo ?? null),
    message,
  };
}

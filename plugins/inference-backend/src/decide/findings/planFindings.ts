import {
  findingCauses,
  type FindingCause,
  type FindingStakes,
} from '@inference-portal/plugin-inference-common';
import { DAY_MS } from '../../durations';
import type { InstantMs } from '../../types';
import type { UsageState, Verdict } from '../zombies/verdict';
import type {
  FindingChange,
  FindingContent,
  FindingResolution,
  RecordedFinding,
  Silence,
} from './finding';

/** What comes back sooner is the same finding, of which nobody is told again. */
export const SAME_FINDING_DAYS = 7;

/** A server as it is judged now. */
export interface JudgedServer {
  readonly id: string;
  /** Null for a server that is scaled to zero: it holds nothing that could be freed. */
  readonly verdict: Verdict | null;
  readonly stakes: FindingStakes;
}

/** Causes that say the same to the owner in different words: whoever answered one has answered the others. */
const KIN: { readonly [cause in FindingCause]: string } = {
  zombie: 'unused',
  superseded: 'unused',
  orphaned: 'unused',
  duplicate: 'unused',
  idle: 'unused',
  'crash-looping': 'failing',
  'stuck-pending': 'failing',
  'over-provisioned': 'roomy',
};

const CAUSES: ReadonlySet<UsageState> = new Set(findingCauses);

function isCause(state: UsageState): state is FindingCause {
  return CAUSES.has(state);
}

/** Causes that a guess makes no finding: every weekend brings a day of silence, and many a server runs beside its like on purpose. */
const NEEDS_EVIDENCE: ReadonlySet<UsageState> = new Set(['idle', 'duplicate']);

/** The cause of the finding that a verdict makes; null when it makes none. */
function causeOf({ state, confidence }: Verdict): FindingCause | null {
  return isCause(state) && !(confidence === 'low' && NEEDS_EVIDENCE.has(state))
    ? state
    : null;
}

function contentOf(verdict: Verdict, stakes: FindingStakes): FindingContent {
  const { confidence, reasons, since, orphaned, nextCheckAt } = verdict;
  return { confidence, reasons, since, orphaned, nextCheckAt, stakes };
}

function resolutionOf(verdict: Verdict): FindingResolution {
  if (causeOf(verdict) !== null) {
    return 'another-cause';
  }
  switch (verdict.state) {
    case 'exempt':
      return 'exempt';
    case 'new':
      return 'redeployed';
    default:
      return 'in-use';
  }
}

/** What somebody said still counts. */
function lasts(silence: Silence | null, now: InstantMs): silence is Silence {
  return silence !== null && (silence.until === null || silence.until > now);
}

/** What becomes of a finding that holds until now; nothing while nobody can tell. */
function* revise(
  finding: RecordedFinding,
  { judged, present, isPaused, now }: DetectionFacts,
): Generator<FindingChange> {
  const { id, serverId, silence } = finding;
  if (!present.has(serverId)) {
    yield { kind: 'resolve', id, resolution: 'server-removed' };
    return;
  }
  const server = judged.get(serverId);
  const { verdict } = server ?? {};
  // Absent is not zero: what cannot be seen takes no finding away, and makes none.
  const canTell =
    server !== undefined && !isPaused(serverId) && verdict?.state !== 'unknown';
  if (canTell && !verdict) {
    yield { kind: 'resolve', id, resolution: 'scaled-to-zero' };
    return;
  }
  if (canTell && verdict && causeOf(verdict) !== finding.cause) {
    yield { kind: 'resolve', id, resolution: resolutionOf(verdict) };
    return;
  }
  if (canTell && verdict) {
    yield {
      kind: 'update',
      id,
      cause: finding.cause,
      content: contentOf(verdict, server.stakes),
      confidenceChanged: verdict.confidence !== finding.confidence,
    };
  }
  if (silence !== null && !lasts(silence, now)) {
    yield { kind: 'end-silence', id };
  }
}

/** What a detection says, beside what is remembered. */
export interface DetectionFacts {
  /** All findings that are not resolved, and those that were within the last {@link SAME_FINDING_DAYS} days. */
  readonly known: readonly RecordedFinding[];
  /** By server id. Servers that could not be judged are left out. */
  readonly judged: ReadonlyMap<string, JudgedServer>;
  /** Ids of all servers that there are. */
  readonly present: ReadonlySet<string>;
  /** True for servers of which nobody can tell anything now, such as during an outage of their metrics. */
  readonly isPaused: (serverId: string) => boolean;
  readonly now: InstantMs;
}

function newest(findings: readonly RecordedFinding[]): RecordedFinding | null {
  return findings.reduce<RecordedFinding | null>(
    (best, one) => (best && best.openedAt >= one.openedAt ? best : one),
    null,
  );
}

/** The finding of a server of which there is none of this cause now. */
function begin(
  { id: serverId, stakes }: JudgedServer,
  verdict: Verdict,
  cause: FindingCause,
  options: { known: readonly RecordedFinding[]; now: InstantMs },
): FindingChange {
  const { known, now } = options;
  const content = contentOf(verdict, stakes);
  const same = newest(known.filter(one => one.cause === cause));
  if (same) {
    return {
      kind: 'reopen',
      id: same.id,
      cause,
      content,
      silence: lasts(same.silence, now) ? same.silence : null,
    };
  }
  const kin = newest(known.filter(one => KIN[one.cause] === KIN[cause]));
  return {
    kind: 'open',
    serverId,
    cause,
    content,
    silence: kin && lasts(kin.silence, now) ? kin.silence : null,
    toTell: kin === null || kin.toldAt === null,
    continues: kin?.cause ?? null,
  };
}

/**
 * What a detection changes: one finding for each server and cause, which opens, follows the evidence and ends by itself. One that comes
 * back within {@link SAME_FINDING_DAYS} days is the same as before, and so is what people said of it; where the cause changes to one that
 * says the same in other words, the new finding is as silent as the old one was.
 */
export function planFindings(facts: DetectionFacts): FindingChange[] {
  const { known, judged, isPaused, now } = facts;
  const sameSince = now - SAME_FINDING_DAYS * DAY_MS;
  const byServer = new Map<string, RecordedFinding[]>();
  const changes: FindingChange[] = [];
  for (const finding of known) {
    if (finding.resolvedAt !== null && finding.resolvedAt <= sameSince) {
      continue;
    }
    const siblings = byServer.get(finding.serverId) ?? [];
    siblings.push(finding);
    byServer.set(finding.serverId, siblings);
    if (finding.resolvedAt === null) {
      changes.push(...revise(finding, facts));
    }
  }
  for (const server of judged.values()) {
    const cause = server.verdict && causeOf(server.verdict);
    const siblings = byServer.get(server.id) ?? [];
    const isKnown = siblings.some(
      one => one.cause === cause && one.resolvedAt === null,
    );
    if (server.verdict && cause && !isKnown && !isPaused(server.id)) {
      changes.push(
        begin(server, server.verdict, cause, { known: siblings, now }),
      );
    }
  }
  return changes;
}

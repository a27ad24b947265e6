import { ConflictError } from '@backstage/errors';
import { AVOIDABLE_CAUSES } from '../../decide/findings/finding';
import {
  judgeRecentUse,
  RECENT_USE_DAYS,
} from '../../decide/remediation/recentUse';
import type { RemediationEvidence } from '../../decide/remediation/scalableWorld';
import { DAY_MS } from '../../durations';
import type { FindingStore, ListedFinding, UsageStore } from '../../record';
import type { InstantMs } from '../../types';

async function findFinding(
  findings: Pick<FindingStore, 'find' | 'list'>,
  serverId: string,
  findingId: string | null,
): Promise<ListedFinding | null> {
  if (findingId !== null) {
    const finding = await findings.find(findingId);
    if (finding?.serverId !== serverId) {
      throw new ConflictError(
        'findingId: the server has no finding of this id; take one from GET /findings?server=… or leave it out',
      );
    }
    return finding;
  }
  const { items } = await findings.list({
    filter: {
      states: ['open', 'snoozed'],
      causes: [...AVOIDABLE_CAUSES],
      confidences: null,
      serverIds: [serverId],
      servers: null,
    },
    limit: 1,
  });
  return items[0] ?? null;
}

/**
 * What says at this moment that nobody uses a server; null when no finding says so. Throws `ConflictError` for a finding of another
 * server.
 */
export async function gatherEvidence(
  stores: {
    readonly findings: Pick<FindingStore, 'find' | 'list'>;
    readonly usage: Pick<UsageStore, 'listHours'>;
  },
  wish: { readonly serverId: string; readonly findingId: string | null },
  readRunning: () => Promise<number | null>,
  now: InstantMs,
): Promise<RemediationEvidence | null> {
  const { serverId, findingId } = wish;
  const finding = await findFinding(stores.findings, serverId, findingId);
  if (finding === null) {
    return null;
  }
  const from = (now - RECENT_USE_DAYS * DAY_MS) as InstantMs;
  const hours = await stores.usage.listHours(serverId, from, now);
  const { requests, isRising } = judgeRecentUse(hours, now);
  return {
    findingId: finding.id,
    cause: finding.cause,
    confidence: finding.confidence,
    // Whoever said that the server is needed is to be asked first.
    stillHolds:
      (finding.state === 'open' || finding.state === 'snoozed') && !isRising,
    recentRequests: requests,
    runningNow: await readRunning(),
  };
}

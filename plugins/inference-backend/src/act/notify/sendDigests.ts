import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { DAY_MS } from '../../durations';
import type {
  DetectionRunStore,
  FindingFilter,
  FindingStore,
  ListedFinding,
} from '../../record';
import type { InstantMs } from '../../types';
import { bodyOf, moneyText, titleOf } from './describeFinding';
import type { Notifier } from './Notifier';
import { recipientOf } from './tellOwners';

/** A digest is not repeated sooner, however often the schedule comes; a day less than a week, as runs are late at times. */
const AT_LEAST_MS = 6 * DAY_MS;
const PAGE_SIZE = 500;
/** Findings that a digest names. */
const NAMED = 3;

const DIGESTED: FindingFilter = {
  states: ['open', 'accepted'],
  causes: null,
  confidences: ['high', 'medium'],
  serverIds: null,
  servers: null,
};

function sumText(findings: readonly ListedFinding[]): string {
  const byServer = new Map<string, { currency: string; micros: number }>();
  for (const { serverId, stakes } of findings) {
    const { currency, microsPerMonth: micros } = stakes;
    const known = byServer.get(serverId);
    if (currency !== null && micros !== null && micros > (known?.micros ?? 0)) {
      byServer.set(serverId, { currency, micros });
    }
  }
  const sums = new Map<string, number>();
  for (const { currency, micros } of byServer.values()) {
    sums.set(currency, (sums.get(currency) ?? 0) + micros);
  }
  return [...sums]
    .map(([currency, micros]) => moneyText(currency, micros))
    .join(' + ');
}

function titleOfDigest(findings: readonly ListedFinding[]): string {
  const servers = new Set(findings.map(({ serverId }) => serverId)).size;
  const money = sumText(findings);
  return `${servers} model server${servers === 1 ? ' needs' : 's need'} a look${
    money === '' ? '' : `: ${money} a month`
  }`;
}

function bodyOfDigest(findings: readonly ListedFinding[]): string {
  const named = findings
    .slice(0, NAMED)
    .map(finding => `${titleOf(finding)}. ${bodyOf(finding)}`);
  const others = findings.length - named.length;
  return [...named, ...(others > 0 ? [`And ${others} more.`] : [])].join('\n');
}

/** Sends every owner one message on all of their findings, at most once a week. Answers how many were sent. */
export function createSendDigests(options: {
  findings: Pick<FindingStore, 'list'>;
  runs: Pick<DetectionRunStore, 'claimDigest' | 'returnDigest'>;
  notifier: Notifier;
  /** Who is told of what nobody owns; null for nobody. */
  fallback: string | null;
  logger: LoggerService;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}): (signal?: AbortSignal) => Promise<number> {
  const { findings, runs, notifier, fallback, logger, now } = options;

  const listByRecipient = async () => {
    const byRecipient = new Map<string, ListedFinding[]>();
    let cursor: string | undefined;
    do {
      const page = await findings.list({
        filter: DIGESTED,
        limit: PAGE_SIZE,
        cursor,
      });
      for (const finding of page.items) {
        const to = recipientOf(finding, fallback);
        if (to !== null) {
          byRecipient.set(to, [...(byRecipient.get(to) ?? []), finding]);
        }
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return byRecipient;
  };

  return async signal => {
    let sent = 0;
    for (const [to, found] of await listByRecipient()) {
      const at = now() as InstantMs;
      const notAfter = (at - AT_LEAST_MS) as InstantMs;
      if (signal?.aborted) {
        break;
      }
      if (!(await runs.claimDigest(to, { now: at, notAfter }))) {
        continue;
      }
      try {
        await notifier.send({
          to,
          title: titleOfDigest(found),
          description: bodyOfDigest(found),
          link: `/inference/findings?owner=${encodeURIComponent(to)}`,
          severity: 'normal',
          scope: `digest:${to}`,
        });
        sent += 1;
      } catch (error) {
        await runs.returnDigest(to);
        logger.warn(
          `The weekly digest of ${to} could not be sent: ${stringifyError(
            error,
          )}`,
        );
        break;
      }
    }
    return sent;
  };
}

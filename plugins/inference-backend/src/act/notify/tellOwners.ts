import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { FindingCause } from '@inference-portal/plugin-inference-common';
import type { FindingStore, ListedFinding } from '../../record';
import type { InstantMs } from '../../types';
import { bodyOf, titleOf } from './describeFinding';
import type { Notifier } from './Notifier';

/** Findings that are told in one run; the rest waits for the next. */
const AT_ONCE = 500;

/** Causes that are worth a message of their own; the others stand in the weekly digest. */
export const TOLD_CAUSES: readonly FindingCause[] = [
  'zombie',
  'superseded',
  'crash-looping',
  'stuck-pending',
];

/** Who is told of a finding; null when nobody is. */
export function recipientOf(
  { server, orphaned }: ListedFinding,
  fallback: string | null,
): string | null {
  // A message to an owner that the catalog does not know reaches nobody.
  return server.owner === null || orphaned ? fallback : server.owner;
}

/**
 * Tells owners of the findings that they were not told of yet: once for each, as every one is claimed before and given back only when
 * sending failed. Answers how many were told.
 */
export function createTellOwners(options: {
  findings: Pick<FindingStore, 'listToTell' | 'claimTelling' | 'returnTelling'>;
  notifier: Notifier;
  /** Who is told of what nobody owns; null for nobody. */
  fallback: string | null;
  logger: LoggerService;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}): (signal?: AbortSignal) => Promise<number> {
  const { findings, notifier, fallback, logger, now } = options;
  return async signal => {
    const due = await findings.listToTell({
      causes: TOLD_CAUSES,
      confidences: ['high', 'medium'],
      limit: AT_ONCE,
    });
    let told = 0;
    for (const finding of due) {
      const to = recipientOf(finding, fallback);
      if (signal?.aborted) {
        break;
      }
      if (
        to === null ||
        !(await findings.claimTelling(finding.id, now() as InstantMs))
      ) {
        continue;
      }
      try {
        await notifier.send({
          to,
          title: titleOf(finding),
          description: bodyOf(finding),
          link: `/inference/findings/${finding.id}`,
          severity: finding.confidence === 'high' ? 'high' : 'normal',
          scope: finding.id,
        });
        told += 1;
      } catch (error) {
        await findings.returnTelling(finding.id, finding.toldAt);
        logger.warn(
          `${to} could not be told of finding ${
            finding.id
          }, the next run tries again: ${stringifyError(error)}`,
        );
        // The others would fail for the same reason.
        break;
      }
    }
    return told;
  };
}

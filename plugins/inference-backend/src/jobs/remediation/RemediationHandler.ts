import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterWriter } from '../../act/clusters/ClusterWriter';
import { applySteps } from '../../act/remediation/applySteps';
import { serverKeyOf } from '../../act/rollback/findWorkload';
import {
  readProgress,
  readRemediation,
  writeProgress,
  type RemediationProgress,
  type StoredRemediation,
} from '../../decide/remediation/storedRemediation';
import { thousands } from '../../decide/thousands';
import { DAY_MS, MINUTE_MS } from '../../durations';
import type {
  ChangeStep,
  FindingStore,
  InventoryStore,
  RecordedChange,
  UsageStore,
} from '../../record';
import type { InstantMs } from '../../types';
import type { ChangeHandler } from '../changes/ChangeHandler';
import type { RemediationTeller } from './RemediationTeller';
import { countRefused, lookAtServer } from './watchServer';

/** For so long refused requests are looked for. */
export const WATCHED_FOR_MS = DAY_MS;
const LOOK_MS = 10 * MINUTE_MS;
/** The last hour is counted so long after its end. */
const COUNTED_AFTER_MS = 75 * MINUTE_MS;
/** A plan that could not begin for so long after it expired is no longer what somebody wanted. */
const LATE_MS = 10 * MINUTE_MS;

interface Step {
  readonly change: RecordedChange;
  readonly stored: StoredRemediation;
  readonly progress: RemediationProgress;
  readonly now: InstantMs;
  readonly signal: AbortSignal;
}

function toStep(
  state: string,
  progress: RemediationProgress,
  next: ChangeStep['next'],
  ...messages: readonly string[]
): ChangeStep {
  return {
    state,
    progress: writeProgress(progress),
    events: messages.map(message => ({ state, message })),
    next,
  };
}

/** Scales servers to zero and back, a step at a time. Every step finds out from the cluster what is done already. */
export class RemediationHandler implements ChangeHandler {
  readonly kind = 'remediation' as const;
  readonly #writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
  readonly #inventory: Pick<InventoryStore, 'findServer'>;
  readonly #usage: Pick<UsageStore, 'listHours'>;
  readonly #findings: Pick<FindingStore, 'note'>;
  readonly #teller: Pick<RemediationTeller, 'tell'>;

  constructor(options: {
    /** Throws `NotFoundError` for a cluster that is not configured. */
    writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
    inventory: Pick<InventoryStore, 'findServer'>;
    usage: Pick<UsageStore, 'listHours'>;
    findings: Pick<FindingStore, 'note'>;
    teller: Pick<RemediationTeller, 'tell'>;
  }) {
    this.#writerOf = options.writerOf;
    this.#inventory = options.inventory;
    this.#usage = options.usage;
    this.#findings = options.findings;
    this.#teller = options.teller;
  }

  async advance(
    change: RecordedChange,
    context: { readonly now: InstantMs; readonly signal: AbortSignal },
  ): Promise<ChangeStep> {
    const step: Step = {
      change,
      stored: readRemediation(change.plan.plan),
      progress: readProgress(change.progress),
      ...context,
    };
    switch (change.state) {
      case 'planned':
        return this.#begin(step);
      case 'applying':
        return this.#apply(step);
      case 'watching':
        return this.#watch(step);
      default:
        throw new Error(`A remediation does not go on from ${change.state}`);
    }
  }

  giveUp(change: RecordedChange, problem: string): ChangeStep {
    const progress = readProgress(change.progress);
    if (change.state === 'watching') {
      return toStep(
        'succeeded',
        progress,
        'finished',
        `The watch for refused requests ends early: ${problem}`,
      );
    }
    return this.#failed(
      progress,
      `${problem} What was written can be taken back with a plan to restore.`,
    );
  }

  /** Remembers that it writes before anything is written. */
  #begin({ change, progress, now }: Step): ChangeStep {
    if (now > change.plan.expiresAt + LATE_MS) {
      return this.#failed(
        progress,
        'The portal could not begin before the plan was too old; nothing was written. Make a new plan.',
      );
    }
    return toStep(
      'applying',
      { ...progress, wrote: true },
      now,
      'The cluster is asked to accept every step, then they are written.',
    );
  }

  async #apply(step: Step): Promise<ChangeStep> {
    const { change, stored, progress, now, signal } = step;
    const server = await this.#requireServer(change);
    const result = await applySteps({
      writer: this.#writerOf(server.cluster, signal),
      steps: stored.steps,
      pause: ms => sleep(ms, undefined, { signal }),
    });
    if (result.status === 'failed' && result.mayPass) {
      throw new Error(result.reason);
    }
    if (result.status !== 'applied') {
      const fix = result.status === 'failed' ? result.fix : null;
      const total = stored.steps.length;
      return this.#failed(
        { ...progress, wrote: result.done > 0 },
        [
          result.reason,
          fix,
          result.done === 0
            ? 'Nothing was written.'
            : `${result.done} of ${total} steps were written: a plan to restore takes them back.`,
        ]
          .filter(sentence => sentence !== null)
          .join(' '),
      );
    }
    const applied = { ...progress, wrote: true, appliedAt: now };
    const isRestore = stored.action === 'restore';
    await this.#note(step);
    await this.#teller.tell({
      change,
      server,
      what: isRestore ? 'restored' : 'scaled-to-zero',
    });
    return isRestore
      ? toStep(
          'succeeded',
          applied,
          'finished',
          'The server has its former replicas back; its pods start as soon as there are GPUs.',
        )
      : toStep(
          'watching',
          { ...applied, watchedUntil: (now + WATCHED_FOR_MS) as InstantMs },
          (now + LOOK_MS) as InstantMs,
          'The server has no replicas. For 24 hours the portal looks for refused requests.',
        );
  }

  async #watch(step: Step): Promise<ChangeStep> {
    const { change, progress, now, signal } = step;
    const server = await this.#inventory.findServer(change.serverId);
    const became =
      server === undefined
        ? 'removed'
        : await lookAtServer(
            this.#writerOf(server.cluster, signal),
            serverKeyOf(server),
          );
    if (became === 'removed') {
      return toStep(
        'succeeded',
        progress,
        'finished',
        'The server was removed.',
      );
    }
    if (became === 'brought-back') {
      return toStep(
        'undone',
        progress,
        'finished',
        'Somebody brought the server back without the portal.',
      );
    }
    const before = progress.refusedRequests;
    const refusedRequests =
      (await countRefused(this.#usage, change.serverId, {
        appliedAt: progress.appliedAt ?? change.startedAt,
        to: now,
      })) ?? before;
    const counted = { ...progress, refusedRequests };
    const messages: string[] = [];
    if (refusedRequests !== null && refusedRequests > (before ?? 0)) {
      messages.push(
        `${thousands(
          refusedRequests,
        )} requests were refused since: somebody may need the server, restore it if so.`,
      );
      if (server !== undefined && (before ?? 0) === 0) {
        await this.#teller.tell({
          change,
          server,
          what: 'refused',
          requests: refusedRequests,
        });
      }
    }
    const end = (progress.watchedUntil ?? now) + COUNTED_AFTER_MS;
    if (now < end) {
      const next = Math.min(now + LOOK_MS, end) as InstantMs;
      return toStep('watching', counted, next, ...messages);
    }
    const words =
      refusedRequests === null
        ? 'The watch is over. No gateway counted requests, so that nobody knows whether some were refused.'
        : `The watch is over: ${thousands(
            refusedRequests,
          )} requests were refused.`;
    return toStep('succeeded', counted, 'finished', ...messages, words);
  }

  #failed(progress: RemediationProgress, problem: string): ChangeStep {
    return toStep('failed', { ...progress, problem }, 'finished', problem);
  }

  async #requireServer(change: RecordedChange) {
    const server = await this.#inventory.findServer(change.serverId);
    if (!server) {
      throw new Error(`Model server ${change.serverId} is not recorded`);
    }
    return server;
  }

  async #note({ change, stored }: Step): Promise<void> {
    if (stored.findingId !== null) {
      await this.#findings.note(stored.findingId, {
        kind: stored.action === 'restore' ? 'restored' : 'scaled-to-zero',
        // The same for every attempt.
        at: change.startedAt,
        by: change.actor,
        reason: change.reason,
      });
    }
  }
}

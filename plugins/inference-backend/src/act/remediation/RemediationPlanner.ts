import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { ChangePlanner, DraftPlan } from '../../changes/ChangePlanner';
import { planRestore } from '../../decide/remediation/planRestore';
import { planScaleToZero } from '../../decide/remediation/planScaleToZero';
import { proposeRemediation } from '../../decide/remediation/proposeRemediation';
import {
  assemblePlan,
  withCheck,
  type RemediationCheck,
  type RemediationPlan,
} from '../../decide/remediation/remediationPlan';
import type {
  RemediationActor,
  ScalableWorld,
} from '../../decide/remediation/scalableWorld';
import {
  readRemediation,
  writeRemediation,
} from '../../decide/remediation/storedRemediation';
import { SECOND_MS } from '../../durations';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import type { FindingStore, RecordedPlan, UsageStore } from '../../record';
import { serverKeyOf } from '../rollback/findWorkload';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import { tryStep } from './applySteps';
import { gatherEvidence } from './gatherEvidence';
import { hashPlan } from './hashPlan';
import { readWorld } from './readWorld';

/** For all looks of one plan; somebody waits for it. */
const LOOK_MS = 45 * SECOND_MS;

/** Metrics are looked at as far as they answer in time; without them the hours of before decide. */
const METRICS_MS = 5 * SECOND_MS;

/** Requests that a server works at now; null when nobody says. Never rejects. */
export type ReadRunning = (
  server: ModelServerDetail,
  signal: AbortSignal,
) => Promise<number | null>;

/** What somebody wants to do to a server. */
export interface RemediationWish {
  readonly action: RemediationPlan['action'];
  /** Null: whichever finding says that nobody uses it. */
  readonly findingId: string | null;
}

function withFix({ message, fix }: ClusterRequestError): string {
  return fix === null ? message : `${message} ${fix}`;
}

function unavailable(error: ClusterRequestError): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `The cluster could not be asked: ${withFix(error)}`,
  );
}

/** The check that a refusal of the cluster comes to; rethrows what may pass. */
function checkOf(error: unknown): RemediationCheck {
  if (error instanceof Error && error.name === 'TimeoutError') {
    throw new ServiceUnavailableError(
      `The cluster did not answer within ${LOOK_MS / SECOND_MS} s: try again`,
    );
  }
  if (!(error instanceof ClusterRequestError)) {
    throw error;
  }
  switch (error.kind) {
    case 'forbidden':
      return {
        code: 'cluster-rights',
        result: 'block',
        message: `The portal has no right to do this on the cluster. ${withFix(
          error,
        )}`,
      };
    case 'rejected':
      return {
        code: 'dry-run',
        result: 'block',
        message: `The cluster would not accept it: ${withFix(error)}`,
      };
    default:
      throw unavailable(error);
  }
}

async function withDryRun(
  plan: RemediationPlan,
  writer: ClusterWriter,
): Promise<RemediationPlan> {
  if (plan.method !== 'apply') {
    return plan;
  }
  try {
    for (const step of plan.steps) {
      await tryStep(writer, step);
    }
  } catch (error) {
    return withCheck(plan, checkOf(error));
  }
  return withCheck(plan, {
    code: 'dry-run',
    result: 'pass',
    message: 'The cluster accepts every step; it was asked without storing it.',
  });
}

/** Plans to scale servers to zero that nobody uses, and back. */
export class RemediationPlanner implements ChangePlanner<RemediationWish> {
  readonly kind = 'remediation' as const;
  readonly firstState = 'planned';
  readonly #writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
  readonly #findings: Pick<FindingStore, 'find' | 'list'>;
  readonly #usage: Pick<UsageStore, 'listHours'>;
  readonly #readRunning: ReadRunning;

  constructor(options: {
    /** Throws `NotFoundError` for a cluster that is not configured. */
    writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
    findings: Pick<FindingStore, 'find' | 'list'>;
    usage: Pick<UsageStore, 'listHours'>;
    readRunning: ReadRunning;
  }) {
    this.#writerOf = options.writerOf;
    this.#findings = options.findings;
    this.#usage = options.usage;
    this.#readRunning = options.readRunning;
  }

  wishOf({ plan }: RecordedPlan): RemediationWish {
    const { action, findingId } = readRemediation(plan);
    return { action, findingId };
  }

  async draft(
    server: ModelServerDetail,
    wish: RemediationWish,
    actor: RemediationActor,
  ): Promise<DraftPlan> {
    if (server.removedAt !== null) {
      throw new NotFoundError(
        `${server.kind} ${server.namespace}/${server.name} was removed from cluster ${server.cluster}: there is nothing to scale`,
      );
    }
    const writer = this.#writerOf(server.cluster, AbortSignal.timeout(LOOK_MS));
    let world: ScalableWorld;
    try {
      world = await readWorld(writer, serverKeyOf(server));
    } catch (error) {
      if (error instanceof NotFoundError) {
        throw error;
      }
      const blind = assemblePlan({
        action: wish.action,
        managedByGit: false,
        steps: [],
        checks: [checkOf(error)],
        basis: { server: server.id },
      });
      return this.#toDraft(blind, wish.findingId, null);
    }
    if (wish.action === 'restore') {
      const plan = await withDryRun(planRestore(world), writer);
      const { remembered } = world.target;
      const finding =
        remembered === null || remembered === 'unreadable'
          ? null
          : remembered.finding;
      return this.#toDraft(plan, finding, world);
    }
    const evidence = await gatherEvidence(
      { findings: this.#findings, usage: this.#usage },
      { serverId: server.id, findingId: wish.findingId },
      () => this.#readRunning(server, AbortSignal.timeout(METRICS_MS)),
      actor.at,
    );
    const plan = await withDryRun(
      planScaleToZero(world, evidence, actor),
      writer,
    );
    return this.#toDraft(plan, evidence?.findingId ?? null, world);
  }

  #toDraft(
    plan: RemediationPlan,
    findingId: string | null,
    world: ScalableWorld | null,
  ): DraftPlan {
    const { action, method, steps, checks, blockedBy } = plan;
    const proposal =
      method === 'propose' && world !== null
        ? proposeRemediation(world.target, steps)
        : null;
    const refusals = {
      apply: null,
      propose: `A GitOps controller manages the server and would undo the change: make the proposed change in Git`,
      none: blockedBy.join(' ') || 'There is nothing to do.',
    };
    return {
      hash: hashPlan(plan),
      plan: writeRemediation({
        action,
        method,
        findingId,
        steps,
        checks,
        blockedBy,
        proposal,
      }),
      refusal: refusals[method],
    };
  }
}

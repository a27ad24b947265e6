import { INFERENCE_PREFIX } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ObjectRef } from '../remediation/scalableWorld';
import type {
  CodedCheck,
  RollbackPlanDraft,
  RollbackWrite,
} from './rollbackPlan';

/** Says on the object that the portal paused its sync, and how to take that back by hand. */
export const ANNOTATION_SYNC_PAUSED = `${INFERENCE_PREFIX}sync-paused`;

/** What syncs a server from Git, as its cluster holds it. */
export interface SyncController {
  /** The cluster that holds it, which may be another one than the server's. */
  readonly cluster: string;
  readonly ref: ObjectRef;
  readonly uid: string;
  /** What makes it sync by itself, to be put back as it was; null when nothing does, as while it is paused. */
  readonly automatic: JsonObject | null;
  /** True when what stands in the cluster is what stands in Git, null when nobody says, as of Flux. */
  readonly isSynced: boolean | null;
  /** True while it is applying something. */
  readonly isSyncing: boolean;
}

/** Why no sync can be paused: a whole sentence, with what to do. */
export interface NoSyncController {
  readonly problem: string;
}

/** The sync that can be paused, and what may switch it on again; or why there is none. */
export type FoundSync =
  | {
      readonly controller: SyncController;
      /** What manages the controller's object itself, such as an app of apps; null for nobody. */
      readonly parent: string | null;
    }
  | NoSyncController;

/** A pause that a plan begins with. */
export interface PlannedPause {
  readonly controller: SyncController;
  readonly minutes: number;
}

/** `Kind namespace/name on cluster`. */
export function nameSync({
  cluster,
  ref,
}: Pick<SyncController, 'cluster' | 'ref'>): string {
  return `${ref.kind} ${ref.namespace}/${ref.name} on cluster ${cluster}`;
}

/** What stands in the object while its sync is on, and while it is off. */
function syncFields(
  { kind }: ObjectRef,
  automatic: JsonObject,
): { readonly on: JsonObject; readonly off: JsonObject } {
  return kind === 'Application'
    ? {
        on: { spec: { syncPolicy: { automated: automatic } } },
        off: { spec: { syncPolicy: { automated: null } } },
      }
    : { on: { spec: { suspend: null } }, off: { spec: { suspend: true } } };
}

/** The write that pauses a sync. `note` stands in an annotation, for whoever wonders. */
export function pauseWrite(
  { ref, uid }: Pick<SyncController, 'ref' | 'uid'>,
  automatic: JsonObject,
  note: JsonObject,
): RollbackWrite {
  return {
    ref,
    uid,
    summary: `Pause the sync of ${ref.kind} ${ref.name}.`,
    before: {},
    patch: {
      metadata: {
        annotations: {
          [ANNOTATION_SYNC_PAUSED]: JSON.stringify({ ...note, automatic }),
        },
      },
      ...syncFields(ref, automatic).off,
    },
  };
}

/** The write that resumes it as it was. */
export function resumeWrite(
  { ref, uid }: Pick<SyncController, 'ref' | 'uid'>,
  automatic: JsonObject,
): RollbackWrite {
  return {
    ref,
    uid,
    summary: `Resume the sync of ${ref.kind} ${ref.name}.`,
    before: {},
    patch: {
      metadata: { annotations: { [ANNOTATION_SYNC_PAUSED]: null } },
      ...syncFields(ref, automatic).on,
    },
  };
}

function checkSync(found: FoundSync, minutes: number): CodedCheck {
  const code = 'sync-pause';
  if ('problem' in found) {
    return { code, result: 'block', message: found.problem };
  }
  const { controller, parent } = found;
  if (controller.automatic === null) {
    return {
      code,
      result: 'pass',
      message: `${nameSync(
        controller,
      )} does not sync by itself now. A sync by hand brings the present version back: make the change in Git before.`,
    };
  }
  const words = `The sync of ${nameSync(
    controller,
  )} is paused for everything that it manages, not for this server alone. It resumes by itself after ${minutes} minutes: make the change in Git before, or the present version comes back.`;
  return parent === null
    ? { code, result: 'pass', message: words }
    : {
        code,
        result: 'warn',
        message: `${words} ${parent} manages it, too, and may switch the sync on again sooner; the portal tells when that happens.`,
      };
}

/** A plan that is made for Git, as one that pauses the sync and writes past it. */
export function withPause(
  draft: RollbackPlanDraft,
  found: FoundSync,
  minutes: number,
): {
  readonly draft: RollbackPlanDraft;
  readonly check: CodedCheck;
} {
  const check = checkSync(found, minutes);
  if ('problem' in found) {
    return { draft, check };
  }
  const { controller } = found;
  return {
    draft: {
      ...draft,
      method: 'pause-sync',
      pause: { controller, minutes },
      basis: {
        ...draft.basis,
        method: 'pause-sync',
        pause: `${nameSync(controller)} ${controller.uid} ${minutes}`,
      },
    },
    check,
  };
}

import type { Config } from '@backstage/config';
import { z } from 'zod';
import { accessSchema, readRules } from '../accessSchema';
import { ownerRefSchema } from '../ownerRefSchema';

const KEY = 'inference.changes';

/** Four hours: long enough to find whoever merges, short enough that nobody forgets it. */
const PAUSE_MINUTES = 240;
const LONGEST_PAUSE_MINUTES = 7 * 24 * 60;
/** A day: reviewers sleep, too. */
const MERGE_MINUTES = 24 * 60;
const LONGEST_MERGE_MINUTES = 7 * 24 * 60;
const APPROVAL_MINUTES = 60;
const LONGEST_APPROVAL_MINUTES = 24 * 60;

const schema = z.strictObject({
  access: accessSchema,
  syncPause: z
    .strictObject({
      minutes: z.int().min(5).max(LONGEST_PAUSE_MINUTES).default(PAUSE_MINUTES),
      argoCd: z
        .strictObject({
          cluster: z.string().min(1).nullable().default(null),
          namespace: z.string().min(1).default('argocd'),
        })
        .prefault({}),
    })
    .prefault({}),
  pullRequest: z
    .strictObject({
      enabled: z.boolean().default(true),
      minutes: z.int().min(5).max(LONGEST_MERGE_MINUTES).default(MERGE_MINUTES),
    })
    .prefault({}),
  approval: z
    .strictObject({
      protectedAliases: z.boolean().default(false),
      approvers: ownerRefSchema.nullable().default(null),
      minutes: z
        .int()
        .min(5)
        .max(LONGEST_APPROVAL_MINUTES)
        .default(APPROVAL_MINUTES),
    })
    .prefault({}),
});

/** Who may change servers beside what the permission framework says. */
export interface ChangeRules {
  /** True: people change servers that they or their groups own. Services need the permission only. */
  readonly ownersOnly: boolean;
  /** Entity refs of Groups and Users that change every server. */
  readonly admins: readonly string[];
}

/** How unsafe rollbacks are made safe. */
export interface RollbackRules {
  /** How the sync from Git is paused, where a rollback is written past it. */
  readonly syncPause: {
    /** From then on the portal resumes it. */
    readonly minutes: number;
    /** Where Argo CD keeps Applications whose marks name no namespace; a null cluster is the server's own. */
    readonly argoCd: {
      readonly cluster: string | null;
      readonly namespace: string;
    };
  };
  /** How rollbacks of servers that Git manages become pull requests. */
  readonly pullRequest: {
    /** False: plans show the commands only. */
    readonly enabled: boolean;
    /** For so long one waits until the cluster runs it. */
    readonly minutes: number;
  };
  readonly approval: {
    /** True: what takes the version of a protected alias away waits for a second person. */
    readonly protectedAliases: boolean;
    /** Entity ref of the Group whose members decide; null for whoever may roll the server back. */
    readonly approvers: string | null;
    /** For so long it waits. */
    readonly minutes: number;
  };
}

function read(config: Config) {
  return readRules(config, {
    key: KEY,
    schema,
    hint: 'Write access: {ownersOnly: true, admins: [group:default/name]}, syncPause: {minutes: 240, argoCd: {cluster: hub, namespace: argocd}}, pullRequest: {enabled: true, minutes: 1440} and approval: {protectedAliases: true, approvers: group:default/name, minutes: 60}',
  });
}

/** Reads who may change servers. Throws `InputError` that names the key: a rule with a typing mistake must not be taken for none. */
export function readChangeRules(config: Config): ChangeRules {
  return read(config).access;
}

/** Reads what makes rollbacks safe. Throws as {@link readChangeRules} does. */
export function readRollbackRules(config: Config): RollbackRules {
  const { approval, pullRequest, syncPause } = read(config);
  return { approval, pullRequest, syncPause };
}

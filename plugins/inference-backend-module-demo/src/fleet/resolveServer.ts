import { DAY_MS, MINUTE_MS } from './durations';
import { engines } from './engines';
import type { Flags, ServerStory } from './storyTypes';

/** One release with everything filled in that the table leaves out. */
export interface ResolvedRevision {
  /** Number from 1, as Kubernetes counts. */
  readonly number: number;
  /** UTC ms; half-open interval, `endedMs` is null for the last one. */
  readonly startedMs: number;
  readonly endedMs: number | null;
  readonly by: string;
  readonly cause: string | null;
  readonly image: string;
  readonly tag: string;
  readonly flags: Flags;
  readonly env: Readonly<Record<string, string>>;
}

/** A server of the story at a given present. */
export interface ResolvedServer {
  readonly story: ServerStory;
  /** `<cluster>/<namespace>/<name>`. */
  readonly key: string;
  readonly revisions: readonly ResolvedRevision[];
  /** How many replicas were wanted when; covers the life of the server. */
  readonly replicas: readonly {
    readonly fromMs: number;
    readonly toMs: number | null;
    readonly count: number;
  }[];
}

/** The instant `daysAgo` days before `nowMs`, on a whole minute. */
export function instantOf(nowMs: number, daysAgo: number): number {
  return Math.floor((nowMs - daysAgo * DAY_MS) / MINUTE_MS) * MINUTE_MS;
}

const fieldManagers: Readonly<
  Record<NonNullable<ServerStory['manager']>, string>
> = {
  'argo-cd': 'argocd-controller',
  flux: 'kustomize-controller',
  helm: 'helm',
  kubectl: 'kubectl-client-side-apply',
  ci: 'deploy-pipeline',
};

/** The field manager that writes the objects of a server. */
export function fieldManagerOf(story: ServerStory): string {
  return fieldManagers[story.manager ?? 'kubectl'];
}

/** Fills in the revisions of a server and lays them on the time line that ends at `nowMs`. */
export function resolveServer(
  story: ServerStory,
  nowMs: number,
): ResolvedServer {
  let flags: Flags = {};
  let env: Record<string, string> = {};
  let tag = '';
  const revisions = story.revisions.map((revision, index) => {
    flags = overlay(flags, revision.flags ?? {});
    env = overlay(env, revision.env ?? {});
    tag = revision.tag ?? tag;
    const next = story.revisions[index + 1];
    const image = story.image ?? engines[story.engine].image(story.model);
    return {
      number: index + 1,
      startedMs: instantOf(nowMs, revision.daysAgo),
      endedMs: next ? instantOf(nowMs, next.daysAgo) : null,
      by: revision.by ?? fieldManagerOf(story),
      cause: revision.cause,
      image: `${image}:${tag}`,
      tag,
      flags,
      env,
    };
  });
  let fromMs = revisions[0].startedMs;
  const replicas = [];
  for (const former of story.formerReplicas ?? []) {
    const toMs = instantOf(nowMs, former.untilDaysAgo);
    replicas.push({ fromMs, toMs, count: former.replicas });
    fromMs = toMs;
  }
  replicas.push({ fromMs, toMs: null, count: story.replicas });
  return {
    story,
    key: `${story.cluster}/${story.namespace}/${story.name}`,
    revisions,
    replicas,
  };
}

function overlay<T extends string | true>(
  base: Readonly<Record<string, T>>,
  changes: Readonly<Record<string, T | null>>,
): Record<string, T> {
  const result: Record<string, T> = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete result[name];
    else result[name] = value;
  }
  return result;
}

import type { PodBehaviourHook } from '../cluster/PodBehaviour';
import type { Pod } from '../cluster/workloadTypes';
import { SECOND_MS } from './durations';
import { uniform } from './deterministic';
import type { DemoFleet } from './DemoFleet';
import { CRASH_RUN_MS } from './objects/podObject';
import type { ClusterName, Fault, ServerStory } from './storyTypes';

/** What a container runs, as one text: image and arguments. */
export function commandTextOf(pod: Pod): string {
  return pod.spec.containers
    .map(container => {
      const args: unknown = container.args;
      return [container.image, ...(Array.isArray(args) ? args : [])].join(' ');
    })
    .join(' ');
}

/** The story of the server that a pod belongs to. Undefined for pods that somebody made by hand. */
export function findStoryOf(
  stories: ReadonlyMap<string, ServerStory>,
  pod: Pod,
): ServerStory | undefined {
  const labels = pod.metadata.labels ?? {};
  const names = [
    labels['serving.kserve.io/inferenceservice'],
    labels['leaderworkerset.sigs.k8s.io/name'],
    labels['ray.io/serve'],
    labels['app.kubernetes.io/name'],
    pod.metadata.name,
  ];
  for (const name of names) {
    const story =
      name === undefined
        ? undefined
        : stories.get(`${pod.metadata.namespace}/${name}`);
    if (story) return story;
  }
  return undefined;
}

/** Stories of one cluster by `<namespace>/<name>`. */
export function storiesByName(
  fleet: DemoFleet,
  cluster: ClusterName,
): Map<string, ServerStory> {
  return new Map(
    fleet.servers
      .filter(server => server.story.cluster === cluster)
      .map(({ story }) => [`${story.namespace}/${story.name}`, story]),
  );
}

/** Faults that a pod has by what it runs. */
export function faultsOfPod(story: ServerStory | undefined, pod: Pod): Fault[] {
  const text = commandTextOf(pod);
  return (story?.faults ?? []).filter(fault => text.includes(fault.when));
}

/** A pod of a Job without GPUs, such as one that warms a server up; those with GPUs train for hours. */
function isErrand(pod: Pod): boolean {
  return (
    pod.metadata.ownerReferences?.[0]?.kind === 'Job' &&
    pod.spec.containers.every(
      ({ resources }) =>
        !Object.keys(resources?.limits ?? {}).some(name =>
          name.startsWith('nvidia.com/'),
        ),
    )
  );
}

/**
 * How pods of a cluster behave: a fault follows from what a pod runs, so that a rollback puts it right and the
 * faulty release breaks again. Weights load in about half a minute, so that a rollout is worth watching.
 */
export function podBehaviourOf(
  fleet: DemoFleet,
  cluster: ClusterName,
): PodBehaviourHook {
  const stories = storiesByName(fleet, cluster);
  return pod => {
    const story = findStoryOf(stories, pod);
    const fault = faultsOfPod(story, pod).find(f => f.outcome);
    const chance = uniform(fleet.seed, pod.metadata.uid, 'startup');
    const startupMs = Math.round(18 + chance * 24) * SECOND_MS;
    const pullMs = Math.round(2 + chance * 5) * SECOND_MS;
    if (fault?.outcome === undefined) {
      return {
        outcome: story === undefined && isErrand(pod) ? 'succeed' : 'ready',
        startupMs,
        pullMs,
      };
    }
    return {
      outcome: fault.outcome,
      startupMs,
      pullMs,
      runMs: CRASH_RUN_MS,
      exitCode: 1,
      ...(fault.message === undefined ? {} : { message: fault.message }),
      ...(fault.logs === undefined ? {} : { logs: fault.logs }),
    };
  };
}

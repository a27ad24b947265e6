import type { Pod } from '../cluster/workloadTypes';
import type { ClusterName, EngineName, ServerStory } from './storyTypes';

/** Engines whose metrics the simulation knows, by what their images are called. */
const ENGINES: readonly (readonly [RegExp, EngineName])[] = [
  [/tensorrt-?llm/i, 'tensorrt-llm'],
  [/vllm/i, 'vllm'],
];

/** What a person writes on pods that belong together, the most telling first. */
const NAME_LABELS = [
  'inference-portal/deployment',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/name',
  'app',
];

const SERVED_NAME = '--served-model-name';

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

/** Value of a flag, written as one argument or as two. */
function flagOf(args: readonly string[], flag: string): string | undefined {
  const joined = args.find(arg => arg.startsWith(`${flag}=`));
  const at = args.indexOf(flag);
  return joined?.slice(flag.length + 1) ?? (at < 0 ? undefined : args[at + 1]);
}

/**
 * The story of a server that somebody deployed into the running demo, read off one of its pods; undefined when no engine runs in it.
 * Colleagues try it at once: a steady trickle of chats from when its first pod is ready.
 */
export function deployedStoryOf(
  cluster: ClusterName,
  pod: Pod,
): ServerStory | undefined {
  for (const { args, command, image, resources } of pod.spec.containers) {
    const engine = ENGINES.find(([pattern]) => pattern.test(image))?.[1];
    const gpus = Number(resources?.limits?.['nvidia.com/gpu'] ?? 0);
    if (engine !== undefined && gpus > 0) {
      const labels = pod.metadata.labels ?? {};
      const all = [...textsOf(command), ...textsOf(args)];
      const [positional] = textsOf(args).filter(arg => !arg.startsWith('-'));
      const name =
        NAME_LABELS.map(label => labels[label]).find(Boolean) ??
        pod.metadata.name;
      return {
        name,
        cluster,
        namespace: pod.metadata.namespace ?? 'default',
        kind: 'Deployment',
        engine,
        model: flagOf(all, '--model') ?? positional ?? 'unknown',
        servedName: flagOf(all, SERVED_NAME),
        pool: '',
        gpus,
        replicas: 1,
        revisions: [{ daysAgo: 0, cause: null }],
        traffic: {
          shape: { kind: 'steady', perHour: 900 },
          promptTokens: 640,
          generationTokens: 180,
          seconds: 4.2,
          concurrency: 24,
        },
      };
    }
  }
  return undefined;
}

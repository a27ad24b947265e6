import { thousands } from '../thousands';
import type { MountFacts, ProbeFacts, ReadinessFacts } from './facts';
import { evidence, missing, ofPod, outcome, type ReadinessRule } from './rule';

/** Seconds: loading the weights and compiling kernels takes minutes, and ten of them are the least that serving stacks allow. */
const LEAST_STARTUP = 600;
/** Seconds: an engine that is busy answers late without being dead. */
const LEAST_LIVENESS_TIMEOUT = 5;
/** Seconds: answers of a minute are nothing special. */
const LEAST_GRACE = 60;

function probeEvidence(probe: ProbeFacts) {
  return [
    evidence('periodSeconds', probe.period, probe.source),
    evidence('failureThreshold', probe.failureThreshold, probe.source),
  ];
}

const startupBudget: ReadinessRule = {
  code: 'startup-budget',
  group: 'startup',
  check: ofPod(pod => {
    const probe = pod.startupProbe;
    if (probe === null) {
      return missing(
        pod,
        'No startup probe: the liveness probe judges a server that still loads its model.',
        'startupProbe',
        `${pod.container}.startupProbe`,
      );
    }
    const seconds = probe.initialDelay + probe.period * probe.failureThreshold;
    const looked = [
      ...probeEvidence(probe),
      evidence('startupSeconds', seconds, probe.source),
    ];
    return seconds >= LEAST_STARTUP
      ? outcome(
          'pass',
          `The server may take ${thousands(seconds)} seconds to start.`,
          ...looked,
        )
      : outcome(
          'fail',
          `The server is killed when it takes more than ${thousands(
            seconds,
          )} seconds to start; allow ${LEAST_STARTUP} or more.`,
          ...looked,
        );
  }),
};

const readinessProbe: ReadinessRule = {
  code: 'readiness-probe',
  group: 'startup',
  check: ofPod(pod => {
    const probe = pod.readinessProbe;
    return probe === null
      ? missing(
          pod,
          'No readiness probe: requests are sent to pods that cannot answer yet.',
          'readinessProbe',
          `${pod.container}.readinessProbe`,
        )
      : outcome(
          'pass',
          'Pods get requests once they say that they can answer.',
          evidence('path', probe.path, probe.source),
          ...probeEvidence(probe),
        );
  }),
};

const livenessProbe: ReadinessRule = {
  code: 'liveness-probe',
  group: 'startup',
  check: ofPod(pod => {
    const probe = pod.livenessProbe;
    if (probe === null) {
      return missing(
        pod,
        'No liveness probe: an engine that hangs is never started again.',
        'livenessProbe',
        `${pod.container}.livenessProbe`,
      );
    }
    const looked = [
      evidence('timeoutSeconds', probe.timeout, probe.source),
      ...probeEvidence(probe),
    ];
    return probe.timeout >= LEAST_LIVENESS_TIMEOUT
      ? outcome('pass', 'An engine that hangs is started again.', ...looked)
      : outcome(
          'fail',
          `An engine that needs more than ${probe.timeout} second(s) to answer counts as dead, though it may only be busy; allow ${LEAST_LIVENESS_TIMEOUT} or more.`,
          ...looked,
        );
  }),
};

/** Folders in which engines keep what they download, when nothing says another. */
const DEFAULT_CACHES = ['/root/.cache/huggingface', '/opt/nim/.cache'];
/** Variables and flags that name such a folder. */
const CACHE_VARIABLES = [
  'HF_HOME',
  'HF_HUB_CACHE',
  'HUGGINGFACE_HUB_CACHE',
  'TRANSFORMERS_CACHE',
  'NIM_CACHE_PATH',
];

function holds(folder: string, path: string): boolean {
  const base = folder.replace(/\/+$/, '');
  return path === base || path.startsWith(`${base}/`);
}

function modelFolders({ engine, server }: ReadinessFacts): readonly string[] {
  const named = CACHE_VARIABLES.flatMap(
    name => engine?.environment.get(name) ?? [],
  );
  const flag = engine?.flags.get('download-dir') ?? null;
  const { id, source } = server.model;
  const local = [id, source?.replace(/^file:\/\//, '') ?? null].filter(
    path => path !== null && path.startsWith('/'),
  );
  const stated = [...named, flag, ...local].filter(path => path !== null);
  return stated.length > 0 ? stated : DEFAULT_CACHES;
}

function mountOf(
  folders: readonly string[],
  mounts: readonly MountFacts[],
): MountFacts | null {
  // The deepest mount is the one that holds a folder.
  const deepestFirst = [...mounts].sort(
    (a, b) => b.path.length - a.path.length,
  );
  const found = folders.flatMap(
    folder => deepestFirst.find(({ path }) => holds(path, folder)) ?? [],
  );
  return found.find(({ kind }) => kind === 'persistent') ?? found[0] ?? null;
}

const modelCache: ReadinessRule = {
  code: 'model-cache',
  group: 'startup',
  check: facts => {
    const { source } = facts.server.model;
    const scheme = /^(pvc|oci):\/\//.exec(source ?? '')?.[1];
    if (scheme !== undefined) {
      return outcome(
        'pass',
        scheme === 'pvc'
          ? 'The model lies on a volume of the cluster.'
          : 'The model comes as an image, which nodes keep.',
        evidence('source', source, 'model.source'),
      );
    }
    return ofPod(pod => {
      const folders = modelFolders(facts);
      const mount = mountOf(folders, pod.mounts);
      const looked = [
        evidence('modelFolder', folders.join(', ')),
        evidence('volume', mount?.volume ?? null, mount?.source ?? null),
      ];
      if (mount?.kind === 'persistent') {
        return outcome(
          'pass',
          `The model is kept at ${mount.path} on the volume ${mount.volume}, which outlives the pod.`,
          ...looked,
        );
      }
      const elsewhere = pod.mounts.find(({ kind }) => kind === 'persistent');
      if (elsewhere) {
        return outcome(
          'unknown',
          `The volume ${elsewhere.volume} outlives the pod at ${elsewhere.path}; whether the model lies there cannot be told.`,
          ...looked,
        );
      }
      const [folder] = folders;
      if (mount === null && folders !== DEFAULT_CACHES && folder) {
        return outcome(
          'unknown',
          `No volume is mounted at ${folder}; the model may be part of the image.`,
          ...looked,
        );
      }
      return missing(
        pod,
        'Every new pod downloads the whole model again before it can answer.',
        'a volume for the model',
        `${pod.container}.volumeMounts`,
      );
    })(facts);
  },
};

const gracePeriod: ReadinessRule = {
  code: 'grace-period',
  group: 'startup',
  check: ofPod((pod, { engine }) => {
    const source = 'terminationGracePeriodSeconds';
    if (pod.gracePeriod === null) {
      return missing(
        pod,
        `The grace period is that of Kubernetes, 30 seconds: longer answers are cut off when a pod is replaced; allow ${LEAST_GRACE} or more.`,
        source,
        source,
      );
    }
    const drain = Number(engine?.flags.get('shutdown-timeout') ?? NaN);
    const looked = [
      evidence(source, pod.gracePeriod, source),
      ...(Number.isNaN(drain)
        ? []
        : [evidence('shutdown-timeout', drain, engine?.source)]),
    ];
    if (drain >= pod.gracePeriod) {
      return outcome(
        'fail',
        `The engine takes up to ${thousands(
          drain,
        )} seconds to shut down, and is killed after ${pod.gracePeriod}.`,
        ...looked,
      );
    }
    return pod.gracePeriod >= LEAST_GRACE
      ? outcome(
          'pass',
          `Answers have ${thousands(
            pod.gracePeriod,
          )} seconds to end before a pod is gone.`,
          ...looked,
        )
      : outcome(
          'fail',
          `Answers that take more than ${pod.gracePeriod} seconds are cut off when a pod is replaced; allow ${LEAST_GRACE} or more.`,
          ...looked,
        );
  }),
};

/** Whether pods start in time, say when they can answer, and end without cutting answers off. */
export const startupRules: readonly ReadinessRule[] = [
  startupBudget,
  readinessProbe,
  livenessProbe,
  modelCache,
  gracePeriod,
];

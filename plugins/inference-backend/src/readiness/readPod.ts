import type {
  Amount,
  MountFacts,
  PodFacts,
  ProbeFacts,
} from '../decide/readiness/facts';
import {
  at,
  fieldsOf,
  integerOf,
  isFields,
  itemsOf,
  textOf,
  textsOf,
} from '../observe/clusters/adapters/fields';

/** What Kubernetes takes for fields of a probe that are left out. */
const PROBE_DEFAULTS = { period: 10, failures: 3, timeout: 1, delay: 0 };

const FACTORS: { readonly [suffix: string]: number } = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** A Kubernetes quantity in its base unit, such as `96Gi` in bytes; null when it is none. */
export function readQuantity(value: unknown): number | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : null;
  }
  const match =
    typeof value === 'string'
      ? /^(\d{1,18}(?:\.\d{1,9})?)([mkMGTP]|[KMGTP]i)?$/.exec(value)
      : null;
  return match
    ? Number(match[1]) * (FACTORS[match[2] ?? ''] ?? Number.NaN)
    : null;
}

function amountOf(value: unknown): Amount | null {
  return typeof value === 'string' || typeof value === 'number'
    ? { text: String(value), bytes: readQuantity(value) }
    : null;
}

function booleanOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function probeOf(container: unknown, name: string, place: string) {
  const probe = at(container, name);
  if (!isFields(probe) || Object.keys(probe).length === 0) {
    return null;
  }
  return {
    period: integerOf(probe.periodSeconds) ?? PROBE_DEFAULTS.period,
    failureThreshold:
      integerOf(probe.failureThreshold) ?? PROBE_DEFAULTS.failures,
    timeout: integerOf(probe.timeoutSeconds) ?? PROBE_DEFAULTS.timeout,
    initialDelay: integerOf(probe.initialDelaySeconds) ?? PROBE_DEFAULTS.delay,
    path: textOf(at(probe, 'httpGet', 'path')),
    source: `${place}.${name}`,
  } satisfies ProbeFacts;
}

const PERSISTENT = [
  'persistentVolumeClaim',
  'hostPath',
  'nfs',
  'csi',
  'image',
  'ephemeral',
];

function volumeKind(volume: unknown): MountFacts['kind'] {
  const scratch = at(volume, 'emptyDir');
  if (scratch !== undefined) {
    return at(scratch, 'medium') === 'Memory' ? 'memory' : 'scratch';
  }
  // A generic ephemeral volume is deleted with its pod.
  const kind = PERSISTENT.find(name => at(volume, name) !== undefined);
  if (kind === undefined) {
    return 'other';
  }
  return kind === 'ephemeral' ? 'scratch' : 'persistent';
}

function mountsOf(
  container: unknown,
  podSpec: unknown,
  place: string,
): MountFacts[] {
  const volumes = itemsOf(at(podSpec, 'volumes'));
  return itemsOf(at(container, 'volumeMounts')).flatMap(
    (mount): MountFacts[] => {
      const path = textOf(at(mount, 'mountPath'));
      const name = textOf(at(mount, 'name'));
      if (path === null || name === null) {
        return [];
      }
      const volume = volumes.find(one => at(one, 'name') === name);
      return [
        {
          path: path === '/' ? path : path.replace(/\/+$/, ''),
          volume: name,
          kind: volumeKind(volume),
          sizeLimit: readQuantity(at(volume, 'emptyDir', 'sizeLimit')),
          source: `${place}.volumeMounts[${name}]`,
        },
      ];
    },
  );
}

/** What a pod template says about its serving container. Never throws: what is missing or of a wrong type is null. */
export function readPod(
  { container, podSpec }: { container: unknown; podSpec: unknown },
  completedBy: string | null,
): PodFacts {
  const place = `containers[${textOf(at(container, 'name')) ?? '0'}]`;
  const own = fieldsOf(at(container, 'securityContext'));
  const shared = fieldsOf(at(podSpec, 'securityContext'));
  return {
    container: place,
    completedBy,
    startupProbe: probeOf(container, 'startupProbe', place),
    readinessProbe: probeOf(container, 'readinessProbe', place),
    livenessProbe: probeOf(container, 'livenessProbe', place),
    memoryRequest: amountOf(at(container, 'resources', 'requests', 'memory')),
    memoryLimit: amountOf(at(container, 'resources', 'limits', 'memory')),
    mounts: mountsOf(container, podSpec, place),
    gracePeriod: integerOf(at(podSpec, 'terminationGracePeriodSeconds')),
    hostIpc: booleanOf(at(podSpec, 'hostIPC')),
    privileged: booleanOf(own.privileged),
    allowPrivilegeEscalation: booleanOf(own.allowPrivilegeEscalation),
    droppedCapabilities: textsOf(at(own, 'capabilities', 'drop')),
    seccompProfile:
      textOf(at(own, 'seccompProfile', 'type')) ??
      textOf(at(shared, 'seccompProfile', 'type')),
    runAsNonRoot: booleanOf(own.runAsNonRoot) ?? booleanOf(shared.runAsNonRoot),
  };
}

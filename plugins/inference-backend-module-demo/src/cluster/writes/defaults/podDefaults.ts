import { isJsonObject, type Json, type JsonObject } from '../../objects';
import { canonicalQuantity } from './canonicalQuantity';
import { eachItem, filled, ifMap, rewritten } from './filled';

/** Defaults of a pod's spec, in a pod or a template. */
export function podSpecDefaults(spec: JsonObject): JsonObject {
  let result = filled(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  result = rewritten(result, 'containers', eachItem(containerDefaults));
  result = rewritten(result, 'initContainers', eachItem(containerDefaults));
  result = rewritten(result, 'volumes', eachItem(volumeDefaults));
  if (typeof result.serviceAccountName === 'string') {
    result = filled(result, { serviceAccount: result.serviceAccountName });
  }
  return result;
}

/** Rewrites `spec.template` of a workload. */
export function templateDefaults(template: Json): Json {
  return ifMap(map => rewritten(map, 'spec', ifMap(podSpecDefaults)))(template);
}

/** Defaults and admission of a pod itself. */
export function podDefaults(pod: JsonObject): JsonObject {
  const result = rewritten(pod, 'spec', ifMap(admittedSpec));
  return filled(result, {
    status: { phase: 'Pending', qosClass: qosClass(result) },
  });
}

function admittedSpec(spec: JsonObject): JsonObject {
  let result = podSpecDefaults(spec);
  for (const list of ['containers', 'initContainers']) {
    result = rewritten(result, list, eachItem(withRequests));
  }
  result = filled(result, {
    serviceAccountName: 'default',
    serviceAccount: 'default',
    enableServiceLinks: true,
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    tolerations: [],
  });
  return rewritten(result, 'tolerations', list =>
    Array.isArray(list) ? withNodeTolerations(list) : list,
  );
}

const NODE_TROUBLES = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
];
const NODE_TOLERATIONS: JsonObject[] = NODE_TROUBLES.map(key => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

function withNodeTolerations(list: Json[]): Json[] {
  const missing = NODE_TOLERATIONS.filter(
    wanted =>
      !list.some(
        item =>
          isJsonObject(item) &&
          (item.key === wanted.key || item.key === undefined),
      ),
  );
  return missing.length === 0 ? list : [...list, ...missing];
}

function containerDefaults(container: JsonObject): JsonObject {
  let result = filled(container, {
    imagePullPolicy: pullPolicy(container.image),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  result = rewritten(
    result,
    'ports',
    eachItem(port => filled(port, { protocol: 'TCP' })),
  );
  result = rewritten(result, 'env', eachItem(envDefaults));
  result = rewritten(result, 'resources', ifMap(resourceDefaults));
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
    result = rewritten(result, probe, ifMap(probeDefaults));
  }
  return result;
}

function pullPolicy(image: Json | undefined): string {
  if (typeof image !== 'string' || image.includes('@')) return 'IfNotPresent';
  const tag = /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function envDefaults(variable: JsonObject): JsonObject {
  return rewritten(
    variable,
    'valueFrom',
    ifMap(source =>
      rewritten(
        source,
        'fieldRef',
        ifMap(ref => filled(ref, { apiVersion: 'v1' })),
      ),
    ),
  );
}

/** Quantities take their canonical form. */
function resourceDefaults(resources: JsonObject): JsonObject {
  const result = rewritten(resources, 'limits', ifMap(quantitiesAsText));
  return rewritten(result, 'requests', ifMap(quantitiesAsText));
}

/** What a pod limits, it requests. Templates are left as they are. */
function withRequests(container: JsonObject): JsonObject {
  return rewritten(
    container,
    'resources',
    ifMap(resources => {
      const { limits } = resources;
      if (!isJsonObject(limits)) return resources;
      return rewritten(
        filled(resources, { requests: limits }),
        'requests',
        ifMap(requests => filled(requests, limits)),
      );
    }),
  );
}

function quantitiesAsText(quantities: JsonObject): JsonObject {
  let result = quantities;
  for (const name of Object.keys(quantities)) {
    result = rewritten(result, name, value =>
      typeof value === 'number' || typeof value === 'string'
        ? canonicalQuantity(String(value))
        : value,
    );
  }
  return result;
}

function probeDefaults(probe: JsonObject): JsonObject {
  const result = filled(probe, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
  return rewritten(
    result,
    'httpGet',
    ifMap(get => filled(get, { path: '/', scheme: 'HTTP' })),
  );
}

function volumeDefaults(volume: JsonObject): JsonObject {
  let result = volume;
  for (const source of ['secret', 'configMap', 'projected', 'downwardAPI']) {
    result = rewritten(
      result,
      source,
      ifMap(map => filled(map, { defaultMode: 420 })),
    );
  }
  return result;
}

function qosClass(pod: JsonObject): string {
  const spec = isJsonObject(pod.spec) ? pod.spec : {};
  const containers = Array.isArray(spec.containers) ? spec.containers : [];
  const resources = containers.map(container =>
    isJsonObject(container) && isJsonObject(container.resources)
      ? container.resources
      : {},
  );
  const named = (map: Json | undefined, name: string) =>
    isJsonObject(map) && map[name] !== undefined;
  const guaranteed = resources.every(
    each =>
      ['cpu', 'memory'].every(name => named(each.limits, name)) &&
      JSON.stringify(each.limits) === JSON.stringify(each.requests),
  );
  if (guaranteed) return 'Guaranteed';
  const burstable = resources.some(each =>
    ['cpu', 'memory'].some(
      name => named(each.requests, name) || named(each.limits, name),
    ),
  );
  return burstable ? 'Burstable' : 'BestEffort';
}

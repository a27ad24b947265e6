import type { ResourceDefinition } from '../../kinds/ResourceDefinition';
import { isJsonObject, type JsonObject } from '../../objects';
import { eachItem, filled, ifMap, rewritten } from './filled';
import { podDefaults, templateDefaults } from './podDefaults';

type Defaulter = (object: JsonObject) => JsonObject;

const BY_KIND: Readonly<Record<string, Defaulter>> = {
  Pod: podDefaults,
  Deployment: inSpec(deploymentSpec),
  ReplicaSet: inSpec(spec => withTemplate(filled(spec, { replicas: 1 }))),
  StatefulSet: inSpec(statefulSetSpec),
  DaemonSet: inSpec(daemonSetSpec),
  Job: inSpec(jobSpec),
  CronJob: inSpec(cronJobSpec),
  Namespace: namespaceDefaults,
  Secret: secretDefaults,
  Service: inSpec(serviceSpec),
  PersistentVolumeClaim: claimDefaults,
  HorizontalPodAutoscaler: inSpec(spec => filled(spec, { minReplicas: 1 })),
};

/** The object as the API server would store it: with the defaults of its kind. Custom kinds have none. */
export function withDefaults(
  definition: ResourceDefinition,
  object: JsonObject,
): JsonObject {
  if (!definition.builtin) return object;
  return BY_KIND[definition.kind]?.(object) ?? object;
}

function inSpec(defaults: Defaulter): Defaulter {
  return object => rewritten(object, 'spec', ifMap(defaults));
}

function withTemplate(spec: JsonObject): JsonObject {
  return rewritten(spec, 'template', templateDefaults);
}

function deploymentSpec(spec: JsonObject): JsonObject {
  const result = filled(withTemplate(spec), {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: {},
  });
  return rewritten(
    result,
    'strategy',
    ifMap(strategy => {
      const typed = filled(strategy, { type: 'RollingUpdate' });
      if (typed.type !== 'RollingUpdate') return typed;
      const bounds = { maxUnavailable: '25%', maxSurge: '25%' };
      return rewritten(
        filled(typed, { rollingUpdate: bounds }),
        'rollingUpdate',
        ifMap(update => filled(update, bounds)),
      );
    }),
  );
}

function statefulSetSpec(spec: JsonObject): JsonObject {
  return filled(withTemplate(spec), {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    },
  });
}

function daemonSetSpec(spec: JsonObject): JsonObject {
  return filled(withTemplate(spec), {
    revisionHistoryLimit: 10,
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    },
  });
}

function jobSpec(spec: JsonObject): JsonObject {
  return filled(withTemplate(spec), {
    completions: 1,
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: 'TerminatingOrFailed',
  });
}

function cronJobSpec(spec: JsonObject): JsonObject {
  return filled(spec, {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
}

function serviceSpec(spec: JsonObject): JsonObject {
  const result = filled(spec, {
    type: 'ClusterIP',
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
  });
  return rewritten(
    result,
    'ports',
    eachItem(port =>
      filled(port, { protocol: 'TCP', targetPort: port.port ?? 0 }),
    ),
  );
}

function namespaceDefaults(object: JsonObject): JsonObject {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const result = filled(object, {
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
  return {
    ...result,
    metadata: rewritten(
      filled(metadata, { labels: {} }),
      'labels',
      ifMap(labels =>
        filled(labels, { 'kubernetes.io/metadata.name': metadata.name ?? '' }),
      ),
    ),
  };
}

function secretDefaults(object: JsonObject): JsonObject {
  const { stringData, ...rest } = filled(object, { type: 'Opaque' });
  if (!isJsonObject(stringData)) return rest;
  const encoded = Object.fromEntries(
    Object.entries(stringData).map(([key, value]) => [
      key,
      Buffer.from(String(value)).toString('base64'),
    ]),
  );
  const data = isJsonObject(rest.data) ? rest.data : {};
  return { ...rest, data: { ...data, ...encoded } };
}

/** Claims are bound at once: storage is not what the simulation is about. */
function claimDefaults(object: JsonObject): JsonObject {
  const spec = isJsonObject(object.spec) ? object.spec : {};
  const resources = isJsonObject(spec.resources) ? spec.resources : {};
  return filled(rewritten(object, 'spec', ifMap(claimSpec)), {
    status: {
      phase: 'Bound',
      accessModes: spec.accessModes ?? ['ReadWriteOnce'],
      capacity: resources.requests ?? {},
    },
  });
}

function claimSpec(spec: JsonObject): JsonObject {
  return filled(spec, {
    volumeMode: 'Filesystem',
    storageClassName: 'standard',
  });
}

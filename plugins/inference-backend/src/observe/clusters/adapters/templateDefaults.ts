import type { JsonObject, Json } from '@inference-portal/plugin-inference-node';
import { isFields } from './fields';

const SPEC_DEFAULTS: JsonObject = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
};
const CONTAINER_DEFAULTS: JsonObject = {
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};
const PROBE_DEFAULTS: JsonObject = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};
const VOLUME_SOURCES = ['secret', 'configMap', 'projected', 'downwardAPI'];
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/**
 * A pod template's specification without what the API server would fill in anyway. Templates of custom kinds are stored
 * as they were sent while the ReplicaSets made of them carry all defaults: only without these are the two equal.
 *
 * @example
 * withoutTemplateDefaults({ spec: { restartPolicy: 'Always', containers } }) // { spec: { containers } }
 */
export function withoutTemplateDefaults(template: JsonObject): JsonObject {
  return changed(template, 'spec', withoutSpecDefaults);
}

function withoutSpecDefaults(spec: JsonObject): JsonObject {
  const { serviceAccountName } = spec;
  let kept = without(spec, {
    ...SPEC_DEFAULTS,
    // The older name of the same field.
    ...(typeof serviceAccountName === 'string'
      ? { serviceAccount: serviceAccountName }
      : {}),
  });
  for (const list of ['containers', 'initContainers']) {
    kept = changedItems(kept, list, withoutContainerDefaults);
  }
  return changedItems(kept, 'volumes', volume =>
    VOLUME_SOURCES.reduce(
      (rest, source) =>
        changed(rest, source, fields => without(fields, { defaultMode: 420 })),
      volume,
    ),
  );
}

function withoutContainerDefaults(container: JsonObject): JsonObject {
  let kept = without(container, {
    ...CONTAINER_DEFAULTS,
    imagePullPolicy: pullPolicyOf(container.image),
  });
  kept = changedItems(kept, 'ports', port =>
    without(port, { protocol: 'TCP' }),
  );
  kept = changedItems(kept, 'env', variable =>
    changed(variable, 'valueFrom', source =>
      changed(source, 'fieldRef', field =>
        without(field, { apiVersion: 'v1' }),
      ),
    ),
  );
  return PROBES.reduce(
    (rest, probe) =>
      changed(rest, probe, fields =>
        changed(without(fields, PROBE_DEFAULTS), 'httpGet', get =>
          without(get, { path: '/', scheme: 'HTTP' }),
        ),
      ),
    kept,
  );
}

/** Images without a tag or with `latest` are pulled each time, the others when they are not there. */
function pullPolicyOf(image: Json | undefined): string {
  if (typeof image !== 'string' || image.includes('@')) {
    return 'IfNotPresent';
  }
  const tag = /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** The fields that differ from their defaults. */
function without(fields: JsonObject, defaults: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        !Object.hasOwn(defaults, name) ||
        JSON.stringify(value) !== JSON.stringify(defaults[name]),
    ),
  );
}

function changed(
  fields: JsonObject,
  name: string,
  change: (inner: JsonObject) => JsonObject,
): JsonObject {
  const inner = fields[name];
  return isJsonObject(inner) ? { ...fields, [name]: change(inner) } : fields;
}

function changedItems(
  fields: JsonObject,
  name: string,
  change: (item: JsonObject) => JsonObject,
): JsonObject {
  const items = fields[name];
  return Array.isArray(items)
    ? {
        ...fields,
        [name]: items.map(item => (isJsonObject(item) ? change(item) : item)),
      }
    : fields;
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return isFields(value);
}

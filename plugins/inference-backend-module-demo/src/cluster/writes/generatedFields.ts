import { isJsonObject, type JsonObject } from '../objects';
import type { Random } from '../Random';
import { filled, ifMap, rewritten } from './defaults/filled';

/** Fields that the API server makes up at creation: addresses of Services, selectors of Jobs, volumes of claims. */
export function withGeneratedFields(
  object: JsonObject,
  uid: string,
  random: Random,
): JsonObject {
  switch (object.kind) {
    case 'Service':
      return rewritten(
        object,
        'spec',
        ifMap(spec => withClusterIp(spec, random)),
      );
    case 'PersistentVolumeClaim':
      return rewritten(
        object,
        'spec',
        ifMap(spec => filled(spec, { volumeName: `pvc-${uid}` })),
      );
    case 'Job':
      return rewritten(
        object,
        'spec',
        ifMap(spec => withJobSelector(spec, object, uid)),
      );
    default:
      return object;
  }
}

function withClusterIp(spec: JsonObject, random: Random): JsonObject {
  if (spec.type === 'ExternalName') return spec;
  const clusterIP =
    typeof spec.clusterIP === 'string' && spec.clusterIP !== ''
      ? spec.clusterIP
      : `10.96.${random.integer(256)}.${1 + random.integer(254)}`;
  return { ...spec, clusterIP, clusterIPs: [clusterIP] };
}

function withJobSelector(
  spec: JsonObject,
  job: JsonObject,
  uid: string,
): JsonObject {
  if (spec.selector !== undefined) return spec;
  const metadata = isJsonObject(job.metadata) ? job.metadata : {};
  const template = isJsonObject(spec.template) ? spec.template : {};
  const templateMetadata = isJsonObject(template.metadata)
    ? template.metadata
    : {};
  const labels = isJsonObject(templateMetadata.labels)
    ? templateMetadata.labels
    : {};
  return {
    ...spec,
    selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
    template: {
      ...template,
      metadata: {
        ...templateMetadata,
        labels: {
          ...labels,
          'batch.kubernetes.io/controller-uid': uid,
          'batch.kubernetes.io/job-name': metadata.name ?? '',
          'controller-uid': uid,
          'job-name': metadata.name ?? '',
        },
      },
    },
  };
}

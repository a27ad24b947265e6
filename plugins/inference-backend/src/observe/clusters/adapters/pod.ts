import type {
  JsonObject,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import {
  at,
  fieldsOf,
  itemsOf,
  jsonObjectOf,
  textMapOf,
  textOf,
} from './fields';
import { readTemplate, templateSpecification } from './podTemplate';

/** Labels that name one pod of several equal ones. */
const POD_LABELS = new Set([
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'pod-template-generation',
]);

/** Fields that the scheduler, admission or the kubelet write, or that name one pod. */
const PLACED_FIELDS = new Set([
  'nodeName',
  'hostname',
  'tolerations',
  'serviceAccount',
  'enableServiceLinks',
  'preemptionPolicy',
  'priority',
]);

function isTokenVolume(volume: unknown): boolean {
  return (textOf(at(volume, 'name')) ?? '').startsWith('kube-api-access-');
}

/** A pod's specification as the template it could have been made from. */
function podAsTemplate(object: unknown): JsonObject {
  const spec = jsonObjectOf(at(object, 'spec'), PLACED_FIELDS);
  const withoutToken = (container: unknown): JsonObject => {
    const copy = jsonObjectOf(container);
    const mounts = itemsOf(copy.volumeMounts).filter(
      mount => !isTokenVolume(mount),
    );
    return { ...copy, volumeMounts: mounts.map(mount => jsonObjectOf(mount)) };
  };
  for (const name of ['containers', 'initContainers']) {
    if (Array.isArray(spec[name])) {
      spec[name] = itemsOf(spec[name]).map(withoutToken);
    }
  }
  if (Array.isArray(spec.volumes)) {
    spec.volumes = itemsOf(spec.volumes)
      .filter(volume => !isTokenVolume(volume))
      .map(volume => jsonObjectOf(volume));
  }
  const labels = Object.entries(
    textMapOf(at(object, 'metadata', 'labels')),
  ).filter(([name]) => !POD_LABELS.has(name));
  return {
    metadata: { labels: Object.fromEntries(labels) },
    spec,
  };
}

/** Pods that nobody controls, and those whose controller is of a kind that no adapter reads. */
export const podAdapter: WorkloadAdapter = {
  resource: { group: '', versions: ['v1'], plural: 'pods', kind: 'Pod' },
  read(object) {
    const warnings: string[] = [];
    const template = podAsTemplate(object);
    readTemplate(fieldsOf(object), 'pod', warnings);
    const ready = itemsOf(at(object, 'status', 'conditions')).some(
      condition =>
        at(condition, 'type') === 'Ready' && at(condition, 'status') === 'True',
    );
    return {
      pods: [
        {
          role: 'main',
          template: readTemplate(template, 'pod', []),
          perReplica: 1,
        },
      ],
      replicas: { desired: 1, ready: ready ? 1 : 0, updated: null },
      specification: { template: templateSpecification(template) },
      hints: {},
      clusterRevision: null,
      problem: null,
      warnings,
    };
  },
};

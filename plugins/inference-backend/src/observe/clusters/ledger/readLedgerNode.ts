import { ANNOTATION_PRICE } from '@inference-portal/plugin-inference-common';
import type { CapacityType, NodeInterval } from '../../../decide/cost/ledger';
import type { InstantMs } from '../../../types';
import { at, fieldsOf, textMapOf, textOf } from '../adapters/fields';
import {
  GPU_LABELS,
  type GpuNode,
  isGpuResource,
  PRODUCT_LABELS,
  productLabelOf,
  readGpuNode,
} from '../servers/gpuNode';
import { readGpuProduct } from '../servers/gpuProduct';
import { instantOf } from '../servers/instant';
import { CAPACITY_LABELS, readCapacityType } from './readCapacityType';
import { readStatedPrice } from './readStatedPrice';

/** The fields of a node that its cost follows from. */
export type NodeFacts = Omit<
  NodeInterval,
  'cluster' | 'from' | 'to' | 'quality'
>;

/** A node as the ledger sees it. */
export interface LedgerNode {
  readonly facts: NodeFacts;
  readonly createdAt: InstantMs | null;
  /** Null while it advertises no GPU. */
  readonly gpu: GpuNode | null;
  /** False for a node without any sign of a GPU. One that had GPUs stays in the ledger all the same. */
  readonly isGpuNode: boolean;
  readonly labels: { readonly [name: string]: string };
  /** What was written on it and cannot be understood, in a sentence. */
  readonly problem: string | null;
}

const REGION_LABELS = [
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/region',
];
const INSTANCE_TYPE_LABELS = [
  'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/instance-type',
];

/** Labels of nodes that {@link readLedgerNode} reads. */
export const LEDGER_LABELS: readonly string[] = [
  ...REGION_LABELS,
  ...INSTANCE_TYPE_LABELS,
  ...PRODUCT_LABELS,
  ...GPU_LABELS,
  ...CAPACITY_LABELS,
];

function firstOf(
  labels: { readonly [name: string]: string },
  names: readonly string[],
): string | null {
  return (
    names.map(name => textOf(labels[name])).find(value => value !== null) ??
    null
  );
}

/** True when anything says that the machine has GPUs, also before its driver advertises them. */
function looksLikeGpuNode(
  labels: { readonly [name: string]: string },
  capacity: { readonly [resource: string]: unknown },
): boolean {
  return (
    Object.keys(capacity).some(isGpuResource) ||
    productLabelOf(labels) !== null ||
    labels['nvidia.com/gpu.present'] === 'true'
  );
}

/** Reads a node for the ledger; null for an object without name or uid. */
export function readLedgerNode(object: unknown): LedgerNode | null {
  const metadata = at(object, 'metadata');
  const uid = textOf(at(metadata, 'uid'));
  const name = textOf(at(metadata, 'name'));
  if (uid === null || name === null) {
    return null;
  }
  const labels = textMapOf(at(metadata, 'labels'));
  const annotations = textMapOf(at(metadata, 'annotations'));
  const gpu = readGpuNode(object);
  const label = productLabelOf(labels);
  const stated = readStatedPrice(annotations[ANNOTATION_PRICE]);
  return {
    facts: {
      uid,
      name,
      gpuProduct:
        gpu?.product ??
        (label === null ? null : readGpuProduct(label, null).product),
      physicalGpus: gpu?.physical ?? 0,
      instanceType: firstOf(labels, INSTANCE_TYPE_LABELS),
      region: firstOf(labels, REGION_LABELS),
      capacityType: capacityTypeOf(object, labels, annotations),
      schedulable: at(object, 'spec', 'unschedulable') !== true,
      statedPrice: stated.status === 'valid' ? stated.price : null,
    },
    createdAt: instantOf(at(metadata, 'creationTimestamp')),
    gpu,
    isGpuNode:
      gpu !== null ||
      looksLikeGpuNode(labels, fieldsOf(at(object, 'status', 'capacity'))),
    labels,
    problem:
      stated.status === 'invalid'
        ? `Node ${name} is not priced by its annotation ${ANNOTATION_PRICE}: ${stated.problem}`
        : null,
  };
}

function capacityTypeOf(
  object: unknown,
  labels: { readonly [name: string]: string },
  annotations: { readonly [name: string]: string },
): CapacityType {
  return readCapacityType({
    labels,
    annotations,
    providerId: textOf(at(object, 'spec', 'providerID')),
  });
}

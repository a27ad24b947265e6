import type { ImageReference } from '@inference-portal/plugin-inference-common';
import type { WorkloadPods } from '@inference-portal/plugin-inference-node';
import type {
  EngineFacts,
  ImageFacts,
  PodFacts,
  Stated,
} from '../decide/readiness/facts';
import {
  at,
  fieldsOf,
  isFields,
  itemsOf,
  textOf,
} from '../observe/clusters/adapters/fields';
import { readTemplate } from '../observe/clusters/adapters/podTemplate';
import { readCommandLine } from '../observe/clusters/servers/commandLine';
import { readFlags } from '../observe/clusters/servers/flags';
import { parseImage, versionOfTag } from '../observe/clusters/servers/images';
import { findServingContainer } from '../observe/clusters/servers/servingContainer';
import { readPod } from './readPod';

/** What a recorded specification tells the rules of production readiness. */
export interface SpecificationFacts {
  readonly pod: PodFacts | null;
  readonly engine: EngineFacts | null;
  readonly payloadLogger: Stated<string> | null;
}

/** Kinds of which a controller fills in what their specification leaves out. */
const COMPLETED: { readonly [kind: string]: string } = {
  InferenceService: 'its ServingRuntime',
  LLMInferenceService: 'the base configuration of KServe',
  NIMService: 'the NIM operator',
  RayService: 'KubeRay',
};
const MAX_DEPTH = 12;

/** Pod specifications at any depth, as templates, in their order. */
function podSpecsInside(value: unknown, depth = 0): unknown[] {
  if (depth > MAX_DEPTH) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(item => podSpecsInside(item, depth + 1));
  }
  if (!isFields(value)) {
    return [];
  }
  return itemsOf(value.containers).length > 0
    ? [value]
    : Object.values(value).flatMap(item => podSpecsInside(item, depth + 1));
}

/** KServe's short form `predictor.model`, which is a container and the rest of a pod around it. */
function predictorSpec(predictor: unknown): unknown[] {
  const model = at(predictor, 'model');
  if (!isFields(model)) {
    return [];
  }
  const pod = fieldsOf(predictor);
  return [
    {
      ...pod,
      containers: [
        { name: 'kserve-container', ...model },
        ...itemsOf(pod.containers),
      ],
    },
  ];
}

function toPods(podSpec: unknown): WorkloadPods {
  return {
    role: 'main',
    template: readTemplate({ spec: podSpec }, 'spec', []),
    perReplica: 1,
  };
}

/** Reads a specification as the portal records it. Never throws: what is missing or of a wrong type is null. */
export function readSpecification(
  kind: string,
  specification: unknown,
): SpecificationFacts {
  const predictor = at(specification, 'predictor');
  const short = predictorSpec(predictor);
  const podSpecs = short.length > 0 ? short : podSpecsInside(specification);
  const serving = findServingContainer(podSpecs.map(toPods), []);
  const logger = at(predictor, 'logger');
  const payloadLogger = isFields(logger)
    ? {
        value: textOf(logger.mode) ?? 'all',
        source: 'spec.predictor.logger',
      }
    : null;
  if (serving === null) {
    return { pod: null, engine: null, payloadLogger };
  }
  const command = readCommandLine(serving.container);
  return {
    pod: readPod(serving, COMPLETED[kind] ?? null),
    engine: {
      flags: readFlags(command.words).given,
      environment: command.environment,
      source: command.source,
    },
    payloadLogger,
  };
}

/** An image reference in its parts. */
export function readImage(reference: string): ImageFacts {
  const { tag, digest } = parseImage(reference);
  return { reference, tag, tagVersion: versionOfTag(tag), digest };
}

/** Images of a revision; those without a reference are left out. */
export function readImages(images: readonly ImageReference[]): ImageFacts[] {
  return images.flatMap(({ reference }) =>
    reference === null ? [] : [readImage(reference)],
  );
}

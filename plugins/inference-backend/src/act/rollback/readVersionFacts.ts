import { ANNOTATION_VERSION } from '@inference-portal/plugin-inference-common';
import type {
  JsonObject,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import type { ServerFacts } from '../../decide/registry/chooseRegistration';
import { KUBEFLOW_VERSION } from '../../decide/registry/kubeflow';
import type {
  KnownRevision,
  RollbackWorld,
} from '../../decide/rollback/rollbackWorld';
import { at, jsonObjectOf } from '../../observe/clusters/adapters/fields';
import { describeModel } from '../../observe/clusters/servers/describeModel';
import {
  mergeLabels,
  readMarks,
  type Marks,
} from '../../observe/clusters/servers/marks';
import { registryMarks } from '../../observe/clusters/servers/registryMarks';

/** Written on the object itself they tell of what runs now, as nothing of the object's own metadata comes back. */
const OF_THE_PRESENT = new Set([ANNOTATION_VERSION, KUBEFLOW_VERSION]);

function withSpecification(
  object: JsonObject,
  path: readonly string[],
  specification: JsonObject,
): JsonObject {
  const [first, ...rest] = path;
  return first === undefined
    ? { ...object, ...specification }
    : {
        ...object,
        [first]: withSpecification(
          jsonObjectOf(at(object, first)),
          rest,
          specification,
        ),
      };
}

function withoutPresent(marks: { readonly [name: string]: string }) {
  return Object.fromEntries(
    Object.entries(marks).filter(([name]) => !OF_THE_PRESENT.has(name)),
  );
}

/** What of a past revision tells which registered version it ran; `entityRef` is the server's model in the catalog, if any. */
export function readVersionFacts(
  { object, path, server }: Pick<RollbackWorld, 'object' | 'path' | 'server'>,
  { images, specification }: KnownRevision,
  adapter: WorkloadAdapter,
  entityRef: string | null,
): ServerFacts {
  const workload = adapter.read(withSpecification(object, path, specification));
  const all = readMarks(server.kind, object.metadata, workload.pods);
  const marks: Marks = {
    ...all,
    labels: withoutPresent(all.labels),
    annotations: withoutPresent(all.annotations),
  };
  // Images that only this company knows do not matter: without them the container that asks for a GPU is the serving one.
  const { image, model } = describeModel(
    marks,
    workload.hints,
    workload.pods,
    [],
  );
  const written = Object.entries(registryMarks(marks)).map(
    ([name, { value }]) => [name, value] as const,
  );
  return {
    model: { ...model, entityRef },
    labels: { ...mergeLabels(marks), ...Object.fromEntries(written) },
    imageDigests: images
      .filter(({ reference }) => image !== null && reference === image)
      .flatMap(({ digest }) => digest ?? []),
  };
}

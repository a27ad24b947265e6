import { ANNOTATION_OWNER } from '@inference-portal/plugin-inference-common';
import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import { parseOwnerRef } from '../ownerRef';
import type { ObjectRef } from '../remediation/scalableWorld';
import {
  deployableKinds,
  readApiVersion,
  type DeployableKind,
} from './deployableKinds';
import { guardPods } from './podGuards';

/** An object that is to be applied, and where it stands. */
export interface DeployableObject {
  readonly ref: ObjectRef;
  readonly kind: DeployableKind;
  readonly object: JsonObject;
}

/** What was asked for, understood or not. */
export type ReadDeployment =
  | {
      readonly status: 'valid';
      /** In the order of applying. */
      readonly objects: readonly DeployableObject[];
    }
  | { readonly status: 'refused'; readonly problems: readonly string[] };

const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
/** What the API server or a controller writes. Owners and finalizers would keep or delete the object for reasons outside of it. */
const FOREIGN_METADATA = [
  'uid',
  'resourceVersion',
  'generation',
  'managedFields',
  'ownerReferences',
  'finalizers',
  'generateName',
  'deletionTimestamp',
];

function fieldsOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

function findKind(object: JsonObject): {
  readonly version: string;
  readonly kind: DeployableKind;
} | null {
  const { apiVersion, kind } = object;
  const read =
    typeof apiVersion === 'string' ? readApiVersion(apiVersion) : null;
  const found = deployableKinds.find(
    one => one.kind === kind && one.group === read?.group,
  );
  return read && found ? { version: read.version, kind: found } : null;
}

function statedOwner(object: JsonObject): string | null {
  const { annotations } = fieldsOf(object.metadata);
  const value = fieldsOf(annotations)[ANNOTATION_OWNER];
  return typeof value === 'string' ? value : null;
}

function problemsOf(
  object: JsonObject,
  request: {
    readonly namespace: string;
    readonly owner: string;
    readonly accounts: ReadonlySet<string>;
  },
): readonly string[] {
  const { namespace, owner, accounts } = request;
  const metadata = fieldsOf(object.metadata);
  const stated = statedOwner(object);
  const parsed = stated === null ? null : parseOwnerRef(stated);
  return [
    ...(findKind(object) === null
      ? [
          `${String(
            object.apiVersion,
          )} is not among what the portal applies: ${[
            ...new Set(deployableKinds.map(({ kind }) => kind)),
          ].join(', ')}`,
        ]
      : []),
    ...(typeof metadata.name === 'string' && NAME.test(metadata.name)
      ? []
      : [
          'metadata.name must be a name of lower-case letters, digits, "-" and "."',
        ]),
    ...(metadata.namespace === undefined || metadata.namespace === namespace
      ? []
      : [
          `metadata.namespace must be ${namespace}: one deployment stays in one namespace`,
        ]),
    ...FOREIGN_METADATA.filter(field => metadata[field] !== undefined).map(
      field => `metadata.${field} must not be given`,
    ),
    ...(parsed === null || (parsed.status === 'valid' && parsed.ref === owner)
      ? []
      : [
          `annotation ${ANNOTATION_OWNER} names ${stated}, and the request ${owner}: they must be the same`,
        ]),
    ...guardPods(object.spec, accounts),
  ];
}

/** Reads the objects of a deployment; each problem names the object. `owner` is a parsed ref. */
export function readDeployment(request: {
  readonly namespace: string;
  readonly owner: string;
  readonly objects: readonly JsonObject[];
}): ReadDeployment {
  const { namespace, objects } = request;
  const nameOf = (object: JsonObject) => fieldsOf(object.metadata).name;
  const accounts = new Set([
    'default',
    ...objects
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(object => String(nameOf(object))),
  ]);
  const problems = objects.flatMap((object, index) =>
    problemsOf(object, { ...request, accounts }).map(
      problem =>
        `objects[${index}] (${String(object.kind)} ${String(
          nameOf(object),
        )}): ${problem}`,
    ),
  );
  const keys = objects.map(
    object => `${String(object.kind)} ${String(nameOf(object))}`,
  );
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  problems.push(...twice.map(key => `objects: ${key} is there twice`));
  if (problems.length > 0) {
    return { status: 'refused', problems };
  }
  const read = objects.flatMap((object): DeployableObject[] => {
    const found = findKind(object);
    if (found === null) {
      return [];
    }
    const { group, plural, kind } = found.kind;
    const name = String(nameOf(object));
    return [
      {
        kind: found.kind,
        ref: { group, version: found.version, plural, kind, namespace, name },
        object: {
          ...object,
          metadata: { ...fieldsOf(object.metadata), namespace },
        },
      },
    ];
  });
  const place = ({ kind }: DeployableObject) => deployableKinds.indexOf(kind);
  return {
    status: 'valid',
    objects: [...read].sort((a, b) => place(a) - place(b)),
  };
}

import { badRequest } from '../ApiError';
import type { ResourceDefinition } from '../kinds/ResourceDefinition';
import { timestampOf, type JsonObject } from '../objects';
import type { Random } from '../Random';
import { metadataOf } from './updateParts';

const CLIENT_OWNED = ['labels', 'annotations', 'ownerReferences', 'finalizers'];
/** A generated name keeps this much of its stem, so that it stays a DNS label. */
const MAX_STEM = 58;

/** Metadata of an object that is being created: the client's part and what the server makes up. */
export function newMetadata(
  definition: ResourceDefinition,
  namespace: string,
  body: JsonObject,
  parts: { readonly random: Random; readonly now: () => number },
): JsonObject {
  const given = metadataOf(body);
  if (given.resourceVersion !== undefined && given.resourceVersion !== '') {
    throw badRequest(
      'resourceVersion should not be set on objects to be created',
    );
  }
  const generateName =
    typeof given.generateName === 'string' ? given.generateName : '';
  return {
    name: nameOf(given, generateName, parts.random),
    ...(generateName ? { generateName } : {}),
    ...(definition.namespaced ? { namespace } : {}),
    uid: parts.random.uid(),
    resourceVersion: '',
    ...(definition.generation ? { generation: 1 } : {}),
    creationTimestamp: timestampOf(parts.now()),
    ...Object.fromEntries(
      Object.entries(given).filter(([key]) => CLIENT_OWNED.includes(key)),
    ),
  };
}

function nameOf(
  given: JsonObject,
  generateName: string,
  random: Random,
): string {
  if (typeof given.name === 'string' && given.name !== '') return given.name;
  return generateName && generateName.slice(0, MAX_STEM) + random.suffix();
}

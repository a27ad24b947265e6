import { applyPatch, JsonPatchError, type Operation } from 'fast-json-patch';
import { ApiError, badRequest } from '../ApiError';
import { isJsonObject, type Json, type JsonObject } from '../objects';

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** RFC 6902 with the API server's answers: 400 for what is no patch, 422 for one that cannot be applied. */
export function applyJsonPatch(target: JsonObject, patch: Json): Json {
  const operations = parseOperations(patch);
  try {
    // Mutation is switched off, so the stored object stays as it is.
    return applyPatch<Json>(target, operations, true, false).newDocument;
  } catch (error) {
    if (error instanceof JsonPatchError) throw cannotApply();
    throw error;
  }
}

/** The words with which the API server answers any JSON patch that fails, a failed `test` included. */
function cannotApply(): ApiError {
  return new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}

function parseOperations(patch: Json): Operation[] {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  return patch.map(toOperation);
}

function toOperation(entry: Json): Operation {
  if (
    !isJsonObject(entry) ||
    typeof entry.op !== 'string' ||
    typeof entry.path !== 'string'
  ) {
    throw badRequest(
      'error decoding patch: each operation needs a string "op" and a string "path"',
    );
  }
  const { op, path, from } = entry;
  if (!OPERATIONS.includes(op)) {
    throw badRequest(`Unexpected kind: ${op}`);
  }
  switch (op) {
    case 'move':
    case 'copy':
      if (typeof from !== 'string') {
        throw badRequest(
          `error decoding patch: operation "${op}" needs a string "from"`,
        );
      }
      return { op, path, from };
    case 'remove':
      return { op, path };
    case 'test':
    case 'add':
    case 'replace':
      return { op, path, value: entry.value ?? null };
    default:
      throw badRequest(`Unexpected kind: ${op}`);
  }
}

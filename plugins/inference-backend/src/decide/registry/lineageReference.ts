import { findSecret } from '../secrets/findSecret';
import { readSourceUri } from './modelSource';
import { findModelRefProblems, findVersionProblem } from './names';
import { versionNodeId } from './nodeId';
import { parseModelSource } from './parseModelSource';

/** The id of a node in the lineage, or why a text names none: the message follows the name of the field. */
export type ParsedReference =
  | { readonly id: string }
  | { readonly problem: string };

const MAX_LENGTH = 1000;
const HINT =
  'use model:<namespace>/<name>@<version>, hf://org/name[@commit], dataset:…, run:…, commit:… or a URI';

/** Words before a colon that are no URI schemes with `//`. */
const PLAIN_KIND = /^(dataset|run|commit):\s*(.+)$/is;

function parseVersion(text: string): ParsedReference {
  const [, namespace = '', name = '', version = ''] =
    /^model:([^/@]+)\/([^/@]+)@(.+)$/is.exec(text) ?? [];
  if (version === '') {
    return {
      problem:
        'names no version: use model:<namespace>/<name>@<version>, as what a version was made from never changes',
    };
  }
  const [problem] = findModelRefProblems({ namespace, name });
  const wrong = problem?.message ?? findVersionProblem(version);
  return wrong === null
    ? { id: versionNodeId({ namespace, name }, version) }
    : { problem: `names no version: ${wrong}` };
}

/** A dataset of the hub by its page is the same as by its id. */
function datasetOfHub(text: string): string | null {
  const [, id, revision] =
    /^(?:https?:\/\/huggingface\.co\/|hf:\/\/)datasets\/([\w.-]+(?:\/[\w.-]+)?)(?:\/(?:tree|resolve)\/|@)?([\w.-]*)$/i.exec(
      text,
    ) ?? [];
  return id === undefined
    ? null
    : `dataset:${id}${revision === '' ? '' : `@${revision}`}`;
}

/**
 * Reads what a version was made from. Ids are equal exactly when they name the same: versions here by lower-case names, models of hubs and
 * addresses in their normal form, `dataset:`, `run:` and `commit:` as they are.
 */
export function parseLineageReference(written: string): ParsedReference {
  const text = written.trim();
  if (text.length > MAX_LENGTH) {
    return { problem: `is longer than ${MAX_LENGTH} characters` };
  }
  if (text === '' || /\p{Cc}/u.test(text)) {
    return { problem: `is empty or has control characters in it: ${HINT}` };
  }
  const secret = findSecret(text);
  if (secret !== null) {
    return {
      problem: `${secret}: everybody who reads the registry would have it. Take it out`,
    };
  }
  if (/^model:/i.test(text)) {
    return parseVersion(text);
  }
  const dataset = datasetOfHub(text);
  if (dataset !== null) {
    return { id: dataset };
  }
  const [, kind, rest] = PLAIN_KIND.exec(text) ?? [];
  if (kind !== undefined && rest !== undefined) {
    return { id: `${kind.toLowerCase()}:${rest.trim()}` };
  }
  const parsed = parseModelSource(text);
  return 'source' in parsed
    ? { id: parsed.source.uri }
    : { problem: parsed.problem.replace(/: use hf:\/\/.*$/s, `: ${HINT}`) };
}

/** The id of a public model without its revision; null for ids of anything else. */
export function unpinnedHubId(nodeId: string): string | null {
  if (!nodeId.startsWith('hf://')) {
    return null;
  }
  const { id } = readSourceUri(nodeId, null);
  return id === null ? null : `hf://${id}`;
}

import { InputError } from '@backstage/errors';
import type { ModelRef } from '@inference-portal/plugin-inference-common';
import { parseLineageReference } from '../../decide/registry/lineageReference';
import {
  findAliasProblem,
  findModelRefProblems,
  findVersionProblem,
  type FieldProblem,
} from '../../decide/registry/names';

/** Problems in one message at most. */
const MAX_PROBLEMS = 20;

/** One error for everything that is wrong with a request, each with the name of its field. */
export function inputErrorOf(problems: readonly FieldProblem[]): InputError {
  const shown = problems
    .slice(0, MAX_PROBLEMS)
    .map(({ field, message }) => `${field}: ${message}`);
  const more = problems.length - shown.length;
  return new InputError(
    [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
  );
}

/** Throws `InputError` for names that no model can have. */
export function requireModelRef({ namespace, name }: ModelRef): ModelRef {
  const ref = { namespace, name };
  const problems = findModelRefProblems(ref);
  if (problems.length > 0) {
    throw inputErrorOf(problems);
  }
  return ref;
}

/** Reads `<namespace>/<name>` of a query; undefined when it is left out. Throws `InputError`. */
export function readModelName(text: string | undefined): ModelRef | undefined {
  if (text === undefined) {
    return undefined;
  }
  const [namespace = '', name = '', ...rest] = text.split('/');
  if (rest.length > 0 || name === '') {
    throw new InputError('model: write it as namespace/name');
  }
  return requireModelRef({ namespace, name });
}

/** Throws `InputError` for what names no version, aliases among it. */
export function requireVersionName(text: string): string {
  const problem = findVersionProblem(text);
  if (problem !== null) {
    throw inputErrorOf([{ field: 'version', message: problem }]);
  }
  return text;
}

/** Throws `InputError` for what names no alias. */
export function requireAlias(text: string): string {
  const problem = findAliasProblem(text);
  if (problem !== null) {
    throw inputErrorOf([{ field: 'alias', message: problem }]);
  }
  return text;
}

/** A version, or `@alias`. Throws `InputError`. */
export function requireVersionOrAlias(text: string): string {
  return text.startsWith('@')
    ? `@${requireAlias(text.slice(1))}`
    : requireVersionName(text);
}

/** The normalised id of a node of the lineage. Throws `InputError`. */
export function requireNode(text: string): string {
  const parsed = parseLineageReference(text);
  if ('problem' in parsed) {
    throw inputErrorOf([{ field: 'node', message: parsed.problem }]);
  }
  return parsed.id;
}

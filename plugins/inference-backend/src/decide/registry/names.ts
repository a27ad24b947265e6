import type { ModelRef } from '@inference-portal/plugin-inference-common';

/** Something wrong with a field, in a sentence that names the fix. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

const MAX_NAME = 63;
const NAMESPACE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i;
const NAME = /^[A-Za-z0-9]+(?:[-_.]+[A-Za-z0-9]+)*$/;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,127}$/;
const ALIAS = /^[a-z][a-z0-9._-]{0,62}$/;
const VERSION_NUMBER = /^v?\d+(?:\.\d+)*$/;

/** The text as a message may show it: short, and without characters that look like others. */
function shown(text: string): string {
  const plain = text.replace(
    /[^\x20-\x7e]/g,
    letter => `\\u{${letter.codePointAt(0)?.toString(16) ?? ''}}`,
  );
  return `"${plain.length > 80 ? `${plain.slice(0, 80)}…` : plain}"`;
}

function foreignLetter(text: string): string {
  return /\P{ASCII}/u.test(text)
    ? ' Letters outside of a-z look like others and are refused.'
    : '';
}

/** Why a text is no namespace of a catalog entity; null when it is one. */
export function findNamespaceProblem(text: string): string | null {
  return text.length <= MAX_NAME && NAMESPACE.test(text)
    ? null
    : `${shown(
        text,
      )} is no namespace: use up to 63 letters and digits, separated by single "-".${foreignLetter(
        text,
      )}`;
}

/** Why a text is no name of a catalog entity; null when it is one. */
export function findModelNameProblem(text: string): string | null {
  return text.length <= MAX_NAME && NAME.test(text)
    ? null
    : `${shown(
        text,
      )} is no name of a model: use up to 63 letters and digits, separated by "-", "_" or ".".${foreignLetter(
        text,
      )}`;
}

/** What is wrong with the names of a model; empty when nothing is. */
export function findModelRefProblems(model: ModelRef): FieldProblem[] {
  return [
    { field: 'namespace', message: findNamespaceProblem(model.namespace) },
    { field: 'name', message: findModelNameProblem(model.name) },
  ].flatMap(({ field, message }) =>
    message === null ? [] : [{ field, message }],
  );
}

/** Why a text names no version; null when it does. */
export function findVersionProblem(text: string): string | null {
  if (text.toLowerCase() === 'latest') {
    return '"latest" moves, and a version never changes: name the version, and point an alias at it';
  }
  if (text.startsWith('@')) {
    return `${shown(
      text,
    )} is an alias, which moves: name the version without "@"`;
  }
  return VERSION.test(text)
    ? null
    : `${shown(
        text,
      )} is no version: begin with a letter or digit, and use up to 128 letters, digits, ".", "_", "+" or "-".${foreignLetter(
        text,
      )}`;
}

/** Why a text names no alias; null when it does. */
export function findAliasProblem(text: string): string | null {
  if (text === 'latest') {
    return '"latest" is no alias: the newest version is shown as latestVersion of the model';
  }
  if (VERSION_NUMBER.test(text)) {
    return `${shown(
      text,
    )} reads like a version: name an alias by its purpose, such as production`;
  }
  return ALIAS.test(text)
    ? null
    : `${shown(
        text,
      )} is no alias: begin with a lower-case letter, and use up to 63 lower-case letters, digits, ".", "_" or "-".${foreignLetter(
        text,
      )}`;
}

import { InputError } from '@backstage/errors';
import type {
  ModelRef,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import { parseOwnerRef } from '../../decide/ownerRef';
import {
  findAliasProblem,
  findModelRefProblems,
  type FieldProblem,
} from '../../decide/registry/names';
import {
  findHomepageProblem,
  toVersionContent,
} from '../../decide/registry/toVersionContent';
import type { ModelDescription, VersionContent } from '../../record';

/** Longest values of the API; sources have no such limits. */
const MAX_TITLE = 200;
const MAX_DESCRIPTION = 5000;
const MAX_CARD = 262_144;
const MAX_METRICS = 1000;
const MAX_LINEAGE = 200;
const MAX_LIST = 50;

function inOneSentence(problems: readonly FieldProblem[]): string {
  return problems
    .slice(0, 5)
    .map(({ field, message }) => `${field}: ${message}`)
    .join('; ');
}

/** Name and description as they can be registered. Throws `InputError` when the name cannot. */
export function readImportedModel({ ref, description }: ImportedModel): {
  ref: ModelRef;
  description: ModelDescription;
} {
  const problems = findModelRefProblems(ref);
  if (problems.length > 0) {
    throw new InputError(inOneSentence(problems));
  }
  const owner =
    description.owner === null ? null : parseOwnerRef(description.owner);
  const { homepage } = description;
  return {
    ref: { namespace: ref.namespace, name: ref.name },
    description: {
      // Without a usable owner the model is nobody's, which the pages show; it is worth having nevertheless.
      owner: owner?.status === 'valid' ? owner.ref : null,
      title: description.title?.trim().slice(0, MAX_TITLE) || null,
      description: description.description?.slice(0, MAX_DESCRIPTION) || null,
      homepage:
        homepage && findHomepageProblem(homepage) === null ? homepage : null,
      tags: (description.tags ?? []).slice(0, MAX_LIST),
      sourceIds: (description.sourceIds ?? []).slice(0, MAX_LIST),
    },
  };
}

/** A version of a source, or why it cannot be registered. */
export type ReadVersion =
  | { readonly status: 'valid'; readonly content: VersionContent }
  | { readonly status: 'invalid'; readonly problem: string };

/** Reads a version of a source as strictly as one that is posted. */
export function readImportedContent(version: NewModelVersion): ReadVersion {
  const { modelCard, metrics = [], lineage = [] } = version;
  const tooLong = [
    ...((modelCard?.length ?? 0) > MAX_CARD
      ? [`modelCard has more than ${MAX_CARD} characters`]
      : []),
    ...(metrics.length > MAX_METRICS
      ? [`metrics has more than ${MAX_METRICS} entries`]
      : []),
    ...(lineage.length > MAX_LINEAGE
      ? [`lineage has more than ${MAX_LINEAGE} entries`]
      : []),
  ];
  if (tooLong.length > 0) {
    return { status: 'invalid', problem: tooLong.join('; ') };
  }
  const parsed = toVersionContent(version);
  return 'problems' in parsed
    ? { status: 'invalid', problem: inOneSentence(parsed.problems) }
    : { status: 'valid', content: parsed.content };
}

/** Why an alias of the source can be none here; null when it can. */
export function readImportedAlias(alias: string): string | null {
  return findAliasProblem(alias);
}

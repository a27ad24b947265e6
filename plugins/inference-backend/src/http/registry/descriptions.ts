import { InputError } from '@backstage/errors';
import type {
  ModelChange,
  NewModel,
  ServerRegistration,
} from '@inference-portal/plugin-inference-common';
import { parseOwnerRef } from '../../decide/ownerRef';
import { findModelRefProblems } from '../../decide/registry/names';
import { findHomepageProblem } from '../../decide/registry/toVersionContent';
import type { ModelDescription } from '../../record';
import { inputErrorOf, requireVersionName } from './names';

/** The ref of an owner in lower case. Throws `InputError`. */
export function requireOwner(text: string): string {
  const parsed = parseOwnerRef(text);
  if (parsed.status === 'invalid') {
    throw new InputError(`owner: ${parsed.problem}`);
  }
  return parsed.ref;
}

function readHomepage(text: string | null): string | null {
  const problem = text === null ? null : findHomepageProblem(text);
  if (problem !== null) {
    throw inputErrorOf([{ field: 'homepage', message: problem }]);
  }
  return text;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map(text => text.trim()))].filter(
    text => text !== '',
  );
}

/** The stated part of what describes a model; what the request leaves out is left out. Throws `InputError`. */
export function readDescription(
  written: ModelChange | NewModel,
): Partial<ModelDescription> {
  const { owner, title, description, homepage, tags, sourceIds } = written;
  return {
    ...(owner !== undefined && { owner: requireOwner(owner) }),
    ...(title !== undefined && { title: title?.trim() || null }),
    ...(description !== undefined && { description: description || null }),
    ...(homepage !== undefined && {
      homepage: readHomepage(homepage?.trim() || null),
    }),
    ...(tags !== undefined && { tags: distinct(tags) }),
    ...(sourceIds !== undefined && { sourceIds: distinct(sourceIds) }),
  };
}

/** The names that a person gives in place of the proposed ones. Throws `InputError`. */
export function readServerRegistration(
  written: ServerRegistration,
): ServerRegistration {
  const { namespace, name, version, owner } = written;
  const problems = findModelRefProblems({
    namespace: namespace ?? 'default',
    name: name ?? 'proposed',
  });
  if (problems.length > 0) {
    throw inputErrorOf(problems);
  }
  return {
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version: requireVersionName(version) }),
    ...(owner !== undefined && { owner: requireOwner(owner) }),
  };
}

import { findVersionProblem } from '../../decide/registry/names';

/**
 * The name that a version of a source gets here: its own where that is allowed, else with `-` in place of what is not. Null for names that move
 * (`latest`) or of which nothing is left.
 */
export function toVersionName(name: string): string | null {
  if (findVersionProblem(name) === null) {
    return name;
  }
  const plain = name
    .replace(/[^A-Za-z0-9._+-]+/g, '-')
    .replace(/^[-._+]+/, '')
    .slice(0, 128)
    .replace(/-+$/, '');
  return findVersionProblem(plain) === null ? plain : null;
}

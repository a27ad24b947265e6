import { findModelNameProblem } from '../../decide/registry/names';

const MAX_NAME = 63;

/**
 * The name under which a model of a source is registered: its own where the catalog allows that, else with `-` in place of what it does
 * not allow. Null when nothing usable is left.
 */
export function toModelName(name: string): string | null {
  if (findModelNameProblem(name) === null) {
    return name;
  }
  const plain = name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/[-_.]{2,}/g, '-')
    .replace(/^[-_.]+/, '')
    .slice(0, MAX_NAME)
    .replace(/[-_.]+$/, '');
  // A name that is mostly foreign letters would become one that many have.
  const kept = plain.replace(/[^A-Za-z0-9]/g, '').length;
  const letters = name.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return findModelNameProblem(plain) === null &&
    kept * 2 >= Math.min(letters, MAX_NAME)
    ? plain
    : null;
}

/** Gives every listed model its name here. Two that would get the same are told apart by who has it exactly; else both are refused. */
export function assignNames<Listed extends { readonly name: string }>(
  models: readonly Listed[],
): {
  readonly named: readonly { readonly listed: Listed; readonly name: string }[];
  readonly refused: readonly string[];
} {
  const refused: string[] = [];
  const groups = new Map<string, { listed: Listed; name: string }[]>();
  for (const listed of models) {
    const name = toModelName(listed.name);
    if (name === null) {
      refused.push(
        `"${shorten(
          listed.name,
        )}" was left out: catalog names have up to 63 letters, digits, "-", "_" or ".". Rename it, or add it to exclude.`,
      );
    } else {
      const key = name.toLowerCase();
      groups.set(key, [...(groups.get(key) ?? []), { listed, name }]);
    }
  }
  const named = [...groups.values()].flatMap(group => {
    const exact = group.filter(({ listed, name }) => listed.name === name);
    const chosen = exact.length > 0 ? exact : group;
    const left = group.filter(
      entry => chosen.length > 1 || entry !== chosen[0],
    );
    refused.push(
      ...left.map(
        ({ listed, name }) =>
          `"${shorten(
            listed.name,
          )}" was left out: another model of this registry is "${name}" here as well. Rename one, or add one to exclude.`,
      ),
    );
    return chosen.length === 1 ? chosen : [];
  });
  return { named, refused };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

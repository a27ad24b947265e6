/** Choices by the name of what is chosen. */
export type Choices = { readonly [name: string]: readonly unknown[] };
/** One of each, as the place in its list. */
type Picked = { readonly [name: string]: number };

/** So often the rest is chosen anew before a pair counts as refused: some need one choice in hundreds. */
const TRIES = 1_500;

/** The same numbers in every run, from 0 up to `below`. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    // Constants of Numerical Recipes; the low bits repeat soon.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const keyOf = (one: string, at: number, other: string, otherAt: number) =>
  `${one}=${at} ${other}=${otherAt}`;

function pairsOf(picked: Picked): readonly string[] {
  const names = Object.keys(picked);
  return names.flatMap((one, index) =>
    names
      .slice(index + 1)
      .map(other => keyOf(one, picked[one], other, picked[other])),
  );
}

/**
 * Combinations in which every two choices meet at least once, where `make` takes them (null refuses a combination), and at least `least` of
 * them. The same in every run. `never` are pairs that were refused however often the rest was chosen anew.
 */
export function pairwise<T>(
  choices: Choices,
  make: (picked: { readonly [name: string]: unknown }) => T | null,
  least: number,
): { readonly made: readonly T[]; readonly never: readonly string[] } {
  const names = Object.keys(choices);
  const roll = dice(9);
  const made = new Map<string, T>();
  const met = new Set<string>();
  const never: string[] = [];
  const tell = (name: string, at: number) =>
    `${name} ${JSON.stringify(choices[name][at])}`;
  const attempt = (fixed: Picked): boolean => {
    const picked = Object.fromEntries(
      names.map(name => [name, fixed[name] ?? roll(choices[name].length)]),
    );
    const one = make(
      Object.fromEntries(
        names.map(name => [name, choices[name][picked[name]]]),
      ),
    );
    if (one === null) {
      return false;
    }
    made.set(JSON.stringify(picked), one);
    pairsOf(picked).forEach(pair => met.add(pair));
    return true;
  };
  for (const [index, one] of names.entries()) {
    for (const other of names.slice(index + 1)) {
      for (const at of choices[one].keys()) {
        for (const otherAt of choices[other].keys()) {
          const pair = keyOf(one, at, other, otherAt);
          let tries = met.has(pair) ? 0 : TRIES;
          while (tries > 0 && !attempt({ [one]: at, [other]: otherAt })) {
            tries -= 1;
            if (tries === 0) {
              never.push(`${tell(one, at)} with ${tell(other, otherAt)}`);
            }
          }
        }
      }
    }
  }
  for (let tries = 0; made.size < least && tries < least * 50; tries += 1) {
    attempt({});
  }
  return { made: [...made.values()], never };
}

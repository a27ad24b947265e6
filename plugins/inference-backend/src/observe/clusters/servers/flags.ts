import { isUnknownValue } from './commandLine';

/** Flags of a command with their values, and the words that belong to no flag. */
export interface Flags {
  /** Values of the first of `names` that is given; names without dashes at the front, `-` for `_`. */
  valuesOf(
    ...names: readonly string[]
  ): { name: string; values: readonly string[] } | null;
  /** Every flag with its first value, null for one without a value that is known; named as for `valuesOf`. */
  readonly given: ReadonlyMap<string, string | null>;
  /** Words before the first flag. */
  readonly leading: readonly string[];
  /** Words after a flag of which each could be a value of it or stand alone. */
  readonly trailing: readonly string[];
}

function isFlag(word: string): boolean {
  return /^--?[A-Za-z]/.test(word);
}

function nameOf(flag: string): string {
  return flag.replace(/^--?/, '').replace(/_/g, '-');
}

/** Reads `--name value`, `--name=value`, `-n value` and lists of values. */
export function readFlags(words: readonly string[]): Flags {
  const flags = new Map<string, { name: string; values: string[] }>();
  const leading: string[] = [];
  let current: string[] | null = null;
  for (const word of words) {
    if (isFlag(word)) {
      const equals = word.indexOf('=');
      const written = equals < 0 ? word : word.slice(0, equals);
      // The last one given wins, as with every argument parser.
      const values = equals < 0 ? [] : [word.slice(equals + 1)];
      flags.set(nameOf(written), { name: written, values });
      current = equals < 0 ? values : null;
    } else if (current !== null) {
      current.push(word);
    } else if (flags.size === 0) {
      leading.push(word);
    }
  }
  return {
    given: new Map(
      [...flags].map(([name, { values }]) => {
        const [value] = values;
        const isKnown = value !== undefined && !isUnknownValue(value);
        return [name, isKnown ? value : null];
      }),
    ),
    leading,
    trailing: [...flags.values()].flatMap(({ values }) => values.slice(-1)),
    valuesOf(...names) {
      for (const name of names) {
        const flag = flags.get(name);
        const values = flag?.values.filter(value => !isUnknownValue(value));
        if (flag && values && values.length > 0) {
          return { name: flag.name, values };
        }
      }
      return null;
    },
  };
}

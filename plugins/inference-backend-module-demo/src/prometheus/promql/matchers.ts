import type { Matcher } from './labels';
import { parseError } from './PromqlError';

/** Makes a label matcher. Regular expressions are anchored at both ends. */
export function createMatcher(
  name: string,
  op: Matcher['op'],
  value: string,
): Matcher {
  switch (op) {
    case '=':
      return { name, op, value, matches: text => text === value };
    case '!=':
      return { name, op, value, matches: text => text !== value };
    default: {
      const regex = anchoredRegex(value);
      const wanted = op === '=~';
      return { name, op, value, matches: text => regex.test(text) === wanted };
    }
  }
}

/** A regular expression that has to match the whole text, as Prometheus reads them. */
export function anchoredRegex(source: string): RegExp {
  const insensitive = source.startsWith('(?i)');
  const body = insensitive ? source.slice('(?i)'.length) : source;
  try {
    return new RegExp(`^(?:${body})$`, insensitive ? 'is' : 's');
  } catch {
    throw parseError(`error parsing regexp: invalid syntax: \`${source}\``);
  }
}

import type { z } from 'zod';

function keyOf(key: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (prefix, part) =>
      typeof part === 'number'
        ? `${prefix}[${part}]`
        : `${prefix}.${String(part)}`,
    key,
  );
}

/** The known key that differs from `key` only in case and punctuation, if there is one. */
function meantKey(key: string, known: readonly string[]): string | undefined {
  const plain = (name: string) =>
    name.toLocaleLowerCase('en').replace(/[^a-z]/g, '');
  return known.find(name => plain(name) === plain(key));
}

/** Something wrong and how to mend it, in whole sentences. */
export interface Complaint {
  readonly message: string;
  readonly fix: string;
}

/** Puts what zod found into sentences that name the key and the fix. Values stay out of them: they may be secrets. */
export function complaintsOf(
  error: z.ZodError,
  entry: { readonly key: string; readonly known: readonly string[] },
): Complaint[] {
  return error.issues.flatMap(issue => {
    const key = keyOf(entry.key, issue.path);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map(name => {
          const meant = meantKey(name, entry.known);
          return {
            message: `${key}.${name} is not a known key.`,
            fix: meant
              ? `Write ${meant}.`
              : `Remove it; known keys are ${entry.known.join(', ')}.`,
          };
        });
      case 'invalid_type':
        return {
          message: `${key} is missing or not of type ${issue.expected}.`,
          fix: `Set ${key} to a value of type ${issue.expected}.`,
        };
      case 'invalid_value':
        return {
          message: `${key} has a value that is not allowed.`,
          fix: `Set it to ${issue.values
            .map(String)
            .join(' or ')}, or remove it.`,
        };
      case 'too_small':
        return {
          message: `${key} is empty.`,
          fix: `Give ${key} a value, or remove it; an environment variable that it names may not be set.`,
        };
      default:
        return {
          message: `${key} cannot be read.`,
          fix: `Compare ${key} with the description in config.d.ts.`,
        };
    }
  });
}

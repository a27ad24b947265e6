import type { z } from 'zod';

/** Reads the items of a list one by one: one that is not as expected becomes a problem, the others count. */
export function parseItems<T>(
  items: readonly unknown[],
  schema: z.ZodType<T>,
  what: string,
): { readonly read: T[]; readonly problems: string[] } {
  const read: T[] = [];
  const problems: string[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = schema.safeParse(item);
    if (parsed.success) {
      read.push(parsed.data);
    } else {
      const path = parsed.error.issues[0]?.path.join('.') || 'it';
      problems.push(
        `A ${what} (number ${index + 1} of its list${nameOf(
          item,
        )}) cannot be understood: ${path} is not as expected.`,
      );
    }
  }
  return { read, problems };
}

function nameOf(item: unknown): string {
  return typeof item === 'object' &&
    item !== null &&
    'name' in item &&
    typeof item.name === 'string'
    ? `, "${item.name.slice(0, 80)}"`
    : '';
}

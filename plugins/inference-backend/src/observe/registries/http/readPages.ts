/** Reads a list page after page, up to the one that names no next. A token that comes again would never end and throws `onLoop()`. */
export async function readPages<Item>(
  readPage: (
    token: string | null,
  ) => Promise<{ items: readonly Item[]; next: string | null }>,
  onLoop: () => Error,
): Promise<Item[]> {
  const items: Item[] = [];
  const tokens = new Set<string>();
  let token: string | null = null;
  do {
    const page: { items: readonly Item[]; next: string | null } =
      await readPage(token);
    items.push(...page.items);
    token = page.next;
    if (token !== null) {
      if (tokens.has(token)) {
        throw onLoop();
      }
      tokens.add(token);
    }
  } while (token !== null);
  return items;
}

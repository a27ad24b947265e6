/** Works through items, at most `limit` at a time; results in the order of the items. The first failure ends it. */
export async function mapParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const waiting = [...items.entries()].reverse();
  let failed = false;
  const run = async () => {
    for (
      let next = waiting.pop();
      next !== undefined && !failed;
      next = waiting.pop()
    ) {
      const [index, item] = next;
      try {
        results[index] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, run));
  return results;
}

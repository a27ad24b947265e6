/** Does `work` with every item, `width` of them at a time, beginning in their order. */
export async function inParallel(items, width, work) {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

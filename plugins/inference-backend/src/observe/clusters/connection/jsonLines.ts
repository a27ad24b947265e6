/** One line of a stream. */
export type JsonLine =
  | { readonly kind: 'value'; readonly value: unknown }
  /** The line is no JSON. */
  | { readonly kind: 'garbage'; readonly bytes: number }
  /** The line exceeds the limit and was passed over. */
  | { readonly kind: 'oversized'; readonly bytes: number };

const NEWLINE = 10;

function parseLine(line: Buffer): JsonLine | null {
  const text = line.toString('utf8');
  if (text.trim() === '') {
    return null;
  }
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch {
    return { kind: 'garbage', bytes: line.length };
  }
}

/**
 * Cuts chunks into lines and parses each. Holds at most one line of `maxLineBytes` in memory; a longer one is counted, not kept.
 * A last line without its newline is passed on too: it is whole JSON, or the connection broke within it and it is garbage.
 */
export async function* jsonLines(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<JsonLine> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const take = (): JsonLine | null => {
    const line: JsonLine | null =
      bytes > maxLineBytes
        ? { kind: 'oversized', bytes }
        : parseLine(
            parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts),
          );
    parts = [];
    bytes = 0;
    return line;
  };
  const hold = (part: Buffer) => {
    bytes += part.length;
    if (bytes > maxLineBytes) {
      parts = [];
    } else if (part.length > 0) {
      parts.push(part);
    }
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE, start);
      end !== -1;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      hold(chunk.subarray(start, end));
      const line = take();
      if (line) {
        yield line;
      }
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  const last = take();
  if (last) {
    yield last;
  }
}

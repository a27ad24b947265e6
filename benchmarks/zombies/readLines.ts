import { StringDecoder } from 'node:string_decoder';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The lines of a text that comes in pieces of UTF-8, without their ends. Only `\n` and `\r\n` end a line: node's own readline also ends them
 * at U+2028 and U+2029, which JSON allows within its strings. A byte order mark at the begin is no part of the first line.
 */
export async function* readLines(
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let open: string[] = [];
  let isFirst = true;
  const finish = () => {
    const text = open.join('');
    open = [];
    const from = isFirst && text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    isFirst = false;
    return text.slice(from, text.endsWith('\r') ? -1 : undefined);
  };
  for await (const piece of pieces) {
    const parts = decoder.write(piece).split('\n');
    for (const part of parts.slice(0, -1)) {
      open.push(part);
      yield finish();
    }
    open.push(parts[parts.length - 1]);
  }
  open.push(decoder.end());
  if (open.some(part => part !== '')) yield finish();
}

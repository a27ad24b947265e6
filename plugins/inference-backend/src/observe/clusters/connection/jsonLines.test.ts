import fc from 'fast-check';
import { jsonLines, type JsonLine } from './jsonLines';

async function* cut(text: string, sizes: readonly number[]) {
  let rest = Buffer.from(text);
  for (let i = 0; rest.length > 0; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    yield rest.subarray(0, size);
    rest = rest.subarray(size);
  }
}

async function read(
  text: string,
  sizes: readonly number[],
  limit = 1_000_000,
): Promise<JsonLine[]> {
  const lines: JsonLine[] = [];
  for await (const line of jsonLines(cut(text, sizes), limit)) {
    lines.push(line);
  }
  return lines;
}

describe('jsonLines', () => {
  it('reads the same values however the stream is cut, even within a letter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), {
          minLength: 1,
          maxLength: 5,
        }),
        async (values, sizes) => {
          const text = values
            .map(value => `${JSON.stringify(value)}\n`)
            .join('');
          const lines = await read(text, sizes);
          expect(lines).toEqual(
            values.map(value => ({
              kind: 'value',
              value: JSON.parse(JSON.stringify(value)),
            })),
          );
        },
      ),
    );
  });

  it('passes over a line beyond the limit and reads the next one', async () => {
    const text = `{"a":1}\n"${'x'.repeat(500)}"\n{"b":2}\n`;
    await expect(read(text, [7], 100)).resolves.toEqual([
      { kind: 'value', value: { a: 1 } },
      { kind: 'oversized', bytes: 502 },
      { kind: 'value', value: { b: 2 } },
    ]);
  });

  it('tells lines that are no JSON, ignores empty ones, and reads the last one without its newline', async () => {
    await expect(read('{"a":\n\n  \n{"b":2}', [3])).resolves.toEqual([
      { kind: 'garbage', bytes: 5 },
      { kind: 'value', value: { b: 2 } },
    ]);
  });
});

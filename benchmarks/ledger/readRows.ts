import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { type InputProblems, InputError } from './InputProblems';
import { FieldError, JsonRow } from './JsonRow';

function parseLine(line: string): JsonRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new FieldError('JSON', (error as Error).message);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FieldError('JSON', 'a line must be one object');
  }
  return new JsonRow(value as { [name: string]: unknown });
}

/**
 * Reads a file of one JSON object a line, line by line. Empty lines and a byte order mark do no harm.
 *
 * @param take - throws `FieldError` for a row that cannot be used; its message is told with file and line. The next row is read once what
 *   it answers is done
 */
export async function readRows(
  path: string,
  problems: InputProblems,
  take: (row: JsonRow, place: string) => Promise<void> | undefined | void,
): Promise<void> {
  const input = createReadStream(path, 'utf8');
  const opened = new Promise<void>((done, failed) => {
    input.once('open', () => done());
    input.once('error', failed);
  });
  try {
    await opened;
  } catch (error) {
    throw new InputError(`Cannot read ${path}: ${(error as Error).message}`);
  }
  let number = 0;
  for await (const raw of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    const line = (number === 1 ? raw.replace(/^\uFEFF/, '') : raw).trim();
    if (line === '') continue;
    const place = `${basename(path)}:${number}`;
    try {
      const working = take(parseLine(line), place);
      if (working) await working;
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      problems.add(`${place}: ${error.message}`);
    }
  }
}

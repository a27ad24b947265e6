import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { detect } from '../../plugins/inference-backend/src/decide/zombies/detect';
import { readFleetLine } from './readFleetLine';
import { readLines } from './readLines';

/** Messages about lines that cannot be used, before the rest is only counted. */
const MOST_MESSAGES = 20;

/**
 * Answers a fleet line by line, with a line for every line, in their order; only one is held at a time.
 * Lines that cannot be read become `unknown` with a reason that names the field, and are told on stderr.
 */
export async function detectFleet(
  fleet: string,
  out: string | null,
): Promise<void> {
  const input = createReadStream(fleet);
  await once(input, 'open');
  const output: Writable =
    out === null ? process.stdout : createWriteStream(out);
  if (out !== null) await once(output, 'open');
  let messages = 0;
  const tell = (message: string) => {
    messages += 1;
    if (messages <= MOST_MESSAGES) process.stderr.write(`${message}\n`);
  };
  let number = 0;
  for await (const text of readLines(input)) {
    number += 1;
    const answer = answerLine(text, `line ${number}`, tell);
    if (!output.write(`${JSON.stringify(answer)}\n`)) {
      await once(output, 'drain');
    }
  }
  if (messages > MOST_MESSAGES) {
    process.stderr.write(`… and ${messages - MOST_MESSAGES} more\n`);
  }
  if (out !== null) {
    output.end();
    await once(output, 'finish');
  }
}

function answerLine(
  text: string,
  place: string,
  tell: (message: string) => void,
) {
  const line = readFleetLine(text);
  if (line.status === 'refused') {
    const { id, field, problem } = line;
    tell(`${place}: ${field}: ${problem}`);
    return {
      id,
      state: 'unknown',
      confidence: 'low',
      reasons: [{ code: 'unreadable-input', values: { field, problem } }],
    };
  }
  for (const warning of line.warnings) tell(`${place}: ${warning}`);
  const { id, history, facts, evaluatedAt } = line.server;
  const { state, confidence, reasons } = detect(history, facts, evaluatedAt);
  return { id, state, confidence, reasons };
}

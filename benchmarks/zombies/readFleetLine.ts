import { parseInstant } from '../../plugins/inference-backend/src/decide/cost/parseInstant';
import { parseCron } from '../../plugins/inference-backend/src/decide/zombies/cronSchedule';
import type { ActivityHistory } from '../../plugins/inference-backend/src/decide/zombies/history';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { FieldError } from '../ledger/JsonRow';
import { plainFacts, type ServerRecord } from './LabelledServer';

/** What a line holds, or what is wrong with it; with the samples that cannot be and count as missing. */
export type FleetLine =
  | {
      readonly status: 'read';
      readonly server: ServerRecord;
      readonly warnings: readonly string[];
    }
  | {
      readonly status: 'refused';
      readonly id: string | null;
      readonly field: string;
      readonly problem: string;
    };

type Fields = { readonly [name: string]: unknown };

/** More would be no history of hours but a mistake. */
const MOST_SLOTS = 24 * 366 * 10;
/** How far exporters may carry a share beyond 0 and 1; what is more is a percentage, and all of the series with it. */
const SHARE_ROOM = 0.5;

/** Reads one line of a fleet; never throws. */
export function readFleetLine(text: string): FleetLine {
  let id: string | null = null;
  try {
    const line = parseObject(text);
    if (typeof line.id === 'string' || typeof line.id === 'number') {
      id = String(line.id);
    }
    if (id === null || id === '') throw new FieldError('id', 'must be a text');
    const warnings: string[] = [];
    const createdAt = readTime('createdAt', line.createdAt);
    const evaluatedAt = readTime('evaluatedAt', line.evaluatedAt);
    const hours = readObject('hours', line.hours);
    const facts = readFacts(readObject('facts', line.facts ?? {}), createdAt);
    const history = readHistory(hours, warnings);
    const server = { id, evaluatedAt, history, facts };
    return { status: 'read', server, warnings };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    const [field, ...problem] = error.message.split(': ');
    return { status: 'refused', id, field, problem: problem.join(': ') };
  }
}

function parseObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    try {
      value = JSON.parse(withoutNonNumbers(text));
    } catch {
      throw new FieldError('line', `is no JSON (${String(error)})`);
    }
  }
  return readObject('line', value);
}

/** Strings, to step over them, and what Python writes for floats that are no number, with what stands before it. */
const NON_NUMBERS = /"(?:[^"\\]|\\.)*"|([[,:])(\s*)(-?Infinity|NaN)\b/g;

/** NaN and Infinity in lists are missing samples; elsewhere they stay as text, so that the field that must be something else is named. */
function withoutNonNumbers(text: string): string {
  return text.replace(NON_NUMBERS, (match, mark, space, word) => {
    if (word === undefined) return match;
    return `${mark}${space}${mark === ':' ? `"${word}"` : 'null'}`;
  });
}

function readObject(field: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FieldError(field, `must be an object, not ${show(value)}`);
  }
  return value as Fields;
}

function readTime(field: string, value: unknown): InstantMs {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Math.round(value) as InstantMs;
  }
  if (typeof value !== 'string') {
    throw new FieldError(
      field,
      `must be a time such as 2026-03-29T00:00:00Z, not ${show(value)}`,
    );
  }
  const parsed = parseInstant(value.replace(/(\.\d{3})\d+/, '$1'), 'UTC');
  if (parsed.status === 'invalid') throw new FieldError(field, parsed.problem);
  return parsed.instant;
}

function readFacts(facts: Fields, createdAt: InstantMs) {
  const flag = (name: string, absent: boolean) => {
    const value = facts[name] ?? absent;
    if (typeof value !== 'boolean') {
      throw new FieldError(
        `facts.${name}`,
        `must be true or false, not ${show(value)}`,
      );
    }
    return value;
  };
  return {
    ...plainFacts(createdAt),
    declaredStandby: flag('declaredStandby', false),
    schedule: readSchedule(facts.schedule ?? null),
    newerVersionServing: flag('newerVersionServing', false),
    crashLooping: flag('crashLooping', false),
    ownerResolved: flag('ownerResolved', true),
    gpuShared: flag('gpuShared', false),
  };
}

function readSchedule(value: unknown): string | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'string') {
    throw new FieldError(
      'facts.schedule',
      `must be five cron fields or null, not ${show(value)}`,
    );
  }
  const parsed = parseCron(value);
  if (parsed.status === 'invalid') {
    throw new FieldError('facts.schedule', parsed.problem);
  }
  return value;
}

function readHistory(hours: Fields, warnings: string[]): ActivityHistory {
  const start = readTime('hours.start', hours.start);
  const names = [
    'requests',
    'generatedTokens',
    'gpuActivityMax',
    'gpuActivityAvg',
    'networkBytesPerSecond',
  ] as const;
  const lists = names.map(name => readList(`hours.${name}`, hours[name]));
  const size = Math.max(...lists.map(list => list.length));
  if (size > MOST_SLOTS) {
    throw new FieldError(
      'hours',
      `has ${size} slots, at most ${MOST_SLOTS} are read`,
    );
  }
  const [requests, generatedTokens, gpuActivityMax, gpuActivityAvg, network] =
    names.map((name, i) =>
      readSeries(`hours.${name}`, lists[i], size, warnings),
    );
  return {
    start,
    requests,
    generatedTokens,
    gpuActivityMax,
    gpuActivityAvg,
    networkBytesPerSecond: network,
  };
}

function readList(field: string, value: unknown): readonly unknown[] {
  const list = value ?? [];
  if (!Array.isArray(list)) {
    throw new FieldError(
      field,
      `must be a list of numbers and null, not ${show(value)}`,
    );
  }
  return list;
}

/** A series of `size` slots; what is null, left out at the end, or cannot be is NaN. */
function readSeries(
  field: string,
  list: readonly unknown[],
  size: number,
  warnings: string[],
): Float32Array {
  const isShare = field.includes('gpu');
  const series = new Float32Array(size).fill(Number.NaN);
  let [impossible, first] = [0, -1];
  for (let slot = 0; slot < list.length; slot += 1) {
    const value = list[slot];
    if (value === null) continue;
    if (typeof value !== 'number') {
      throw new FieldError(
        `${field}[${slot}]`,
        `must be a number or null, not ${show(value)}`,
      );
    }
    if (isShare && value > 1 + SHARE_ROOM) {
      throw new FieldError(
        `${field}[${slot}]`,
        `must be a share from 0 to 1, not ${show(value)}`,
      );
    }
    const least = isShare ? -SHARE_ROOM : 0;
    if (value >= least && value <= Number.MAX_VALUE) {
      series[slot] = isShare ? Math.min(1, Math.max(0, value)) : value;
    } else {
      impossible += 1;
      if (first < 0) first = slot;
    }
  }
  if (impossible > 0) {
    warnings.push(
      `${field}[${first}]: ${show(
        list[first],
      )} cannot be; ${impossible} such samples count as missing`,
    );
  }
  return series;
}

function show(value: unknown): string {
  const text =
    typeof value === 'number'
      ? String(value)
      : JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

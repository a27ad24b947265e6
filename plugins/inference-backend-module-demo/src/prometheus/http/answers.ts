import { assertNever } from '../../assertNever';
import { HISTORY_DAYS, DAY_MS } from '../../fleet/durations';
import { formatNumber } from '../promql/aggregate';
import type { Labels, Matcher } from '../promql/labels';
import { labelsKey, METRIC_NAME } from '../promql/labels';
import { createMatcher } from '../promql/matchers';
import { parsePromql } from '../promql/parse';
import { PromqlError } from '../promql/PromqlError';
import { runInstantQuery, runRangeQuery } from '../promql/runQuery';
import type { SeriesDatabase, Value } from '../promql/values';
import {
  aboutParameter,
  invalidParameter,
  optionalTime,
  requiredStep,
  requiredTime,
} from './parameters';

/** What an answer is made from. */
export interface Question {
  readonly database: SeriesDatabase;
  readonly clock: () => number;
  readonly params: URLSearchParams;
}

interface Route {
  readonly methods: readonly string[];
  /** Its first group is handed to `answer`. */
  readonly path: RegExp;
  answer(question: Question, part: string): unknown;
}

const getOrPost = ['GET', 'POST'];
const get = ['GET'];

/** The paths of the API that the demo serves. */
export const answers: readonly Route[] = [
  { methods: getOrPost, path: /^\/api\/v1\/query$/, answer: answerInstant },
  { methods: getOrPost, path: /^\/api\/v1\/query_range$/, answer: answerRange },
  { methods: getOrPost, path: /^\/api\/v1\/series$/, answer: answerSeries },
  { methods: getOrPost, path: /^\/api\/v1\/labels$/, answer: answerLabels },
  {
    methods: get,
    path: /^\/api\/v1\/label\/([^/]+)\/values$/,
    answer: answerLabelValues,
  },
  { methods: get, path: /^\/api\/v1\/targets$/, answer: answerTargets },
  {
    methods: get,
    path: /^\/api\/v1\/status\/buildinfo$/,
    answer: () => ({
      version: '3.13.5',
      revision: 'demo',
      branch: 'HEAD',
      buildUser: 'inference-portal',
      buildDate: '20261001-00:00:00',
      goVersion: 'none',
    }),
  },
];

function pair(timeMs: number, value: number): [number, string] {
  return [timeMs / 1_000, formatNumber(value)];
}

function requiredQuery(params: URLSearchParams): string {
  return params.get('query') ?? '';
}

function answerInstant({ database, clock, params }: Question): unknown {
  const timeMs = optionalTime(params, 'time', clock());
  const query = requiredQuery(params);
  const value = aboutParameter('query', () =>
    runInstantQuery(database, query, timeMs),
  );
  return { resultType: value.type, result: instantResult(value, timeMs) };
}

function instantResult(value: Value, timeMs: number): unknown {
  switch (value.type) {
    case 'scalar':
      return pair(timeMs, value.value);
    case 'string':
      return [timeMs / 1_000, value.value];
    case 'vector':
      return value.elements.map(element => ({
        metric: element.labels,
        value: pair(timeMs, element.value),
      }));
    case 'matrix':
      return value.elements.map(element => ({
        metric: element.labels,
        values: element.times.map((t, i) => pair(t, element.values[i])),
      }));
    default:
      return assertNever(value);
  }
}

async function answerRange({ database, params }: Question): Promise<unknown> {
  const startMs = requiredTime(params, 'start');
  const endMs = requiredTime(params, 'end');
  if (endMs < startMs) {
    throw invalidParameter(
      'end',
      'end timestamp must not be before start time',
    );
  }
  const stepMs = requiredStep(params);
  const query = requiredQuery(params);
  aboutParameter('query', () => parsePromql(query));
  const series = await runRangeQuery(database, query, {
    startMs,
    endMs,
    stepMs,
  });
  return {
    resultType: 'matrix',
    result: series.map(({ labels, points }) => ({
      metric: labels,
      values: points.map(([timeMs, value]) => pair(timeMs, value)),
    })),
  };
}

function parseSelectors(params: URLSearchParams): readonly Matcher[][] {
  return params.getAll('match[]').map(text => {
    const expr = aboutParameter('match[]', () => parsePromql(text));
    if (expr.kind !== 'selector') {
      throw invalidParameter('match[]', `"${text}" is not a series selector`);
    }
    return [...expr.matchers];
  });
}

/** Label sets of all series that match one of the selectors in the time span. */
function selectLabels(
  { database, clock, params }: Question,
  selectors: readonly (readonly Matcher[])[],
): Labels[] {
  const endMs = optionalTime(params, 'end', clock());
  const startMs = optionalTime(params, 'start', endMs - HISTORY_DAYS * DAY_MS);
  const found = new Map<string, Labels>();
  for (const matchers of selectors) {
    for (const { labels } of database.select(matchers, startMs - 1, endMs)) {
      found.set(labelsKey(labels), labels);
    }
  }
  return [...found.values()];
}

const everything = [[createMatcher(METRIC_NAME, '=~', '.+')]];

function answerSeries(question: Question): unknown {
  const selectors = parseSelectors(question.params);
  if (selectors.length === 0) {
    throw new PromqlError('bad_data', 'no match[] parameter provided');
  }
  return selectLabels(question, selectors);
}

function answerLabels(question: Question): unknown {
  const selectors = parseSelectors(question.params);
  const names = new Set<string>();
  for (const labels of selectLabels(
    question,
    selectors.length > 0 ? selectors : everything,
  )) {
    for (const name of Object.keys(labels)) names.add(name);
  }
  return [...names].sort();
}

function answerLabelValues(question: Question, part: string): unknown {
  const name = decodeURIComponent(part);
  const selectors = parseSelectors(question.params);
  const values = new Set<string>();
  for (const labels of selectLabels(
    question,
    selectors.length > 0 ? selectors : everything,
  )) {
    if (labels[name] !== undefined) values.add(labels[name]);
  }
  return [...values].sort();
}

function answerTargets({ database, clock }: Question): unknown {
  const nowMs = clock();
  const value = runInstantQuery(database, 'up', nowMs);
  const elements = value.type === 'vector' ? value.elements : [];
  return {
    activeTargets: elements.map(({ labels, value: up, sampledMs }) => ({
      discoveredLabels: {},
      labels: Object.fromEntries(
        Object.entries(labels).filter(([name]) => name !== METRIC_NAME),
      ),
      scrapePool: labels.job,
      scrapeUrl: `http://${labels.instance}/metrics`,
      globalUrl: `http://${labels.instance}/metrics`,
      lastError: up === 1 ? '' : 'connection refused',
      lastScrape: new Date(sampledMs ?? nowMs).toISOString(),
      lastScrapeDuration: 0.01,
      health: up === 1 ? 'up' : 'down',
      scrapeInterval: '30s',
      scrapeTimeout: '10s',
    })),
    droppedTargets: [],
    droppedTargetCounts: {},
  };
}

import type { WrittenSeries } from './memoryDatabase';
import { createMemoryDatabase } from './memoryDatabase';
import { runInstantQuery, runRangeQuery } from './runQuery';

/** Samples every 30 s from 0 to `until` seconds. */
function every30(
  until: number,
  value: (seconds: number) => number,
): WrittenSeries['samples'] {
  const samples: [number, number][] = [];
  for (let s = 0; s <= until; s += 30) samples.push([s, value(s)]);
  return samples;
}

const counter = {
  labels: { __name__: 'requests_total', pod: 'a', job: 'x' },
  // Ten per scrape; the container restarts between 300 and 330 s.
  samples: every30(600, s => (s <= 300 ? s / 3 : (s - 300) / 3)),
};
const database = createMemoryDatabase([
  counter,
  {
    labels: { __name__: 'requests_total', pod: 'b', job: 'x' },
    samples: every30(600, s => 1_000 + s),
  },
  {
    labels: { __name__: 'gauge', pod: 'a' },
    samples: every30(600, s => (s % 60 === 0 ? 4 : 2)),
  },
  {
    labels: { __name__: 'pod_info', pod: 'a', node: 'n1', uid: 'u-1' },
    samples: every30(600, () => 1),
  },
  {
    labels: { __name__: 'pod_info', pod: 'b', node: 'n2', uid: 'u-2' },
    samples: every30(600, () => 1),
  },
  {
    labels: { __name__: 'node_gpus', node: 'n1' },
    samples: every30(600, () => 8),
  },
  {
    labels: { __name__: 'node_gpus', node: 'n2' },
    samples: every30(600, () => 4),
  },
  ...[
    ['0.1', 20],
    ['0.5', 80],
    ['1.0', 95],
    ['+Inf', 100],
  ].map(([le, count]) => ({
    labels: { __name__: 'seconds_bucket', le: String(le), job: 'x' },
    samples: every30(600, () => Number(count)),
  })),
]);

function at(query: string, seconds: number) {
  const value = runInstantQuery(database, query, seconds * 1_000);
  switch (value.type) {
    case 'vector':
      return value.elements.map(e => [e.labels, e.value]);
    case 'matrix':
      return value.elements.map(e => [e.labels, e.times, e.values]);
    default:
      return value.value;
  }
}

/** The value of a query that has one element. */
function one(query: string, seconds: number): unknown {
  const result = at(query, seconds);
  if (!Array.isArray(result)) return result;
  expect(result).toHaveLength(1);
  return result[0][1];
}

const A = '{pod="a"}';

describe('range vectors', () => {
  it('are open at their left end', () => {
    expect(one(`count_over_time(requests_total${A}[5m])`, 600)).toBe(10);
    expect(one(`count_over_time(requests_total${A}[301s])`, 600)).toBe(11);
    expect(at(`requests_total${A}[30s]`, 60)).toEqual([
      [counter.labels, [60_000], [20]],
    ]);
  });

  it('add what was counted before a reset', () => {
    // Window (0, 600]: 10 … 100, then 10 … 100 again: 90 + 100 = 190 in 570 s, extended by 30 s at the start
    // (the counter's 10 at 30 s reach back 30 s at that pace of 1/3 per second: exactly to 0).
    expect(one(`increase(requests_total${A}[10m])`, 600)).toBeCloseTo(
      (190 * 600) / 570,
      9,
    );
    expect(one(`rate(requests_total${A}[10m])`, 600)).toBeCloseTo(190 / 570, 9);
    expect(one(`resets(requests_total${A}[10m])`, 600)).toBe(1);
  });

  it('extend a rate to the ends of the window where samples come close', () => {
    // Samples at 90 … 360, difference 270 over 270 s; start 30 s before, end on a sample.
    expect(one('increase(requests_total{pod="b"}[5m])', 360)).toBeCloseTo(
      300,
      9,
    );
    // Window (65, 365]: 25 s to the first sample, 5 s after the last.
    expect(one('increase(requests_total{pod="b"}[5m])', 365)).toBeCloseTo(
      300,
      9,
    );
  });

  it('extend by half an interval where samples stop early', () => {
    // Window (400, 1000]: samples 420 … 600; 20 s to the start, then 400 s of nothing: 15 s are added at the end.
    expect(one('increase(requests_total{pod="b"}[10m])', 1_000)).toBeCloseTo(
      (180 * (180 + 20 + 15)) / 180,
      9,
    );
  });

  it('never extend a counter below zero', () => {
    const young = createMemoryDatabase([
      {
        labels: { __name__: 'c' },
        samples: [
          [100, 2],
          [130, 62],
          [160, 122],
        ],
      },
    ]);
    const value = runInstantQuery(young, 'increase(c[2m])', 180_000);
    // Zero was one second before the first sample at that pace, not 33 s: 120 × (60 + 1 + 20) / 60.
    expect(value.type === 'vector' && value.elements[0].value).toBeCloseTo(
      (120 * (60 + 1 + 20)) / 60,
      9,
    );
  });

  it('need two samples for a rate', () => {
    expect(at(`rate(requests_total${A}[30s])`, 600)).toEqual([]);
  });

  it('take the last two samples for irate, from zero after a reset', () => {
    expect(one(`irate(requests_total${A}[5m])`, 330)).toBeCloseTo(10 / 30, 9);
    expect(one('irate(requests_total{pod="b"}[5m])', 600)).toBe(1);
  });

  it('aggregate over time', () => {
    expect(one('avg_over_time(gauge[2m])', 600)).toBe(3);
    expect(one('max_over_time(gauge[2m])', 600)).toBe(4);
    expect(one('min_over_time(gauge[2m])', 600)).toBe(2);
    expect(one('sum_over_time(gauge[2m])', 600)).toBe(12);
    expect(at('last_over_time(gauge[2m])', 600)).toEqual([
      [{ __name__: 'gauge', pod: 'a' }, 4],
    ]);
    expect(at('present_over_time(gauge[2m])', 600)).toEqual([
      [{ pod: 'a' }, 1],
    ]);
    expect(one('changes(gauge[2m])', 600)).toBe(3);
    expect(one('quantile_over_time(0.5, gauge[2m])', 600)).toBe(3);
    expect(one('delta(gauge[1m])', 600)).toBeCloseTo(4, 9);
    expect(one('deriv(requests_total{pod="b"}[5m])', 600)).toBeCloseTo(1, 9);
  });

  it('can be made by subqueries at aligned steps', () => {
    // Steps at 360, 420, 480, 540, 600; the one at 300 is outside the open end.
    expect(one('count_over_time(gauge[5m:1m])', 600)).toBe(5);
    expect(
      one('max_over_time(rate(requests_total{pod="b"}[1m])[5m:])', 600),
    ).toBe(1);
  });
});

describe('instant vectors', () => {
  it('look back five minutes and no further', () => {
    expect(at('gauge', 899)).toHaveLength(1);
    expect(at('gauge', 900)).toHaveLength(0);
  });

  it('know offset and @', () => {
    expect(one('requests_total{pod="b"} offset 5m', 600)).toBe(1_300);
    expect(one('requests_total{pod="b"} @ 60', 600)).toBe(1_060);
    expect(one('requests_total{pod="b"} offset -1m', 300)).toBe(1_360);
    // The nearest operand is meant, not the sum.
    expect(
      one('requests_total{pod="b"} + requests_total{pod="b"} offset 5m', 600),
    ).toBe(2_900);
  });

  it('match labels by equality and anchored regular expressions', () => {
    expect(at('requests_total{pod!="a"}', 600)).toHaveLength(1);
    expect(at('requests_total{pod=~"a|b"}', 600)).toHaveLength(2);
    expect(at('requests_total{pod=~"."}', 600)).toHaveLength(2);
    expect(at('requests_total{job=~"xx"}', 600)).toHaveLength(0);
    expect(at('{__name__=~"node_.*", node!~"n2"}', 600)).toHaveLength(1);
    expect(at('requests_total{zone=""}', 600)).toHaveLength(2);
  });

  it('are aggregated by and without labels', () => {
    expect(at('sum by (job) (requests_total)', 600)).toEqual([
      [{ job: 'x' }, 1_700],
    ]);
    expect(at('count(requests_total)', 600)).toEqual([[{}, 2]]);
    expect(at('max without (pod) (requests_total)', 600)).toEqual([
      [{ job: 'x' }, 1_600],
    ]);
    expect(at('avg(requests_total)', 600)).toEqual([[{}, 850]]);
    expect(at('group by (pod) (requests_total)', 600)).toHaveLength(2);
    expect(at('topk(1, requests_total)', 600)).toEqual([
      [{ __name__: 'requests_total', pod: 'b', job: 'x' }, 1_600],
    ]);
    expect(at('count_values("v", pod_info)', 600)).toEqual([[{ v: '1' }, 2]]);
  });

  it('say what is absent', () => {
    expect(at('absent(nothing{job="x", pod=~"a.*"})', 600)).toEqual([
      [{ job: 'x' }, 1],
    ]);
    expect(at('absent(gauge)', 600)).toEqual([]);
    expect(at('absent_over_time(nothing{job="x"}[5m])', 600)).toEqual([
      [{ job: 'x' }, 1],
    ]);
  });

  it('get labels replaced and joined', () => {
    expect(
      at(
        'label_replace(pod_info{pod="a"}, "pool", "p-$1", "node", "n(.*)")',
        600,
      ),
    ).toEqual([
      [
        { __name__: 'pod_info', pod: 'a', node: 'n1', uid: 'u-1', pool: 'p-1' },
        1,
      ],
    ]);
    expect(
      at('label_join(pod_info{pod="a"}, "key", "/", "node", "pod")', 600),
    ).toMatchObject([[{ key: 'n1/a' }, 1]]);
  });

  it('know time, timestamp, vector, scalar and clamp', () => {
    expect(at('time()', 600)).toBe(600);
    expect(one('timestamp(gauge)', 614)).toBe(600);
    expect(at('vector(3)', 0)).toEqual([[{}, 3]]);
    expect(at('scalar(gauge)', 600)).toBe(4);
    expect(at('scalar(requests_total)', 600)).toBeNaN();
    expect(one('clamp_max(gauge, 3)', 600)).toBe(3);
    expect(one('clamp(gauge, 5, 9)', 600)).toBe(5);
    expect(one('hour(vector(7200))', 0)).toBe(2);
  });
});

describe('binary operators', () => {
  it('match one to one on all labels but the name', () => {
    expect(at('requests_total / requests_total', 600)).toEqual([
      [{ pod: 'a', job: 'x' }, 1],
      [{ pod: 'b', job: 'x' }, 1],
    ]);
  });

  it('take labels over with group_left', () => {
    expect(
      at('node_gpus * on (node) group_right (uid) pod_info', 600),
    ).toHaveLength(2);
    expect(
      at('requests_total * on (pod) group_left (node) pod_info', 600),
    ).toEqual([
      [{ pod: 'a', job: 'x', node: 'n1' }, 100],
      [{ pod: 'b', job: 'x', node: 'n2' }, 1_600],
    ]);
  });

  it('refuse to guess between several partners', () => {
    expect(() => at('node_gpus * on () requests_total', 600)).toThrow(
      /found duplicate series for the match group/,
    );
    expect(() =>
      at('requests_total * on (job) group_left gauge', 600),
    ).not.toThrow();
    expect(() =>
      at('requests_total * on (job) sum by (job) (requests_total)', 600),
    ).toThrow(/many-to-one matching must be explicit/);
  });

  it('filter by comparison and keep names, or give 0 and 1', () => {
    expect(at('requests_total > 500', 600)).toEqual([
      [{ __name__: 'requests_total', pod: 'b', job: 'x' }, 1_600],
    ]);
    expect(at('requests_total > bool 500', 600)).toEqual([
      [{ pod: 'a', job: 'x' }, 0],
      [{ pod: 'b', job: 'x' }, 1],
    ]);
    expect(at('500 < requests_total', 600)).toHaveLength(1);
    expect(at('1 == bool 1', 600)).toBe(1);
  });

  it('combine sets', () => {
    expect(at('requests_total and on (pod) gauge', 600)).toHaveLength(1);
    expect(at('requests_total unless on (pod) gauge', 600)).toHaveLength(1);
    expect(at('gauge or requests_total', 600)).toHaveLength(3);
  });

  it('bind as Prometheus binds', () => {
    expect(at('2 + 3 * 4 ^ 2', 0)).toBe(50);
    expect(at('-2 ^ 2', 0)).toBe(-4);
    expect(at('2 ^ 3 ^ 2', 0)).toBe(512);
    expect(at('10 % 4 - 1', 0)).toBe(1);
    expect(at('1h30m + 0x10', 0)).toBe(5_416);
  });
});

describe('histogram_quantile', () => {
  it('interpolates inside the bucket', () => {
    // Rank 50 lies in (0.1, 0.5], which holds 60: 0.1 + 0.4 × 30 / 60.
    expect(one('histogram_quantile(0.5, seconds_bucket)', 600)).toBeCloseTo(
      0.3,
      9,
    );
    // Rank 10 in the first bucket: from 0.
    expect(one('histogram_quantile(0.1, seconds_bucket)', 600)).toBeCloseTo(
      0.05,
      9,
    );
  });

  it('answers with the highest bound for what lies in the last bucket', () => {
    expect(one('histogram_quantile(0.99, seconds_bucket)', 600)).toBe(1);
  });

  it('answers with infinity outside 0 to 1 and with NaN without observations', () => {
    expect(one('histogram_quantile(2, seconds_bucket)', 600)).toBe(Infinity);
    expect(one('histogram_quantile(0.5, seconds_bucket * 0)', 600)).toBeNaN();
    expect(
      one('histogram_quantile(0.5, seconds_bucket{le!="+Inf"})', 600),
    ).toBeNaN();
  });
});

describe('queries that cannot be answered', () => {
  it.each([
    ['', 'no expression found in input'],
    ['1 +', '1:4: parse error: unexpected end of input'],
    ['fantasy(up)', 'unknown function with name "fantasy"'],
    ['holt_winters(up[5m], 1, 1)', 'unknown function'],
    ['histogram_count(up)', 'is not supported by the demo'],
    ['rate(up)', 'expected type range vector in call to function "rate"'],
    ['sum(up[5m])', 'expected type instant vector'],
    ['{job=~".*"}', 'at least one non-empty matcher'],
    ['up{job=~"("}', 'error parsing regexp'],
    ['1 > 2', 'must use BOOL modifier'],
    ['1 and up', 'set operator "and" not allowed'],
    ['up * on () 2', 'vector matching only allowed between instant vectors'],
    ['rate(up[5m]', 'unexpected end of input'],
    ['clamp_max(up)', 'expected at least 2 argument(s)'],
    ['up offset', 'unexpected end of input'],
    ['sum(up) offset 5m', 'must be preceded by a selector'],
    ['"a" + 1', 'must contain only scalar and instant vector types'],
    ['up[0s]', 'duration must be greater than 0'],
  ])('name the reason: %s', (query, reason) => {
    expect(() => at(query, 0)).toThrow(reason);
  });
});

describe('range queries', () => {
  it('evaluate at every step, both ends included', async () => {
    const [series] = await runRangeQuery(database, 'requests_total{pod="b"}', {
      startMs: 0,
      endMs: 120_000,
      stepMs: 60_000,
    });
    expect(series.points).toEqual([
      [0, 1_000],
      [60_000, 1_060],
      [120_000, 1_120],
    ]);
  });

  it('refuse more than 11,000 points', async () => {
    await expect(
      runRangeQuery(database, 'gauge', {
        startMs: 0,
        endMs: 11_001_000,
        stepMs: 1_000,
      }),
    ).rejects.toThrow('exceeded maximum resolution of 11,000 points');
  });

  it('refuse range vectors', async () => {
    await expect(
      runRangeQuery(database, 'gauge[5m]', {
        startMs: 0,
        endMs: 1_000,
        stepMs: 1_000,
      }),
    ).rejects.toThrow('invalid expression type "range vector"');
  });
});

/** What a comparison with Prometheus 3 brought to light; `npm run test:prometheus` repeats it. */
describe('values that are no ordinary numbers', () => {
  const odd = createMemoryDatabase([
    ...[NaN, Infinity, -Infinity, 1, 1e-7, 1.5e21].map(value => ({
      labels: { __name__: 'odd', kind: String(value) },
      samples: every30(60, () => value),
    })),
    {
      labels: { __name__: 'mixed' },
      samples: every30(90, s => (s % 60 === 0 ? NaN : s)),
    },
  ]);
  const ask = (query: string) => {
    const value = runInstantQuery(odd, query, 90_000);
    return value.type === 'vector'
      ? value.elements.map(e => [e.labels.kind ?? e.labels.v, e.value])
      : value;
  };

  it('keep a power of one at one', () => {
    const all = ['NaN', 'Infinity', '-Infinity', '1', '1e-7', '1.5e+21'];
    expect(ask('1 ^ odd')).toEqual(all.map(kind => [kind, 1]));
    expect(ask('(-1) ^ odd{kind=~".*Infinity"}')).toEqual([
      ['Infinity', 1],
      ['-Infinity', 1],
    ]);
  });

  it('are counted by their decimal digits', () => {
    expect(ask('count_values("v", odd{kind=~"1.*"})')).toEqual([
      ['1', 1],
      ['0.0000001', 1],
      ['1500000000000000000000', 1],
    ]);
  });

  it('stand below all others in a quantile and after all others in an order', () => {
    // NaN, NaN, 30, 90: the two in the middle are NaN and 30, the upper two 30 and 90.
    expect(ask('quantile_over_time(1, mixed[2m])')).toEqual([[undefined, 90]]);
    expect(ask('quantile_over_time(0, mixed[2m])')).toEqual([[undefined, NaN]]);
    for (const order of ['sort', 'sort_desc']) {
      expect(ask(`${order}(odd)`)).toHaveProperty([5, 0], 'NaN');
    }
  });

  it('vary by exactly nothing when they are equal', () => {
    expect(ask('stdvar_over_time(odd{kind="1e-7"}[2m])')).toEqual([
      ['1e-7', 0],
    ]);
  });
});

describe('what a vector knows of its samples', () => {
  it('is their time only as long as nothing was computed', () => {
    expect(one('timestamp((gauge))', 614)).toBe(600);
    expect(one('timestamp(gauge > 0)', 614)).toBe(614);
    expect(one('timestamp(sort(gauge))', 614)).toBe(614);
  });

  it('is the label that one matcher fixes, whatever others say before', () => {
    expect(at('absent(nothing{a=~"1", a="1"})', 600)).toEqual([
      [{ a: '1' }, 1],
    ]);
    expect(at('absent(nothing{a="1", a=~"1"})', 600)).toEqual([[{}, 1]]);
  });
});

describe('series of several metrics', () => {
  it('cannot be told apart once their names are gone, even where they are summed up at once', () => {
    const both = '{__name__=~"gauge|requests_total",pod="a",job=~"x?"}';
    const alike = createMemoryDatabase(
      ['in_total', 'out_total'].map(name => ({
        labels: { __name__: name, pod: 'a' },
        samples: every30(600, s => s),
      })),
    );
    for (const query of [
      'sum(rate({pod="a"}[5m]))',
      'sum(-{pod="a"})',
      'sum({pod="a"} * 2)',
      'count_over_time({pod="a"}[5m]) > 100',
      'abs({pod="a"})',
    ]) {
      expect(() => runInstantQuery(alike, query, 600_000)).toThrow(
        'vector cannot contain metrics with the same labelset',
      );
    }
    expect(at(`count(rate(${both}[5m]))`, 600)).toEqual([[{}, 2]]);
  });
});

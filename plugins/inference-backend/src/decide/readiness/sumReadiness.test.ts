import type {
  ReadinessCode,
  ReadinessResult,
} from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { recordedServer } from './__testUtils__/plainFacts';
import { countResults } from './countResults';
import {
  compareRanks,
  rankOf,
  ReadinessTally,
  rulesThat,
  type ReadinessRank,
  type ServerScore,
} from './sumReadiness';

function score(
  name: string,
  results: Partial<Record<ReadinessCode, ReadinessResult>>,
): ServerScore {
  const all = new Map(
    Object.entries(results) as [ReadinessCode, ReadinessResult][],
  );
  return {
    server: recordedServer({ id: name, name }),
    results: all,
    counts: countResults(all.values()),
  };
}

const chat = score('chat', {
  redundancy: 'fail',
  'exit-plan': 'pass',
  'request-log': 'unknown',
  'shared-memory': 'not-applicable',
});
const rerank = score('rerank', { redundancy: 'pass', 'exit-plan': 'pass' });

describe('ReadinessTally', () => {
  it('adds up answers, over all rules and rule by rule', () => {
    const tally = new ReadinessTally();
    tally.add(chat);
    tally.add(rerank);
    const { rules, ...whole } = tally.sum();
    expect(whole).toEqual({
      servers: 2,
      failing: 1,
      counts: { pass: 3, fail: 1, unknown: 1, notApplicable: 1 },
    });
    expect(rules.find(({ code }) => code === 'redundancy')).toEqual({
      code: 'redundancy',
      group: 'scaling',
      counts: { pass: 1, fail: 1, unknown: 0, notApplicable: 0 },
    });
  });

  it('names every rule, those that nobody was asked as well', () => {
    expect(new ReadinessTally().sum().rules).toHaveLength(23);
  });
});

describe('the order of servers', () => {
  it('has the one with the most failures first, then the one with the most unknown', () => {
    const worse = score('a', { redundancy: 'fail', 'exit-plan': 'fail' });
    const clear = score('b', { redundancy: 'fail' });
    expect(
      [rerank, clear, chat, worse]
        .map(rankOf)
        .sort(compareRanks)
        .map(([, , name]) => name),
    ).toEqual(['a', 'chat', 'b', 'rerank']);
  });

  it('is the same whichever way two servers are compared', () => {
    const rank: fc.Arbitrary<ReadinessRank> = fc.tuple(
      fc.nat(3),
      fc.nat(3),
      fc.string({ maxLength: 2 }),
      fc.string({ maxLength: 2 }),
    );
    fc.assert(
      fc.property(rank, rank, (a, b) => {
        expect(Math.sign(compareRanks(a, b))).toBe(
          -Math.sign(compareRanks(b, a)) + 0,
        );
      }),
    );
  });
});

describe('rulesThat', () => {
  it('names the rules with an answer', () => {
    expect(rulesThat(chat, 'fail')).toEqual(['redundancy']);
    expect(rulesThat(rerank, 'fail')).toEqual([]);
  });
});

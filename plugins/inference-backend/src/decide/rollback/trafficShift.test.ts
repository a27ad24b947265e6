import fc from 'fast-check';
import { matchesPatch } from '../remediation/matchesPatch';
import {
  describeShift,
  planShift,
  shiftState,
  weightsWrite,
  type TrafficSplit,
} from './trafficShift';
import { splitOf } from './__testUtils__/splitOf';

function shiftOf(split: TrafficSplit) {
  const [shift] = planShift([split]);
  if (!shift) {
    throw new Error('nothing is shifted');
  }
  return shift;
}

const canary = splitOf([
  ['chat-v1', 80, false],
  ['chat-v2', 20, true],
]);

describe('planShift', () => {
  it('takes all weight from the server, and leaves the others theirs', () => {
    expect(planShift([canary])).toEqual([
      {
        ref: canary.ref,
        uid: 'route-1',
        weights: [
          {
            path: ['spec', 'rules', 0, 'backendRefs', 1, 'weight'],
            backend: 'Service chat-v2',
            from: 20,
            to: 0,
          },
        ],
      },
    ]);
  });

  it.each<[string, TrafficSplit[]]>([
    ['no route leads to it', [splitOf([['other', 1, false]])]],
    ['it is the only backend', [splitOf([['chat-v2', 1, true]])]],
    [
      'the others take nothing today',
      [
        splitOf([
          ['chat-v1', 0, false],
          ['chat-v2', 100, true],
        ]),
      ],
    ],
    [
      'it takes nothing already',
      [
        splitOf([
          ['chat-v1', 100, false],
          ['chat-v2', 0, true],
        ]),
      ],
    ],
    [
      'another route leads to it alone',
      [canary, splitOf([['chat-v2', 1, true]], { uid: 'route-2' })],
    ],
  ])('shifts nothing when %s', (_, splits) => {
    expect(planShift(splits)).toEqual([]);
  });

  it('takes an absent weight for 1, and remembers that it was absent', () => {
    const shift = shiftOf(
      splitOf([
        ['chat-v1', null, false],
        ['chat-v2', null, true],
      ]),
    );
    expect(shift.weights).toMatchObject([{ from: null, to: 0 }]);
  });
});

describe('the write of a shift', () => {
  it('changes the weight and nothing else of the list', () => {
    const write = weightsWrite(shiftOf(canary), canary.object, 'shift');
    expect(write.patch).toEqual({
      spec: {
        rules: [
          {
            backendRefs: [
              { name: 'chat-v1', port: 80, weight: 80 },
              { name: 'chat-v2', port: 80, weight: 0 },
            ],
          },
        ],
      },
    });
    expect(matchesPatch(canary.object, write.before)).toBe(true);
    expect(write.summary).toBe(
      'Set weights of HTTPRoute chat: Service chat-v2 0 instead of 20.',
    );
  });

  it('is undone to exactly what was there, whatever the weights were', () => {
    const weight = fc.option(fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(weight, fc.boolean()), { minLength: 2 }),
        backends => {
          const split = splitOf(
            backends.map(([own, isOwn], index) => [
              `chat-v${index}`,
              own,
              isOwn,
            ]),
          );
          for (const shift of planShift([split])) {
            const { patch } = weightsWrite(shift, split.object, 'shift');
            const moved = { ...split.object, ...patch };
            expect(shiftState(shift, split.object)).toBe('as-before');
            expect(shiftState(shift, moved)).toBe('shifted');
            const undo = weightsWrite(shift, moved, 'undo');
            expect(undo.patch).toEqual(
              weightsWrite(shift, split.object, 'shift').before,
            );
          }
        },
      ),
    );
  });

  it('of a single field is that field', () => {
    const path = ['spec', 'router', 'route', 'weight'];
    const object = {
      spec: { router: { route: { group: 'chat', weight: 30 } } },
    };
    const shift = {
      ref: { ...canary.ref, kind: 'LLMInferenceService' },
      uid: 'llm-1',
      weights: [{ path, backend: 'this one', from: 30, to: 0 }],
    };
    expect(weightsWrite(shift, object, 'shift')).toMatchObject({
      before: { spec: { router: { route: { weight: 30 } } } },
      patch: { spec: { router: { route: { weight: 0 } } } },
    });
  });
});

it('knows weights that somebody else turned', () => {
  const shift = shiftOf(canary);
  const turned = splitOf([
    ['chat-v1', 50, false],
    ['chat-v2', 50, true],
  ]);
  expect(shiftState(shift, turned.object)).toBe('other');
});

it('shows each weight as a difference', () => {
  expect(describeShift(shiftOf(canary))).toEqual([
    {
      field:
        'HTTPRoute chat: spec.rules[0].backendRefs[1].weight (Service chat-v2)',
      aspect: 'other',
      change: 'changed',
      before: '20',
      after: '0',
    },
  ]);
});

import {
  at,
  observation,
  remembered,
  watched,
  type ServerFacts,
} from '../__testUtils__/observations';
import { planRevisions, type RecordedRevision } from './planRevisions';

const A = 'vllm/vllm-openai:v0.9.2';
const B = 'vllm/vllm-openai:v0.10.2';
const C = 'vllm/vllm-openai:v0.11.0';

/** What is recorded after a server was seen in each of these ways. */
function recordedAfter(...seen: readonly ServerFacts[]): RecordedRevision[] {
  const recorded: RecordedRevision[] = [];
  seen.forEach((facts, index) => {
    const plan = planRevisions(
      observation(facts),
      at(100_000 + index),
      recorded,
    );
    if (plan?.amended) {
      recorded[recorded.length - 1] = plan.amended;
    }
    recorded.push(...(plan?.appended ?? []));
  });
  return recorded;
}

const history = (...seen: readonly ServerFacts[]) =>
  recordedAfter(...seen).map(
    ({ number, source, images }) =>
      `${number} ${source} ${images[0]?.reference?.split(':v')[1]}`,
  );

const rs = (image: string, uid: string, startedAt: number, revision: string) =>
  remembered(image, {
    uid,
    startedAt: at(startedAt),
    clusterRevision: revision,
  });
const current = (image: string, startedAt: number, revision: string | null) =>
  watched(image, { startedAt: at(startedAt), clusterRevision: revision });

describe('planRevisions', () => {
  it('numbers what is known at first sight by its start', () => {
    expect(
      history({
        current: current(C, 30_000, '3'),
        remembered: [rs(B, 'rs-b', 20_000, '2'), rs(A, 'rs-a', 10_000, '1')],
      }),
    ).toEqual([
      '1 cluster-history 0.9.2',
      '2 cluster-history 0.10.2',
      '3 watch 0.11.0',
    ]);
  });

  it('takes the ReplicaSet of what runs for what runs, though it is written differently', () => {
    expect(
      history({
        current: current(B, 20_000, '2'),
        remembered: [rs(B, 'rs-b', 20_000, '2')],
      }),
    ).toEqual(['1 watch 0.10.2']);
  });

  it('takes a specification without a template for what runs when cluster revision and start agree', () => {
    const opaque = {
      ...rs(B, 'cr-2', 20_000, '2'),
      specification: { data: 'spec' },
      specHash: 'other',
    };
    expect(
      history({ current: current(B, 20_500, '2'), remembered: [opaque] }),
    ).toEqual(['1 watch 0.10.2']);
  });

  it('keeps the ReplicaSet before when the workload still names its cluster revision while a rollout begins', () => {
    expect(
      history({
        current: current(C, 500_000, '2'),
        remembered: [rs(B, 'rs-b', 20_000, '2')],
      }),
    ).toEqual(['1 watch 0.11.0']);
    expect(
      history({
        current: current(C, 500_000, '3'),
        remembered: [rs(B, 'rs-b', 20_000, '2')],
      }),
    ).toEqual(['1 cluster-history 0.10.2', '2 watch 0.11.0']);
  });

  it('does not count a ReplicaSet that is seen before the workload that made it', () => {
    const before: ServerFacts = {
      current: current(A, 10_000, '1'),
      remembered: [rs(A, 'rs-a', 10_000, '1'), rs(B, 'rs-b', 20_000, '2')],
    };
    expect(history(before)).toEqual(['1 watch 0.9.2']);
    expect(
      history(before, {
        ...before,
        current: current(B, 20_000, '2'),
      }),
    ).toEqual(['1 watch 0.9.2', '2 watch 0.10.2']);
  });

  it('does not count the ReplicaSet of a revision that was watched', () => {
    expect(
      history(
        { current: current(A, 10_000, '1') },
        // The workload does not name the new cluster revision yet.
        { current: current(B, 20_000, '1') },
        {
          current: current(C, 30_000, '3'),
          remembered: [
            rs(A, 'rs-a', 11_000, '1'),
            rs(B, 'rs-b', 21_000, '2'),
            rs(C, 'rs-c', 31_000, '3'),
          ],
        },
      ),
    ).toEqual(['1 watch 0.9.2', '2 watch 0.10.2', '3 watch 0.11.0']);
  });

  it('adds what ran while nobody watched', () => {
    expect(
      history(
        { current: current(A, 10_000, '1') },
        {
          current: current(C, 30_000, '3'),
          remembered: [
            rs(A, 'rs-a', 10_000, '1'),
            rs(B, 'rs-b', 20_000, '2'),
            rs(C, 'rs-c', 30_000, '3'),
          ],
        },
      ),
    ).toEqual(['1 watch 0.9.2', '2 cluster-history 0.10.2', '3 watch 0.11.0']);
  });

  it('sees a rollout and its undoing while nobody watched', () => {
    const recorded = recordedAfter(
      { current: current(A, 10_000, '1') },
      {
        current: current(A, 10_000, '3'),
        remembered: [rs(A, 'rs-a', 10_000, '3'), rs(B, 'rs-b', 20_000, '2')],
      },
    );
    expect(recorded.map(one => [one.source, one.startedAt])).toEqual([
      ['watch', at(10_000)],
      ['cluster-history', at(20_000)],
      // Dated back by the cluster to the first time; it cannot have begun before what it replaced.
      ['watch', at(20_000)],
    ]);
  });

  it('tells what ran unwatched within one second by the numbers of the cluster', () => {
    expect(
      history(
        { current: current(A, 10_000, '1') },
        {
          current: current(C, 10_000, '3'),
          remembered: [
            rs(A, 'rs-a', 10_000, '1'),
            rs(B, 'rs-b', 10_000, '2'),
            rs(C, 'rs-c', 10_000, '3'),
          ],
        },
      ),
    ).toEqual(['1 watch 0.9.2', '2 cluster-history 0.10.2', '3 watch 0.11.0']);
  });

  it('knows a return to a version and the way on from it, though its ReplicaSet is as old as ever', () => {
    expect(
      history(
        { current: current(A, 10_000, '1') },
        {
          current: current(B, 20_000, '2'),
          remembered: [rs(A, 'rs-a', 10_000, '1')],
        },
        {
          current: current(C, 40_000, '4'),
          remembered: [rs(A, 'rs-a', 10_000, '3'), rs(B, 'rs-b', 20_000, '2')],
        },
      ),
    ).toEqual([
      '1 watch 0.9.2',
      '2 watch 0.10.2',
      '3 cluster-history 0.9.2',
      '4 watch 0.11.0',
    ]);
  });

  it('knows a return to a version after one that was recorded before it had a number', () => {
    expect(
      history(
        { current: current(A, 10_000, '1') },
        { current: current(B, 20_000, null) },
        {
          current: current(C, 40_000, '4'),
          remembered: [rs(A, 'rs-a', 10_000, '3'), rs(B, 'rs-b', 20_000, '2')],
        },
      ),
    ).toEqual([
      '1 watch 0.9.2',
      '2 watch 0.10.2',
      '3 cluster-history 0.9.2',
      '4 watch 0.11.0',
    ]);
  });

  it('tells two ReplicaSets apart to which a controller gave the same number', () => {
    expect(
      history(
        { current: current(A, 10_000, '1') },
        {
          current: current('vllm/vllm-openai:v0.12.0', 40_000, '3'),
          remembered: [
            rs(A, 'rs-a', 10_000, '1'),
            rs(B, 'rs-b', 20_000, '2'),
            rs(C, 'rs-c', 30_000, '2'),
          ],
        },
      ),
    ).toEqual([
      '1 watch 0.9.2',
      '2 cluster-history 0.10.2',
      '3 cluster-history 0.11.0',
      '4 watch 0.12.0',
    ]);
  });

  it('keeps what ran just before a specification that the cluster has not numbered yet', () => {
    const recorded = recordedAfter(
      { current: current(A, 10_000, '1') },
      {
        current: { ...current(C, 30_000, '2'), clusterRevisionLags: true },
        remembered: [rs(A, 'rs-a', 10_000, '1'), rs(B, 'rs-b', 29_000, '2')],
      },
    );
    expect(
      recorded.map(({ images, clusterRevision }) => [
        images[0]?.reference,
        clusterRevision,
      ]),
    ).toEqual([
      [A, '1'],
      [B, '2'],
      [C, null],
    ]);
  });

  it('waits for the rest of the history before it numbers anything', () => {
    const whole: ServerFacts = {
      current: current(C, 30_000, '3'),
      remembered: [rs(A, 'rs-a', 10_000, '1'), rs(B, 'rs-b', 20_000, '2')],
    };
    const early = {
      ...observation({
        current: whole.current,
        remembered: [rs(A, 'rs-a', 10_000, '1')],
      }),
      historyLags: true as const,
    };
    const recorded = recordedAfter({ current: current(A, 10_000, '1') });
    expect(planRevisions(early, at(200_000), recorded)).toEqual({
      appended: [],
      amended: null,
      newest: recorded[0],
    });
    expect(planRevisions(early, at(200_000), [])).toBeNull();
    expect(history({ current: current(A, 10_000, '1') }, whole)).toEqual([
      '1 watch 0.9.2',
      '2 cluster-history 0.10.2',
      '3 watch 0.11.0',
    ]);
  });

  it('inserts no older revision once a server is known', () => {
    expect(
      history(
        { current: current(B, 20_000, '2') },
        {
          current: current(B, 20_000, '2'),
          remembered: [rs(A, 'rs-a', 10_000, '1')],
        },
      ),
    ).toEqual(['1 watch 0.10.2']);
  });

  it('does not mistake the cluster revisions of a server made again for those of the one before', () => {
    expect(
      history(
        { current: current(A, 10_000, '2'), remembered: [] },
        {
          uid: '9a1c8e44-7f3b-4d0a-9f5d-2b6c7d8e9f01',
          current: current(C, 40_000, '3'),
          remembered: [rs(B, 'rs-b', 30_000, '2')],
        },
      ),
    ).toEqual(['1 watch 0.9.2', '2 cluster-history 0.10.2', '3 watch 0.11.0']);
  });

  it('adds digests and the cluster revision when they become known, and keeps them', () => {
    const digest = `sha256:${'4f'.repeat(32)}`;
    const pulled = {
      ...current(A, 10_000, '1'),
      images: [{ reference: A, digest }],
    };
    const scaledToZero = current(A, 10_000, '1');
    const recorded = recordedAfter(
      { current: current(A, 10_000, null) },
      { current: pulled },
      { current: scaledToZero, server: { state: 'scaled-to-zero' } },
    );
    expect(recorded).toMatchObject([
      {
        number: 1,
        startedAt: at(10_000),
        observedAt: at(100_000),
        clusterRevision: '1',
        images: [{ reference: A, digest }],
      },
    ]);
  });

  it('writes nothing when nothing became known', () => {
    const facts: ServerFacts = {
      current: current(B, 20_000, '2'),
      remembered: [rs(A, 'rs-a', 10_000, '1'), rs(B, 'rs-b', 20_000, '2')],
    };
    expect(
      planRevisions(observation(facts), at(200_000), recordedAfter(facts)),
    ).toMatchObject({ appended: [], amended: null, newest: { number: 2 } });
  });
});

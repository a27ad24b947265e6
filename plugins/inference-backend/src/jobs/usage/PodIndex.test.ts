import { allocation, hour } from '../../record/__testUtils__/openLedger';
import { PodIndex, type NamedServer } from './PodIndex';

const server = (name: string, model: string | null = null): NamedServer =>
  ({
    id: `ms-${name}`,
    namespace: 'support',
    name,
    model: { id: model },
  } as NamedServer);

const find = (index: PodIndex, name: string, uid: string | null = null) =>
  index.findPod({ uid, namespace: 'support', name, at: hour(2) })?.serverId;

describe('PodIndex', () => {
  it('finds a pod by its uid before its name', () => {
    const index = new PodIndex({
      servers: [],
      allocations: [
        allocation({ podUid: 'a', podName: 'chat-0', serverId: 'ms-a' }),
        allocation({ podUid: 'b', podName: 'other-0', serverId: 'ms-b' }),
      ],
    });
    expect(find(index, 'chat-0', 'b')).toBe('ms-b');
    expect(find(index, 'chat-0', 'unheard-of')).toBe('ms-a');
    expect(find(index, 'chat-0')).toBe('ms-a');
  });

  it('tells pods apart that follow each other under one name', () => {
    const index = new PodIndex({
      servers: [],
      allocations: [
        allocation({
          podUid: 'a',
          podName: 'chat-0',
          serverId: 'ms-a',
          from: hour(0),
          to: hour(1),
        }),
        allocation({
          podUid: 'b',
          podName: 'chat-0',
          serverId: 'ms-b',
          from: hour(1.5),
        }),
      ],
    });
    expect(find(index, 'chat-0')).toBe('ms-b');
    expect(
      index.findPod({
        uid: null,
        namespace: 'support',
        name: 'chat-0',
        at: hour(0.5),
      })?.serverId,
    ).toBe('ms-a');
  });

  it.each([
    ['chat-7d9f6c5b8-x2k4z', 'ms-chat'],
    ['chat-v2-7d9f6c5b8-x2k4z', 'ms-chat-v2'],
    ['chat-0', 'ms-chat'],
    ['chat-0-1', 'ms-chat'],
    ['chat-predictor-7d9f6c5b8-x2k4z', 'ms-chat'],
    ['chat-predictor-00002-deployment-7d9f6c5b8-x2k4z', 'ms-chat'],
    ['chat', 'ms-chat'],
    // A version whose server is gone is not its neighbour.
    ['chat-v1-7d9f6c5b8-x2k4z', undefined],
    ['chatter-7d9f6c5b8-x2k4z', undefined],
    ['chat-loader-x2k4z', undefined],
  ])('takes %s, which holds no GPU, for a pod of %s', (name, expected) => {
    const index = new PodIndex({
      servers: [server('chat'), server('chat-v2')],
      allocations: [],
    });
    expect(find(index, name)).toBe(expected);
  });

  it('finds where gateways send requests by workload, service or model', () => {
    const index = new PodIndex({
      servers: [
        server('chat', 'acme/chat'),
        server('rerank', 'acme/rerank'),
        server('rerank-b', 'acme/rerank'),
      ],
      allocations: [],
    });
    const to = (name: string, namespace: string | null = 'support') =>
      index.findDestination({ namespace, name });
    expect(to('chat')).toBe('ms-chat');
    expect(to('chat-svc')).toBe('ms-chat');
    expect(to('chat', null)).toBe('ms-chat');
    expect(to('acme/chat')).toBe('ms-chat');
    // Two servers run it: nobody knows which of them answered.
    expect(to('acme/rerank')).toBeUndefined();
    expect(to('chat', 'search')).toBeUndefined();
  });

  it('knows which pods share their GPUs by time', () => {
    const third = { numerator: 1, denominator: 3 };
    const index = new PodIndex({
      servers: [],
      allocations: [
        allocation({
          podUid: 'a',
          weight: third,
          resource: 'nvidia.com/gpu.shared',
        }),
        allocation({
          podUid: 'b',
          weight: third,
          resource: 'nvidia.com/mig-2g.20gb',
        }),
      ],
    });
    expect(
      Object.fromEntries(
        [...index.pods].map(({ key, sharesGpus }) => [key, sharesGpus]),
      ),
    ).toEqual({ a: true, b: false });
  });
});

import {
  deployment,
  NOW,
  pod,
  replicaSet,
  resourceOf,
  vllmTemplate,
} from '../inventory/__testUtils__/cluster';
import {
  BOUND_AT,
  ledgerOf,
  MINUTE,
  node,
  scheduled,
} from './__testUtils__/turnedLedger';

describe('allocations', () => {
  it('last from the binding of the pod, not from the start of its container', () => {
    const { see, drain } = ledgerOf();
    see(node(), pod('chat-0', { ready: false, status: scheduled() }));
    expect(drain().allocations).toEqual([
      expect.objectContaining({
        podUid: 'pod-support-chat-0',
        container: 'engine',
        nodeUid: 'node-gpu-1',
        resource: 'nvidia.com/gpu',
        units: 1,
        weight: { numerator: 1, denominator: 1 },
        from: BOUND_AT,
        to: null,
        quality: 'observed',
      }),
    ]);
    expect(drain().allocations).toEqual([]);
    expect(drain(true).allocations).toHaveLength(1);
  });

  it('end when the last GPU container ended for good, whatever sidecars do', () => {
    const { see, drain } = ledgerOf();
    const job = (state: object) =>
      pod('tune-0', {
        spec: { restartPolicy: 'Never' },
        status: {
          ...scheduled(),
          containerStatuses: [
            { name: 'engine', state },
            { name: 'logs', state: { running: {} } },
          ],
        },
      });
    see(node(), job({ running: {} }));
    expect(drain().allocations).toMatchObject([{ to: null }]);
    see(
      job({ terminated: { exitCode: 0, finishedAt: '2026-11-20T11:59:30Z' } }),
    );
    expect(drain().allocations).toMatchObject([
      { from: BOUND_AT, to: Date.parse('2026-11-20T11:59:30Z') },
    ]);
    expect(drain(true).allocations).toEqual([]);
  });

  it('go on while a container crashes and is started again', () => {
    const { see, drain } = ledgerOf();
    see(
      node(),
      pod('chat-0', {
        status: {
          ...scheduled(),
          containerStatuses: [
            {
              name: 'engine',
              state: {
                terminated: {
                  exitCode: 1,
                  finishedAt: '2026-11-20T11:59:30Z',
                },
              },
            },
          ],
        },
      }),
    );
    expect(drain().allocations).toMatchObject([{ to: null }]);
  });

  it('end at the instant in which the deletion is seen', () => {
    const { see, lose, drain, pass } = ledgerOf();
    const chat = pod('chat-0', { status: scheduled() });
    see(node(), chat);
    drain();
    pass(7 * MINUTE);
    lose(chat);
    // However long the record is away.
    pass(30 * MINUTE);
    expect(drain().allocations).toMatchObject([
      { from: BOUND_AT, to: NOW + 7 * MINUTE },
    ]);
  });

  it('are told of a pod that came and went between two drains, with its server', () => {
    const { see, lose, drain, pass } = ledgerOf();
    const chat = deployment('chat');
    const set = replicaSet(chat, 'abc');
    const short = pod('chat-abc-1', { owner: set, status: scheduled() });
    see(node(), chat, set);
    drain();
    see(short);
    pass(40_000);
    lose(short);
    const { allocations } = drain();
    expect(allocations).toMatchObject([{ from: BOUND_AT, to: NOW + 40_000 }]);
    expect(allocations[0]?.serverId).toMatch(/^ms/);
  });

  it('end when a new list lacks the pod', () => {
    const { inventory, see, drain, pass } = ledgerOf();
    const chat = pod('chat-0', { status: scheduled() });
    see(node(), chat);
    drain();
    pass(MINUTE);
    inventory.beginReplace(resourceOf(inventory, chat)).commit();
    expect(drain().allocations).toMatchObject([{ to: NOW + MINUTE }]);
  });

  it('are nobody’s for a pod that waits for its node', () => {
    const { see, drain } = ledgerOf();
    see(node(), pod('chat-0', { node: null, ready: false }));
    expect(drain(true).allocations).toEqual([]);
  });

  it('belong to no server for other workloads, whose namespace is told', () => {
    const { see, drain } = ledgerOf();
    see(
      node(),
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'training',
          uid: 'n',
          annotations: { 'inference-portal/owner': 'group:default/research' },
        },
      },
      pod('tune-0', {
        namespace: 'training',
        template: vllmTemplate({ image: 'axolotl:1', args: ['train'] }),
        spec: { restartPolicy: 'Never' },
        status: scheduled(),
      }),
    );
    const { allocations, namespaces } = drain();
    expect(allocations).toMatchObject([
      { serverId: null, namespace: 'training' },
    ]);
    expect(namespaces).toMatchObject([
      { namespace: 'training', owner: { value: 'group:default/research' } },
    ]);
  });
});

import { supportChat } from '../__testUtils__/requests';
import {
  parseDocuments,
  type Parsed,
  renderFiles,
  renderObjects,
} from '../__testUtils__/rendered';

const LEADER = { 'leaderworkerset.sigs.k8s.io/worker-index': '0' };
const overNodes = {
  ...supportChat,
  kind: 'leader-worker-set',
  gpu: { ...supportChat.gpu, tensorParallel: 8, pipelineParallel: 2, nodes: 2 },
};

function containersOf(input: object): { leader: Parsed; worker: Parsed } {
  const group =
    renderObjects(input).get('LeaderWorkerSet')?.spec.leaderWorkerTemplate;
  return {
    leader: group.leaderTemplate.spec.containers[0],
    worker: group.workerTemplate.spec.containers[0],
  };
}

describe('leaderWorkerSet', () => {
  it('makes a replica of as many pods as there are nodes, with an equal share of the GPUs each', () => {
    const objects = renderObjects(overNodes);
    expect(objects.has('Deployment')).toBe(false);
    expect(objects.get('LeaderWorkerSet')?.spec.leaderWorkerTemplate.size).toBe(
      2,
    );
    const { leader, worker } = containersOf(overNodes);
    for (const { resources } of [leader, worker]) {
      expect(resources.limits['nvidia.com/gpu']).toBe('8');
      expect(resources.requests).toEqual(resources.limits);
    }
    expect(leader.args).toEqual(
      expect.arrayContaining([
        '--tensor-parallel-size=8',
        '--pipeline-parallel-size=2',
      ]),
    );
  });

  it('tells every pod of vLLM its place, and lets the first alone answer', () => {
    const { leader, worker } = containersOf(overNodes);
    const place = [
      '--node-rank=$(LWS_WORKER_INDEX)',
      '--master-addr=$(LWS_LEADER_ADDRESS)',
    ];
    for (const { args, env } of [leader, worker]) {
      expect(args).toEqual(expect.arrayContaining(['--nnodes=2', ...place]));
      expect(env).toContainEqual({
        name: 'VLLM_HOST_IP',
        valueFrom: { fieldRef: { fieldPath: 'status.podIP' } },
      });
    }
    expect(leader.args).not.toContain('--headless');
    expect(worker.args).toContain('--headless');
    expect(worker).not.toHaveProperty('ports');
    expect(worker).not.toHaveProperty('readinessProbe');
  });

  it('joins pods by Ray where vLLM cannot by itself', () => {
    const { leader, worker } = containersOf({
      ...overNodes,
      engine: { name: 'vllm', version: '0.11.2' },
    });
    expect(leader.command[2]).toContain('exec vllm serve');
    expect(leader.args).toContain('--distributed-executor-backend=ray');
    expect(leader.args).not.toContain('--nnodes=2');
    expect(worker.command[2]).toContain('worker --ray_address');
    expect(worker.args).toEqual([]);
  });

  it('keeps variables of the pod out of reach of what people write', () => {
    const { leader } = containersOf({
      ...overNodes,
      model: { ...supportChat.model, servedName: '$(HF_TOKEN)' },
    });
    expect(leader.args).toContain('--served-model-name=$$(HF_TOKEN)');
  });

  it('sends requests, and Prometheus, to the first pods only', () => {
    const objects = renderObjects(overNodes);
    expect(objects.get('Service')?.spec.selector).toMatchObject(LEADER);
    expect(objects.get('PodMonitor')?.spec.selector.matchLabels).toMatchObject(
      LEADER,
    );
    expect(
      objects.get('PodDisruptionBudget')?.spec.selector.matchLabels,
    ).not.toMatchObject(LEADER);
  });

  it('lets the pods of a replica talk on all ports, and nobody else', () => {
    const { spec } = renderObjects(overNodes).get('NetworkPolicy') as Parsed;
    const others = [
      {
        podSelector: {
          matchLabels: { 'inference-portal/deployment': 'support-chat' },
        },
      },
    ];
    expect(spec.ingress).toContainEqual({ from: others });
    expect(spec.egress).toContainEqual({ to: others });
    expect(
      renderObjects(supportChat).get('NetworkPolicy')?.spec.ingress,
    ).toHaveLength(1);
  });

  it('keeps the other pods until the first has given its last answer', () => {
    const { leader, worker } = containersOf(overNodes);
    const seconds = ({ lifecycle }: Parsed) =>
      Number(lifecycle.preStop.exec.command[1]);
    expect(seconds(worker)).toBeGreaterThan(seconds(leader));
    expect(seconds(worker)).toBeLessThan(
      renderObjects(overNodes).get('LeaderWorkerSet')?.spec.leaderWorkerTemplate
        .workerTemplate.spec.terminationGracePeriodSeconds,
    );
  });

  it('chooses the GPUs of a region for all pods', () => {
    const [overlay] = parseDocuments(
      renderFiles(overNodes).get('overlays/us-east/kustomization.yaml') ?? '',
    );
    const [patch] = parseDocuments(overlay?.patches[0].patch);
    const onH200 = {
      spec: { nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H200' } },
    };
    expect(patch).toMatchObject({
      kind: 'LeaderWorkerSet',
      spec: {
        leaderWorkerTemplate: {
          leaderTemplate: onH200,
          workerTemplate: onH200,
        },
      },
    });
  });

  it('says in the runbook that nothing but Git and the portal goes back', () => {
    const runbook = renderFiles(overNodes).get('runbook.md');
    expect(runbook).toContain('on each of 2 nodes');
    expect(runbook).not.toContain('rollout undo');
  });
});

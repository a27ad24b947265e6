import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedCluster } from './SimulatedCluster';
import { gpuNode, vllmDeployment } from './testing/clusterInTime';

jest.setTimeout(60_000);

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const describeWithKubectl = hasKubectl ? describe : describe.skip;

describeWithKubectl(
  hasKubectl ? 'kubectl' : 'kubectl (skipped: there is no kubectl on the PATH)',
  () => {
    let cluster: SimulatedCluster;
    let url: string;
    let directory: string;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'kubectl-'));
      cluster = new SimulatedCluster({
        name: 'kubectl',
        seed: 11,
        clock: Date.now,
        podBehaviour: () => ({
          outcome: 'ready',
          startupMs: 150,
          pullMs: 50,
          shutdownMs: 50,
          logs: 'INFO: Application startup complete.\n',
        }),
      });
      cluster.seed([gpuNode('gpu-0'), gpuNode('gpu-1')]);
      ({ url } = await cluster.start({ port: 0 }));
    });

    afterEach(async () => {
      await cluster.stop();
      await rm(directory, { recursive: true });
    });

    /** What kubectl prints; its complaint when it fails. */
    function kubectl(...args: string[]): Promise<string> {
      const home = { HOME: directory, KUBECONFIG: join(directory, 'none') };
      return new Promise(resolve => {
        execFile(
          'kubectl',
          [`--server=${url}`, ...args],
          { env: { ...process.env, ...home } },
          (error, stdout, stderr) => resolve(error ? stderr : stdout),
        );
      });
    }

    async function apply(tag: string, ...args: string[]): Promise<string> {
      const file = join(directory, 'llama.json');
      await writeFile(file, JSON.stringify(vllmDeployment('llama', { tag })));
      return kubectl('apply', '-f', file, ...args);
    }

    const image = () =>
      kubectl(
        'get',
        'deploy',
        'llama',
        '-o',
        'jsonpath={.spec.template.spec.containers[0].image}',
      );
    const rolledOut = () =>
      kubectl('rollout', 'status', 'deploy/llama', '--timeout=20s');

    it('applies, rolls out, undoes and shows the history', async () => {
      expect(await apply('v1')).toContain('deployment.apps/llama created');
      expect(await rolledOut()).toContain('successfully rolled out');
      expect(await apply('v1')).toContain('deployment.apps/llama unchanged');
      expect(await apply('v2')).toContain('deployment.apps/llama configured');
      expect(await rolledOut()).toContain('successfully rolled out');
      expect(await image()).toBe('vllm/vllm-openai:v2');
      expect(await kubectl('rollout', 'undo', 'deploy/llama')).toContain(
        'rolled back',
      );
      expect(await rolledOut()).toContain('successfully rolled out');
      expect(await image()).toBe('vllm/vllm-openai:v1');
      const history = await kubectl('rollout', 'history', 'deploy/llama');
      expect(history).toMatch(/\n2 +<none>\n3 +<none>\n/);
    });

    it('scales, patches in each way and waits', async () => {
      await apply('v1');
      await kubectl('scale', 'deploy/llama', '--replicas=3');
      expect(
        await kubectl(
          'wait',
          'deploy/llama',
          '--for=jsonpath={.status.readyReplicas}=3',
          '--timeout=20s',
        ),
      ).toContain('condition met');
      const patch = (type: string, body: unknown) =>
        kubectl(
          'patch',
          'deploy',
          'llama',
          `--type=${type}`,
          '-p',
          JSON.stringify(body),
        );
      const withImage = (tag: string) => ({
        spec: {
          template: { spec: { containers: [{ name: 'vllm', image: tag }] } },
        },
      });
      await patch('strategic', withImage('vllm:strategic'));
      expect(await image()).toBe('vllm:strategic');
      const path = '/spec/template/spec/containers/0/image';
      await patch('json', [
        { op: 'test', path, value: 'vllm:strategic' },
        { op: 'replace', path, value: 'vllm:json' },
      ]);
      expect(await image()).toBe('vllm:json');
      expect(
        await patch('json', [{ op: 'test', path, value: 'vllm:other' }]),
      ).toContain('request is invalid');
      await patch('merge', { spec: { replicas: 1 } });
      expect(
        await kubectl(
          'get',
          'deploy',
          'llama',
          '-o',
          'jsonpath={.spec.replicas}',
        ),
      ).toBe('1');
    });

    it('applies on the server and is told of conflicts', async () => {
      expect(await apply('v1', '--server-side')).toContain(
        'serverside-applied',
      );
      expect(
        await apply('v2', '--server-side', '--field-manager=argocd'),
      ).toContain('conflict with "kubectl"');
      const forced = [
        '--server-side',
        '--field-manager=argocd',
        '--force-conflicts',
      ];
      expect(await apply('v2', ...forced)).toContain('serverside-applied');
      expect(await apply('v3', '--dry-run=server', ...forced)).toContain(
        'server dry run',
      );
      expect(await image()).toBe('vllm/vllm-openai:v2');
    });

    it('describes, lists and deletes', async () => {
      await apply('v1');
      await rolledOut();
      const pods = await kubectl('get', 'pods', '-A', '-o', 'wide');
      expect(pods).toMatch(/default +llama-\S+ +1\/1 +Running +0 .* gpu-[01] /);
      const description = await kubectl('describe', 'deploy', 'llama');
      expect(description).toContain(
        '2 desired | 2 updated | 2 total | 2 available',
      );
      expect(description).toContain('ScalingReplicaSet');
      expect(await kubectl('logs', 'deploy/llama')).toContain(
        'Application startup complete',
      );
      expect(await kubectl('describe', 'node', 'gpu-0')).toContain(
        'nvidia.com/gpu',
      );
      expect(await kubectl('delete', 'deploy', 'llama')).toContain('deleted');
      expect(
        await kubectl('wait', 'pod', '--all', '--for=delete', '--timeout=20s'),
      ).not.toContain('error');
      expect(await kubectl('get', 'pod', 'llama')).toContain(
        'Error from server (NotFound): pods "llama" not found',
      );
    });
  },
);

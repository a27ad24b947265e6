import { supportChat } from './__testUtils__/requests';
import {
  parseDocuments,
  type Parsed,
  renderFiles,
  renderObjects,
} from './__testUtils__/rendered';

function engineOf(objects: ReadonlyMap<string, Parsed>): Parsed {
  return objects.get('Deployment')?.spec.template.spec.containers[0];
}

describe('renderDeployment', () => {
  it('renders vLLM with KEDA, a gateway, two regions and a startup gate', () => {
    expect(Object.fromEntries(renderFiles(supportChat))).toMatchSnapshot();
  });

  it('gives the same files for the same request', () => {
    expect(renderFiles(supportChat)).toEqual(
      renderFiles(structuredClone(supportChat)),
    );
  });

  it('lists in the base exactly the manifests that it wrote', () => {
    const files = renderFiles({
      ...supportChat,
      warmUp: { kind: 'job', prompts: ['Hello'] },
    });
    const [base] = parseDocuments(files.get('base/kustomization.yaml') ?? '');
    expect([...(base?.resources ?? []), 'kustomization.yaml'].sort()).toEqual(
      [...files.keys()]
        .filter(path => path.startsWith('base/'))
        .map(path => path.slice('base/'.length))
        .sort(),
    );
  });

  it('selects the pods of the server everywhere by the same label', () => {
    const objects = renderObjects(supportChat);
    const selector = { 'inference-portal/deployment': 'support-chat' };
    const template = objects.get('Deployment')?.spec.template;
    expect(template.metadata.labels).toMatchObject(selector);
    expect(objects.get('Deployment')?.spec.selector.matchLabels).toEqual(
      selector,
    );
    expect(objects.get('Service')?.spec.selector).toEqual(selector);
    for (const kind of ['PodDisruptionBudget', 'PodMonitor']) {
      expect(objects.get(kind)?.spec.selector.matchLabels).toEqual(selector);
    }
    expect(objects.get('NetworkPolicy')?.spec.podSelector.matchLabels).toEqual(
      selector,
    );
  });

  it('requests as much as it limits, and the GPUs of both kinds of parallelism', () => {
    const { resources } = engineOf(
      renderObjects({
        ...supportChat,
        gpu: { ...supportChat.gpu, pipelineParallel: 2 },
      }),
    );
    expect(resources.requests).toEqual(resources.limits);
    expect(resources.limits['nvidia.com/gpu']).toBe('4');
  });

  it('keeps the weights of the hub on a volume, at the commit of the version', () => {
    const objects = renderObjects(supportChat);
    const { args, env, volumeMounts } = engineOf(objects);
    expect(args[0]).toBe('Qwen/Qwen3-32B');
    expect(args).toContain(
      '--revision=9216db5781bf21249d130ec9da846c4624c16137',
    );
    expect(env).toContainEqual({
      name: 'HF_TOKEN',
      valueFrom: { secretKeyRef: { name: 'hub-token', key: 'token' } },
    });
    const home = env.find(({ name }: Parsed) => name === 'HF_HOME').value;
    expect(volumeMounts).toContainEqual({
      name: 'model-cache',
      mountPath: home,
    });
    expect(objects.get('PersistentVolumeClaim')?.metadata.name).toBe(
      'support-chat-model-cache',
    );
  });

  it.each([
    [
      'pvc://weights/chat/v3',
      '/models/chat/v3',
      { persistentVolumeClaim: { claimName: 'weights', readOnly: true } },
    ],
    [
      `oci://registry.example.com/models/chat@sha256:${'a'.repeat(64)}`,
      '/models/support-chat',
      {
        image: {
          reference: `registry.example.com/models/chat@sha256:${'a'.repeat(
            64,
          )}`,
          pullPolicy: 'IfNotPresent',
        },
      },
    ],
  ])('mounts %s and asks the hub for nothing', (source, path, volume) => {
    const objects = renderObjects({
      ...supportChat,
      model: { ...supportChat.model, source, tokenSecret: null },
    });
    const { args, env } = engineOf(objects);
    expect(args[0]).toBe(path);
    expect(args.join(' ')).not.toContain('--revision');
    expect(env).toContainEqual({ name: 'HF_HUB_OFFLINE', value: '1' });
    expect(
      objects.get('Deployment')?.spec.template.spec.volumes,
    ).toContainEqual({ name: 'model', ...volume });
    expect(objects.has('PersistentVolumeClaim')).toBe(false);
    expect(objects.get('NetworkPolicy')?.spec.egress).toHaveLength(1);
  });

  it('replaces the pods when a file that they read changes', () => {
    const hash = (prompt: string) =>
      renderObjects({
        ...supportChat,
        warmUp: { kind: 'startup-gate', prompts: [prompt] },
      }).get('Deployment')?.spec.template.metadata.annotations[
        'inference-portal/config-hash'
      ];
    expect(hash('a')).not.toBe(hash('b'));
    expect(hash('a')).toBe(hash('a'));
  });

  it('gives pods more time to start the larger the weights are, and more time to end the longer answers take', () => {
    const podOf = (weightsGiB: number, longestRequestSeconds: number) => {
      const objects = renderObjects({
        ...supportChat,
        model: { ...supportChat.model, weightsGiB },
        longestRequestSeconds,
      });
      const { startupProbe, args } = engineOf(objects);
      const drain = args
        .find((arg: string) => arg.startsWith('--shutdown-timeout='))
        .split('=')[1];
      return {
        start: startupProbe.periodSeconds * startupProbe.failureThreshold,
        drain: Number(drain),
        grace:
          objects.get('Deployment')?.spec.template.spec
            .terminationGracePeriodSeconds,
      };
    };
    expect(podOf(1, 10)).toEqual({ start: 600, drain: 35, grace: 60 });
    expect(podOf(400, 600)).toEqual({ start: 4520, drain: 900, grace: 925 });
  });

  it('starts beside the old pod only where GPUs are spare', () => {
    const strategy = (spare: boolean) =>
      renderObjects({ ...supportChat, gpu: { ...supportChat.gpu, spare } }).get(
        'Deployment',
      )?.spec.strategy.rollingUpdate;
    expect(strategy(true)).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(strategy(false)).toEqual({ maxSurge: 0, maxUnavailable: 1 });
  });

  it('differs per region in GPUs and standby only', () => {
    const files = renderFiles(supportChat);
    const [overlay] = parseDocuments(
      files.get('overlays/us-east/kustomization.yaml') ?? '',
    );
    const [patch] = parseDocuments(overlay?.patches[0].patch);
    expect(patch).toMatchObject({
      kind: 'Deployment',
      metadata: { annotations: { 'inference-portal/standby': 'true' } },
      spec: {
        template: {
          spec: { nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H200' } },
        },
      },
    });
    const servers = parseDocuments(files.get('catalog-info.yaml') ?? '').map(
      ({ metadata }) => metadata.annotations['inference-portal/server'],
    );
    expect(servers).toEqual([
      'eu-west/support/support-chat',
      'us-east/support/support-chat',
    ]);
  });

  it('makes each step of a canary a component, and going back one of them', () => {
    const files = renderFiles({
      ...supportChat,
      canary: {
        kind: 'httproute',
        stableService: 'support-chat-v1',
        route: 'chat',
        steps: [10, 50, 100],
      },
    });
    const weights = (percent: number) => {
      const [component] = parseDocuments(
        files.get(`components/canary-${percent}/kustomization.yaml`) ?? '',
      );
      expect(component?.patches[0].target.name).toBe('chat');
      const [[change]] = parseDocuments(component?.patches[0].patch) as any;
      return change.value.map(({ name, weight }: Parsed) => [name, weight]);
    };
    expect(weights(0)).toEqual([
      ['support-chat-v1', 100],
      ['support-chat', 0],
    ]);
    expect(weights(10)).toEqual([
      ['support-chat-v1', 90],
      ['support-chat', 10],
    ]);
    // The version before stays in the route, as the place to go back to.
    expect(weights(100)).toEqual([
      ['support-chat-v1', 0],
      ['support-chat', 100],
    ]);
    const [overlay] = parseDocuments(
      files.get('overlays/eu-west/kustomization.yaml') ?? '',
    );
    expect(overlay?.components).toEqual(['../../components/canary-10']);
  });

  it('warms up by a Job that the Service does not send requests to', () => {
    const objects = renderObjects({
      ...supportChat,
      warmUp: { kind: 'job', prompts: ['Hello', 'Bye'] },
    });
    const job = objects.get('Job');
    expect(job?.metadata.name).toMatch(/^support-chat-warm-up-[0-9a-f]{8}$/);
    expect(job?.spec.template.metadata.labels).not.toHaveProperty(
      'inference-portal/deployment',
    );
    expect(Object.keys(objects.get('ConfigMap')?.data)).toEqual([
      'request-00.json',
      'request-01.json',
    ]);
    expect(engineOf(objects).startupProbe.httpGet.path).toBe('/health');
  });

  it('leaves out what was not asked for', () => {
    const objects = renderObjects({
      ...supportChat,
      autoscaling: { kind: 'none' },
      replicas: 3,
      gateway: null,
      alerts: null,
      warmUp: { kind: 'none' },
    });
    expect([...objects.keys()].sort()).toEqual([
      'Deployment',
      'Kustomization',
      'NetworkPolicy',
      'PersistentVolumeClaim',
      'PodDisruptionBudget',
      'PodMonitor',
      'Service',
      'ServiceAccount',
    ]);
    expect(objects.get('Deployment')?.spec.replicas).toBe(3);
  });
});

import { parse } from 'yaml';
import { DryRunner } from './__testUtils__/DryRunner';
import {
  everything,
  onlyVllm,
  requestOfEverything,
} from './__testUtils__/everyField';
import {
  formValues,
  readTemplate,
  templateEngines,
} from './__testUtils__/templates';
import { renderFiles } from './render/__testUtils__/rendered';

jest.setTimeout(60_000);

const runner = new DryRunner();
beforeAll(() => runner.start());
afterAll(() => runner.stop());

const [vllm] = templateEngines;
const template = readTemplate(vllm);
const run = (change?: object) => runner.run(template, formValues(change));

/** What the portal would be asked to apply, of one kind. */
const applied = (kind: string) =>
  runner.calls
    .filter(({ to }) => to === 'apply')
    .flatMap(({ body }) => body.objects)
    .filter(object => object.kind === kind);

describe.each(templateEngines)('the template of %s', engine => {
  it('runs with what is required and applies what it rendered', async () => {
    const { status, text, output } = await runner.run(
      readTemplate(engine),
      formValues(),
    );
    expect(status === 200 ? '' : text).toBe('');
    expect(runner.calls.map(({ to }) => to)).toEqual(['plan', 'apply']);
    expect(runner.calls[0].body).toMatchObject({
      model: { id: 'default/support-chat' },
      engine: { name: engine },
      maxModelLen: 32768,
    });
    expect(runner.calls[1].body).toMatchObject({
      cluster: 'eu-west',
      namespace: 'support',
      owner: 'group:default/support',
      dryRun: true,
    });
    expect(applied('Deployment')[0]).toMatchObject({
      metadata: { name: 'support-chat' },
    });
    expect(output.text[0].content).toContain('fits');
  });

  it('passes every field of the form on to the request', async () => {
    const values = {
      ...everything,
      ...(engine === 'vllm' ? onlyVllm : {}),
    };
    const { status, text, files } = await runner.run(
      readTemplate(engine),
      formValues(values),
    );
    expect(status === 200 ? '' : text).toBe('');
    const expected = renderFiles({
      ...requestOfEverything,
      model: {
        ...requestOfEverything.model,
        ...(engine === 'vllm' && { servedName: 'chat' }),
      },
      ...(engine === 'vllm' && {
        kind: 'leader-worker-set',
        gpu: { ...requestOfEverything.gpu, nodes: 2 },
      }),
      settings: {
        ...requestOfEverything.settings,
        ...(engine === 'vllm' && { quantizeOnLoad: true }),
      },
      engine: { name: engine, version: '1.2.1' },
    });
    for (const [path, content] of expected) {
      expect([path, files.get(`server/${path}`)]).toEqual([path, content]);
    }
  });
});

describe('both templates', () => {
  it('differ only in what the engines differ in', () => {
    const [first, second] = templateEngines.map(engine => {
      const { metadata, spec } = readTemplate(engine);
      const [, engineAndGpus, requests] = spec.parameters;
      const [, split] = requests.properties.canary.dependencies.kind.oneOf;
      split.properties.by.enum.splice(3);
      split.properties.by.enumNames.splice(3);
      split.dependencies.by.oneOf.splice(2);
      for (const field of ['servedName', 'quantizeOnLoad', 'nodes', 'kserve']) {
        delete engineAndGpus.properties[field];
      }
      for (const { input } of spec.steps) {
        delete input.model?.servedName;
        delete input.settings?.quantizeOnLoad;
        delete input.gpu?.nodes;
        delete input.kind;
      }
      return JSON.stringify({ metadata, spec })
        .replaceAll('TensorRT-LLM', 'vLLM')
        .replaceAll('tensorrt-llm', 'vllm')
        .replace('"1.2.1"', '"0.30.0"');
    });
    expect(second === first).toBe(true);
  });
});

describe('the choices of the form', () => {
  it.each([
    [
      { kind: 'hpa', minReplicas: 2, maxReplicas: 3, gpuUtilization: 60 },
      'HorizontalPodAutoscaler',
    ],
    [formValues().autoscaling, 'ScaledObject'],
    [{ kind: 'none', replicas: 3 }, null],
  ])('make one autoscaler at most: %j', async (autoscaling, kind) => {
    const { status, text } = await run({ autoscaling });
    expect(status === 200 ? '' : text).toBe('');
    const scalers = ['HorizontalPodAutoscaler', 'ScaledObject'].filter(
      one => applied(one).length > 0,
    );
    expect(scalers).toEqual(kind === null ? [] : [kind]);
    expect(applied('Deployment')[0].spec.replicas).toBe(
      kind === null ? 3 : undefined,
    );
  });

  it('send five per cent of the requests first', async () => {
    await run({
      gateway: everything.gateway,
      canary: {
        kind: 'five-percent',
        by: 'route',
        stableService: 'old',
        route: 'chat',
      },
    });
    expect(
      applied('HTTPRoute')[0].spec.rules[0].backendRefs.map(
        ({ name, weight }: { name: string; weight: number }) => [name, weight],
      ),
    ).toEqual([
      ['old', 95],
      ['support-chat', 5],
    ]);
  });

  it('leave the steps of new versions to Argo Rollouts', async () => {
    await run({
      gateway: everything.gateway,
      spare: true,
      canary: { kind: 'three-steps', by: 'rollout-route', pauseMinutes: 60 },
    });
    expect(applied('Deployment')).toEqual([]);
    expect(applied('Rollout')[0].spec.strategy.canary).toMatchObject({
      canaryService: 'support-chat-canary',
      steps: [
        { setWeight: 10 },
        { pause: { duration: '60m' } },
        { setWeight: 50 },
        { pause: { duration: '60m' } },
      ],
    });
  });

  it('spread a replica over nodes', async () => {
    await run({ nodes: 2 });
    expect(applied('LeaderWorkerSet')[0].spec.leaderWorkerTemplate.size).toBe(
      2,
    );
  });

  it('leave the pods to KServe', async () => {
    const { status, text } = await run({
      kserve: true,
      warmUp: { kind: 'none' },
    });
    expect(status === 200 ? '' : text).toBe('');
    expect(applied('LLMInferenceService')[0].spec.model.name).toBe(
      'Qwen/Qwen3-32B',
    );
    expect(applied('Service')).toEqual([]);
  });

  it('leave the split of the requests to KServe, too', async () => {
    const { status, text } = await run({
      kserve: true,
      warmUp: { kind: 'none' },
      gateway: everything.gateway,
      canary: {
        kind: 'five-percent',
        by: 'kserve',
        stableServer: 'chat-1',
        stableWeight: 10_000,
      },
    });
    expect(status === 200 ? '' : text).toBe('');
    expect(applied('LLMInferenceService')[0].spec.router.route).toMatchObject({
      group: 'chat-1',
      weight: 526,
    });
  });

  it('leave alerts out', async () => {
    await run({ alerts: { enabled: false, p99Seconds: 30 } });
    expect(applied('PrometheusRule')).toEqual([]);
  });

  it('apply to the second region, too', async () => {
    await run({ secondRegion: everything.secondRegion });
    expect(
      runner.calls
        .filter(({ to }) => to === 'apply')
        .map(({ body }) => body.cluster),
    ).toEqual(['eu-west', 'us-east']);
  });

  it('open a pull request instead, and nothing is applied', async () => {
    const { output } = await run({
      publish: 'pull-request',
      repoUrl: 'github.com?owner=example&repo=servers',
    });
    expect(runner.calls.map(({ to }) => to)).toEqual(['plan', 'pull-request']);
    expect(runner.calls[1].body).toMatchObject({
      branchName: 'deploy-support-chat',
      sourcePath: 'server',
      targetPath: 'servers/support-chat',
    });
    expect(output.links).toEqual([
      expect.objectContaining({
        url: 'https://github.com/example/servers/pull/7',
      }),
    ]);
  });

  it('only show the files, and offer them for download', async () => {
    const { output, files } = await run({ publish: 'download' });
    expect(runner.calls.map(({ to }) => to)).toEqual(['plan']);
    const shown = output.text[1].content;
    expect(shown).toContain('### base/deployment.yaml');
    expect(shown).toContain(files.get('server/base/deployment.yaml'));
    expect(output.links).toEqual([
      {
        title: 'Download the files',
        url: expect.stringMatching(/^\/inference\/servers\/files\/[\w-]+$/),
      },
    ]);
    const offered: { path: string; content: string }[] = output.files;
    expect(
      new Map(offered.map(({ path, content }) => [`server/${path}`, content])),
    ).toEqual(files);
  });
});

describe('what a person types', () => {
  it.each(['${{ parameters.owner }}', '{% raw %}', '"; rm -rf / #', "a'b: [c"])(
    'is never run as a template: %s',
    async typed => {
      const { status, files } = await run({
        description: typed,
        exitPlan: { alternative: typed, contact: typed },
        publish: 'download',
      });
      expect(status).toBe(200);
      const entity = parse(files.get('server/catalog-info.yaml') ?? '');
      expect(entity.metadata.description).toBe(typed);
    },
  );

  it.each([
    [{ name: 'a'.repeat(47) }, '46'],
    [{ name: 'Chat"\n' }, 'pattern'],
    [{ longestRequestSeconds: -1 }, 'minimum'],
    [
      { gpu: { ...formValues().gpu, tensorParallel: 3 } },
      'gpu.tensorParallel: 3',
    ],
    [{ gpu: { ...formValues().gpu, tensorParallel: -2 } }, 'minimum'],
    [
      { autoscaling: { ...formValues().autoscaling, maxReplicas: 0 } },
      'autoscaling',
    ],
    [{ engineVersion: 'latest' }, 'pattern'],
    [
      { model: { ...formValues().model, source: 'hf://a/b@main' } },
      'model.source',
    ],
    [{ secondRegion: { cluster: 'eu-west' } }, 'secondRegion.cluster'],
    [{ canary: { kind: 'three-steps' } }, 'canary'],
    [{ canary: { kind: 'three-steps', by: 'route' } }, 'canary'],
    [{ canary: { kind: 'three-steps', by: 'rollout-replicas' } }, 'canary.by'],
    [{ canary: { kind: 'three-steps', by: 'kserve' } }, 'canary'],
    [
      {
        canary: { kind: 'three-steps', by: 'kserve', stableServer: 'chat-1' },
      },
      'routing groups',
    ],
    [{ nodes: 3 }, 'gpu.nodes'],
    [{ kserve: true }, 'warmUp'],
    [{ exitPlan: {} }, 'alternative'],
  ])('is refused when it is wrong: %j', async (change, reason) => {
    const { status, text } = await run(change);
    expect(status).toBe(400);
    expect(text).toContain(reason);
    expect(runner.calls.map(({ to }) => to)).not.toContain('apply');
  });
});

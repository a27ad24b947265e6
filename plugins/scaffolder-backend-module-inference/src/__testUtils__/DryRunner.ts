import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { createApplyAction } from '../actions/apply';
import { createPlanGpusAction } from '../actions/planGpus';
import { createRegisterVersionAction } from '../actions/registerVersion';
import { createRenderAction } from '../actions/render';
import { createWaitReadyAction } from '../actions/waitReady';

/** The parts of a plan that the action tells of. */
const fittingPlan = {
  fits: true,
  weightsGiB: 30.5,
  activationGiB: 1.2,
  kvPoolGiB: 39.8,
  kvTokens: 326_000,
  maxConcurrency: 9.95,
  maxModelLen: 32_768,
  longestModelLen: 131_072,
  confidence: 'high',
  reasons: [],
  notes: [],
  nearest: null,
  gpus: 2,
  gpu: { product: 'H100' },
  engine: { name: 'vllm', version: '0.30.0' },
  model: { id: 'default/support-chat' },
  startup: { totalSeconds: 433 },
  cost: null,
};

/** Stands for the action of the module of GitHub, which is not part of this project; takes the fields that it has. */
function pullRequest(keep: (input: unknown) => Promise<void>) {
  return createTemplateAction({
    id: 'publish:github:pull-request',
    supportsDryRun: true,
    schema: {
      input: z =>
        z
          .object({
            repoUrl: z.string(),
            branchName: z.string(),
            title: z.string(),
            description: z.string(),
            sourcePath: z.string(),
            targetPath: z.string(),
          })
          .strict(),
      output: z =>
        z.object({ remoteUrl: z.string(), targetBranchName: z.string() }),
    },
    async handler(ctx) {
      await keep(ctx.input);
      ctx.output('remoteUrl', 'https://github.com/example/servers/pull/7');
      ctx.output('targetBranchName', 'main');
    },
  });
}

/** What a dry run answered. */
export interface DryRun {
  readonly status: number;
  /** As one text, with the reason of a failure. */
  readonly text: string;
  /** Files of the workspace by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly output: Record<string, any>;
}

/** The scaffolder's own backend with the actions of the portal, whose calls to the portal are kept instead of sent. */
export class DryRunner {
  /** What was asked of the portal and of GitHub. */
  readonly calls: { readonly to: string; readonly body: any }[] = [];
  #backend: TestBackend | undefined;

  async start(): Promise<void> {
    this.#backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        catalogServiceMock.factory(),
        this.#actions(),
      ],
    });
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
  }

  async run(template: object, values: object): Promise<DryRun> {
    this.calls.length = 0;
    const port = this.#backend?.server.port();
    const response = await fetch(
      `http://localhost:${port}/api/scaffolder/v2/dry-run`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ template, values, directoryContents: [] }),
      },
    );
    const text = await response.text();
    const body = JSON.parse(text);
    const contents: { path: string; base64Content: string }[] =
      body.directoryContents ?? [];
    return {
      status: response.status,
      text,
      files: new Map(
        contents.map(
          ({ path, base64Content }) =>
            [
              path,
              Buffer.from(base64Content, 'base64').toString('utf8'),
            ] as const,
        ),
      ),
      output: body.output ?? {},
    };
  }

  #actions(): BackendFeature {
    const auth = mockServices.auth();
    const keep =
      <T>(to: string, answer: T) =>
      async (body: unknown) => {
        this.calls.push({ to, body });
        return answer;
      };
    return createBackendModule({
      pluginId: 'scaffolder',
      moduleId: 'inference-test',
      register: reg =>
        reg.registerInit({
          deps: { actions: scaffolderActionsExtensionPoint },
          async init({ actions }) {
            actions.addActions(
              createPlanGpusAction({
                auth,
                plans: { createGpuPlan: keep('plan', fittingPlan) },
              } as unknown as Parameters<typeof createPlanGpusAction>[0]),
              createRenderAction(),
              createRegisterVersionAction({
                auth,
                registry: {
                  createModel: keep('model', {}),
                  registerModelVersion: keep('version', {}),
                },
              } as unknown as Parameters<typeof createRegisterVersionAction>[0]),
              createApplyAction({
                auth,
                deployments: {
                  createDeployment: keep('apply', {
                    objects: [],
                    warnings: [],
                  }),
                },
              } as unknown as Parameters<typeof createApplyAction>[0]),
              createWaitReadyAction({
                auth,
                servers: {
                  listModelServers: keep('servers', { items: [] }),
                  getModelServer: keep('server', {}),
                },
              } as unknown as Parameters<typeof createWaitReadyAction>[0]),
              pullRequest(keep('pull-request', undefined)),
            );
          },
        }),
    });
  }
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { DeploymentRequest } from '@inference-portal/plugin-inference-common';
import { parse } from 'yaml';
import { supportChat } from '../render/__testUtils__/requests';
import { renderFiles } from '../render/__testUtils__/rendered';
import { createApplyAction } from './apply';
import { examples } from './apply.examples';

let workspacePath: string;
beforeEach(async () => {
  workspacePath = await mkdtemp(join(tmpdir(), 'apply-'));
});
afterEach(() => rm(workspacePath, { recursive: true }));

async function write(files: ReadonlyMap<string, string>, folder = '.') {
  for (const [path, content] of files) {
    const file = join(workspacePath, folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

function setUp(result: 'created' | 'unchanged' = 'created') {
  const createDeployment = jest
    .fn()
    .mockImplementation(async ({ dryRun, objects }: DeploymentRequest) => ({
      dryRun,
      objects: objects.map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        name: metadata.name,
        result,
      })),
      warnings: ['The GPU quota is not known'],
    }));
  const action = createApplyAction({
    auth: mockServices.auth(),
    deployments: { createDeployment },
  });
  const warn = jest.fn();
  const run = async (input: object, isDryRun = false) => {
    const output = jest.fn();
    const context = createMockActionContext({
      input,
      workspacePath,
    }) as unknown as Parameters<typeof action.handler>[0];
    const logger = mockServices.logger.mock();
    logger.warn.mockImplementation(warn);
    await action.handler({
      ...context,
      isDryRun,
      logger,
      output,
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
    });
    return Object.fromEntries(output.mock.calls);
  };
  const sent = (): DeploymentRequest => createDeployment.mock.calls[0][0];
  return { createDeployment, run, sent, warn };
}

const input = {
  cluster: 'eu-west',
  namespace: 'support',
  owner: 'group:default/support',
};
const deploymentIn = ({ objects }: DeploymentRequest): any =>
  objects.find(({ kind }) => kind === 'Deployment');

describe('inference:apply', () => {
  it('sends the objects of the overlay, as the person who started the template', async () => {
    await write(renderFiles(supportChat));
    const { createDeployment, run, sent, warn } = setUp();
    const output = await run(input);
    expect(createDeployment).toHaveBeenCalledWith(
      expect.objectContaining({ ...input, dryRun: false }),
      expect.objectContaining({ token: expect.any(String) }),
    );
    expect(sent().objects.map(({ kind }) => kind)).toContain('ScaledObject');
    expect(
      sent().objects.every(({ metadata }) => metadata.namespace === 'support'),
    ).toBe(true);
    expect(output).toMatchObject({
      changed: true,
      objects: expect.arrayContaining(['Deployment support-chat: created']),
      warnings: ['The GPU quota is not known'],
      appliedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(warn).toHaveBeenCalledWith('The GPU quota is not known');
  });

  it('sends what the overlay of the second region says of its GPUs', async () => {
    await write(renderFiles(supportChat));
    const first = setUp();
    await first.run(input);
    const second = setUp();
    await second.run({ ...input, cluster: 'us-east' });
    const nodesOf = (request: DeploymentRequest) =>
      deploymentIn(request).spec.template.spec.nodeSelector;
    expect(nodesOf(first.sent())).toMatchObject({
      'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3',
    });
    expect(nodesOf(second.sent())).toMatchObject({
      'nvidia.com/gpu.product': 'NVIDIA-H200',
    });
    expect(deploymentIn(second.sent()).metadata.annotations).toMatchObject({
      'inference-portal/standby': 'true',
      'inference-portal/owner': 'group:default/support',
    });
  });

  it('says that nothing changed when it is run again', async () => {
    await write(renderFiles(supportChat));
    expect(await setUp('unchanged').run(input)).toMatchObject({
      changed: false,
    });
  });

  it('lets the cluster try it in a dry run, and where that is asked for', async () => {
    await write(renderFiles(supportChat));
    const preview = setUp();
    await preview.run(input, true);
    expect(preview.sent().dryRun).toBe(true);
    const asked = setUp();
    await asked.run({ ...input, dryRun: true });
    expect(asked.sent().dryRun).toBe(true);
  });

  it('names the file when nothing was rendered for the cluster', async () => {
    await write(renderFiles(supportChat));
    const { createDeployment, run } = setUp();
    await expect(run({ ...input, cluster: 'ap-south' })).rejects.toThrow(
      'There is no overlays/ap-south/kustomization.yaml in the folder: run inference:render before',
    );
    expect(createDeployment).not.toHaveBeenCalled();
  });

  it('reads nothing outside of the workspace', async () => {
    const { run } = setUp();
    await expect(run({ ...input, targetPath: '../elsewhere' })).rejects.toThrow(
      /outside/,
    );
    await write(
      new Map([
        [
          'overlays/eu-west/kustomization.yaml',
          'resources: [../../../../etc/passwd.yaml]',
        ],
      ]),
    );
    await expect(run(input)).rejects.toThrow(/outside/);
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    await write(renderFiles(supportChat), 'servers/support-chat');
    await write(renderFiles(supportChat));
    const { createDeployment, run } = setUp();
    const { steps } = parse(
      example
        .replaceAll('${{ parameters.target.cluster }}', 'eu-west')
        .replaceAll('${{ parameters.target.namespace }}', 'support')
        .replaceAll('${{ parameters.owner }}', 'group:default/support'),
    );
    for (const { action, input: given } of steps) {
      expect(action).toBe('inference:apply');
      await run(given);
    }
    expect(createDeployment).toHaveBeenCalledTimes(1);
  });
});

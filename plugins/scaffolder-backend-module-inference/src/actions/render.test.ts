import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse, parseAllDocuments } from 'yaml';
import { supportChat } from '../render/__testUtils__/requests';
import { createRenderAction } from './render';
import { examples } from './render.examples';

const workspace = createMockDirectory();
const action = createRenderAction();

async function run(input: object, { isDryRun = false } = {}) {
  const output = jest.fn();
  const context = createMockActionContext({
    input,
    workspacePath: workspace.path,
  }) as unknown as Parameters<typeof action.handler>[0];
  await action.handler({ ...context, isDryRun, output });
  return Object.fromEntries(output.mock.calls);
}

describe('inference:render', () => {
  beforeEach(() => workspace.clear());

  it('writes the files into the workspace and tells where they are', async () => {
    const output = await run(supportChat);
    expect(output).toMatchObject({
      overlays: ['overlays/eu-west', 'overlays/us-east'],
      catalogInfoPath: 'catalog-info.yaml',
      entityRef: 'component:default/support-chat',
    });
    expect(output.files).toContain('base/deployment.yaml');
    for (const file of output.files) {
      expect(
        (await readFile(join(workspace.path, file), 'utf8')).length,
      ).toBeGreaterThan(0);
    }
  });

  it('writes the same again when it runs again, and in a dry run', async () => {
    await run(supportChat);
    const first = workspace.content();
    await run(supportChat);
    expect(workspace.content()).toEqual(first);
    workspace.clear();
    await run(supportChat, { isDryRun: true });
    expect(workspace.content()).toEqual(first);
  });

  it('writes nothing when a field is refused, and names it', async () => {
    await expect(
      run({ ...supportChat, gpu: { ...supportChat.gpu, tensorParallel: 3 } }),
    ).rejects.toThrow('gpu.tensorParallel: 3 is not 1, 2, 4 or 8');
    expect(workspace.content()).toEqual({});
  });

  it('does not leave the workspace', async () => {
    await expect(
      run({ ...supportChat, targetPath: '../elsewhere' }),
    ).rejects.toThrow('not allowed to refer to a directory outside');
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    for (const step of parse(example).steps) {
      expect(step.action).toBe('inference:render');
      const { files } = await run(step.input);
      const folder = join(workspace.path, step.input.targetPath ?? '.');
      for (const file of files) {
        const content = await readFile(join(folder, file), 'utf8');
        const errors = file.endsWith('.yaml')
          ? parseAllDocuments(content).flatMap(document => document.errors)
          : [];
        expect(errors).toEqual([]);
      }
    }
  });
});

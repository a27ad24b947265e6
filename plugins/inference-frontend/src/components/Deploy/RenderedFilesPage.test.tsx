import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import {
  scaffolderApiRef,
  type LogEvent,
  type ScaffolderApi,
  type ScaffolderTaskOutput,
} from '@backstage/plugin-scaffolder-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { strFromU8, unzipSync } from 'fflate';
import { axe } from 'jest-axe';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PAGE = '/inference/servers/files/task-1';
const DEPLOYMENT =
  'kind: Deployment\nmetadata:\n  name: support-chat # für den Chat\n';
const FILES = [
  { path: 'base/deployment.yaml', content: DEPLOYMENT },
  { path: 'runbook.md', content: '# Runbook\n' },
];

/** A scaffolder with one task, which ended with `output`, or has not ended. */
function scaffolderWith(
  output: ScaffolderTaskOutput | 'running',
): Partial<ScaffolderApi> {
  return {
    getTask: async id => {
      if (id !== 'task-1') {
        throw new Error(`No task with id ${id}`);
      }
      return {
        id,
        status: output === 'running' ? 'processing' : 'completed',
        createdAt: '2026-11-22T10:00:00Z',
        lastHeartbeatAt: '2026-11-22T10:00:10Z',
        spec: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          parameters: { name: 'support-chat' },
          steps: [],
          output: {},
        },
      };
    },
    // What the page needs of an observable: one event, or none.
    streamLogs: () =>
      ({
        subscribe: (observer: { next: (event: LogEvent) => void }) => {
          const body = {
            message: 'Run completed',
            status: 'completed',
            output,
          } as const;
          if (output !== 'running') {
            observer.next({
              type: 'completion',
              body,
              createdAt: '2026-11-22T10:00:10Z',
              id: 1,
              taskId: 'task-1',
            });
          }
          return { unsubscribe: () => {}, closed: false };
        },
      } as unknown as ReturnType<ScaffolderApi['streamLogs']>),
  };
}

function renderFiles(
  scaffolder: Partial<ScaffolderApi> | null,
  path = PAGE,
  language: 'en' | 'de' = 'en',
) {
  const extensions =
    scaffolder === null
      ? []
      : [
          ApiBlueprint.make({
            name: 'scaffolder',
            params: defineParams =>
              defineParams({
                api: scaffolderApiRef,
                deps: {},
                factory: () => scaffolder as ScaffolderApi,
              }),
          }),
        ];
  return renderPlugin(path, new FakeInferenceApi(), language, [], extensions);
}

describe('the files of a server that is not applied', () => {
  const saved: { name: string; blob: Blob }[] = [];
  beforeEach(() => {
    saved.length = 0;
    let latest: Blob;
    URL.createObjectURL = blob => {
      latest = blob as Blob;
      return 'blob:files';
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push({ name: this.download, blob: latest });
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('are shown, each behind its path', async () => {
    renderFiles(scaffolderWith({ files: FILES }));
    const panel = await screen.findByRole('region', {
      name: 'Files of support-chat',
    });
    expect(within(panel).getByText(/^2 files, 0.1 KiB\./)).toBeInTheDocument();
    await userEvent.click(within(panel).getByText('base/deployment.yaml'));
    expect(
      within(panel).getByLabelText('base/deployment.yaml'),
    ).toHaveTextContent('name: support-chat # für den Chat');
    expect(await axe(panel)).toHaveNoViolations();
  });

  it('are downloaded as one archive, in a folder called like the server', async () => {
    renderFiles(scaffolderWith({ files: FILES }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download support-chat.zip' }),
    );
    expect(saved.map(({ name }) => name)).toEqual(['support-chat.zip']);
    const bytes = await saved[0].blob.arrayBuffer();
    const entries = Object.entries(unzipSync(new Uint8Array(bytes)));
    expect(entries.map(([path, text]) => [path, strFromU8(text)])).toEqual([
      ['support-chat/base/deployment.yaml', DEPLOYMENT],
      ['support-chat/runbook.md', '# Runbook\n'],
    ]);
  });

  it('are waited for', async () => {
    renderFiles(scaffolderWith('running'));
    expect(await screen.findByRole('status')).toHaveTextContent(
      'The files are being rendered',
    );
  });

  it.each([
    ['a task that applied them', { links: [] }],
    ['a template that gives something else', { files: ['a.yaml', 7] }],
  ])('are missing from %s, and the page says so', async (_, output) => {
    renderFiles(scaffolderWith(output));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This task rendered none for download',
    );
  });

  it('of a task that is not there: the page says why', async () => {
    renderFiles(
      scaffolderWith({ files: FILES }),
      '/inference/servers/files/task-2',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No task with id task-2',
    );
  });

  it('need a scaffolder', async () => {
    renderFiles(null, PAGE, 'de');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Dieses Portal hat keinen Scaffolder',
    );
  });
});

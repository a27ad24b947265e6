import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { model } from '../../__fixtures__/registry/models';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const PAGE = '/inference/models/default/qwen3-32b?view=aliases';

async function openDialog(alias: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `Move ${alias}` }),
  );
  return within(await screen.findByRole('dialog'));
}

async function choose(
  dialog: Awaited<ReturnType<typeof openDialog>>,
  version: string,
) {
  await userEvent.click(dialog.getByRole('button', { name: /New version/ }));
  await userEvent.click(await screen.findByRole('option', { name: version }));
}

describe('MoveAliasDialog', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('moves an alias from where the user saw it', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PAGE, api);
    const dialog = await openDialog('staging');
    expect(
      dialog.getByText('staging points to 2026-11-12-fp8 now.'),
    ).toBeInTheDocument();
    await choose(dialog, '2026-10-04');
    await userEvent.type(dialog.getByLabelText(/^Reason/), 'Back to bf16.');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Point staging to 2026-10-04' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.writes).toEqual([
      {
        call: 'moveAlias',
        body: {
          alias: 'staging',
          version: '2026-10-04',
          expectedVersion: '2026-11-12-fp8',
          reason: 'Back to bf16.',
        },
      },
    ]);
  });

  it('does not offer retired versions', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const dialog = await openDialog('staging');
    await userEvent.click(dialog.getByRole('button', { name: /New version/ }));
    await screen.findByRole('option', { name: '2026-10-04' });
    expect(screen.queryByRole('option', { name: /2026-07-01/ })).toBeNull();
  });

  it('shows who was first after a conflict and waits until the user has looked again', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PAGE, api);
    const dialog = await openDialog('staging');
    await choose(dialog, '2026-10-04');
    // Meanwhile a colleague takes the alias elsewhere.
    const [production] = model().aliases;
    api.models = [
      model({
        aliases: [
          ...(production ? [production] : []),
          {
            alias: 'staging',
            version: '2026-11-20',
            pinned: true,
            since: new Date().toISOString(),
            movedBy: 'user:default/mira.lindqvist',
            protected: false,
          },
        ],
      }),
    ];
    api.refusedWrite = await refusal(
      409,
      'staging points to 2026-11-20 since mira.lindqvist moved it',
    );
    const submit = { name: 'Point staging to 2026-10-04' };
    await userEvent.click(dialog.getByRole('button', submit));
    expect(
      await dialog.findByText('Somebody else moved staging first'),
    ).toBeInTheDocument();
    expect(
      dialog.getByText(
        /^staging points to 2026-11-20 since mira.lindqvist moved it .* it pointed to 2026-11-12-fp8/,
      ),
    ).toBeInTheDocument();
    expect(dialog.getByRole('button', submit)).toBeDisabled();

    api.refusedWrite = undefined;
    await userEvent.click(dialog.getByRole('button', { name: 'Look again' }));
    await userEvent.click(dialog.getByRole('button', submit));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.writes.at(-1)?.body).toMatchObject({
      version: '2026-10-04',
      expectedVersion: '2026-11-20',
    });
  });

  it('asks for a second person when the alias is protected and shows the request', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PAGE, api);
    const dialog = await openDialog('production');
    expect(
      dialog.getByText(/nothing moves until a second person has approved/),
    ).toBeInTheDocument();
    await choose(dialog, '2026-11-12-fp8 (not pinned)');
    await userEvent.click(
      dialog.getByRole('button', {
        name: 'Ask to point production to 2026-11-12-fp8',
      }),
    );
    expect(
      await screen.findByText(/production has not moved yet/),
    ).toBeInTheDocument();
    const [, close] = screen.getAllByRole('button', { name: 'Close' });
    await userEvent.click(close as HTMLElement);
    expect(
      await screen.findByText(
        'production is to move from 2026-10-04 to 2026-11-12-fp8',
      ),
    ).toBeInTheDocument();
  });

  it('shows what the server refuses about a new alias at its field', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(
      400,
      'alias: "v1.2" is shaped like a version number; choose a word',
    );
    renderPlugin(PAGE, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'New alias' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const field = dialog.getByLabelText(/^Alias/);
    await userEvent.type(field, 'v1.2');
    await choose(dialog, '2026-10-04');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Point v1.2 to 2026-10-04' }),
    );
    await waitFor(() => expect(field).toBeInvalid());
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(/shaped like a version number/),
    );
  });
});

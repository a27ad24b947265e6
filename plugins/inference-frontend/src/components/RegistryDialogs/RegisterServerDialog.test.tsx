import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { modelServer } from '../../__fixtures__/servers';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

function withUnregistered() {
  const api = new FakeInferenceApi();
  api.servers = [modelServer({ registration: null })];
  return api;
}

describe('RegisterServerDialog', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('registers from the menu of an unregistered row what the server runs', async () => {
    const api = withUnregistered();
    renderPlugin('/inference/servers?registered=unregistered', api);
    await within(await screen.findByRole('grid')).findByRole('link');
    screen.getAllByRole('row')[1]?.focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await userEvent.click(
      await screen.findByRole('menuitem', {
        name: 'Register what runs here …',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('from args --revision')).toBeInTheDocument();
    expect(dialog.getByText(/is not registered yet/)).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('button', {
        name: 'Register mistral-small-3.2-24b-instruct-2506 @ cb3b1a1',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.writes).toEqual([
      {
        call: 'registerFromServer',
        body: {
          serverId: 'c3f1a2',
          namespace: 'default',
          name: 'mistral-small-3.2-24b-instruct-2506',
          version: 'cb3b1a1',
          owner: 'group:default/developer-tools',
        },
      },
    ]);
  });

  it('says on the page of a server that it is unregistered, and why it cannot be registered', async () => {
    const api = withUnregistered();
    api.proposed = {
      ...api.proposed,
      blocked: 'Nobody can tell which model this server runs.',
    };
    renderPlugin('/inference/servers/c3f1a2', api);
    expect(await screen.findByText('unregistered')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Register what runs here …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Nobody can tell which model this server runs.',
    );
    expect(dialog.queryByRole('button', { name: /^Register/ })).toBeNull();
  });

  it('leads from a registered server to its version, with the reason', async () => {
    renderPlugin('/inference/servers/c3f1a2', new FakeInferenceApi());
    expect(
      await screen.findByRole('link', { name: 'qwen3-32b @ 2026-10-04' }),
    ).toHaveAttribute(
      'href',
      '/inference/models/default/qwen3-32b?version=2026-10-04',
    );
    expect(
      screen.getByText(/^Certain: annotation inference-portal\/version/),
    ).toBeInTheDocument();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { aliasRequest, model } from '../../__fixtures__/registry/models';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { fill } from '../../__testUtils__/fill';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const links = async () =>
  (await within(await screen.findByRole('grid')).findAllByRole('link')).map(
    link => link.textContent,
  );

describe('ModelsPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('says for every model what is in production, since when, and where it runs', async () => {
    renderPlugin('/inference/models', new FakeInferenceApi());
    expect(
      await screen.findByText('5 models · 2 in production'),
    ).toBeInTheDocument();
    const row = screen
      .getAllByRole('row')
      .find(({ textContent }) => textContent?.startsWith('qwen3-32b'));
    expect(row).toHaveTextContent('2026-10-04');
    expect(row).toHaveTextContent('days ago');
    expect(row).toHaveTextContent('Apache-2.0');
    expect(row).toHaveTextContent('conflict');
    await expectNoViolations();
  });

  it('narrows the table by facets and a search that stand in the URL', async () => {
    renderPlugin(
      '/inference/models?production=yes&license=Apache-2.0&q=support+lora',
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByText(/^1 of 5 models · 1 in production/),
    ).toBeInTheDocument();
    expect(await links()).toEqual(['support-chat-lora']);
  });

  it('shows models without owner or license under their own options', async () => {
    renderPlugin('/inference/models?owner=none', new FakeInferenceApi());
    expect(await links()).toEqual(['vision/defect-detector']);
    const filters = within(screen.getByRole('group', { name: 'Filters' }));
    await userEvent.click(filters.getByRole('button', { name: 'License' }));
    expect(
      await screen.findByRole('option', { name: 'LicenseRef-internal (1)' }),
    ).toBeInTheDocument();
  });

  it('marks models whose alias waits for a second person', async () => {
    const api = new FakeInferenceApi();
    api.models = [model({ pendingRequests: [aliasRequest()] })];
    renderPlugin('/inference/models', api);
    expect(
      await screen.findByTitle('A move of an alias waits for a second person.'),
    ).toHaveTextContent('waits');
  });

  it('opens a model with the keyboard', async () => {
    renderPlugin('/inference/models', new FakeInferenceApi());
    await links();
    screen.getAllByRole('row')[1]?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(
      await screen.findByRole('heading', { name: 'Qwen3 32B', level: 2 }),
    ).toBeInTheDocument();
  });

  it('explains an empty registry with the step that fills it', async () => {
    const api = new FakeInferenceApi();
    api.models = [];
    renderPlugin('/inference/models', api);
    expect(
      await screen.findByText('No model is registered yet'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Register model' }),
      ).toBeEnabled(),
    );
    await expectNoViolations();
  });

  it('names the permission that is missing to see models', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(403, 'Unauthorized');
    renderPlugin('/inference/models', api);
    expect(
      await screen.findByText(/takes the permission inference.model.read/),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('says what failed and tries again', async () => {
    const api = new FakeInferenceApi();
    api.failure = new Error('connect ECONNREFUSED');
    renderPlugin('/inference/models', api);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    await expectNoViolations();
    api.failure = undefined;
    await userEvent.click(retry);
    expect(
      await screen.findByText('5 models · 2 in production'),
    ).toBeInTheDocument();
  });

  it('registers a model and opens its page', async () => {
    const api = new FakeInferenceApi();
    renderPlugin('/inference/models', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Register model' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await fill(
      dialog.getByRole('textbox', { name: /^Name\b/ }),
      'bge-reranker-v2',
    );
    const owner = dialog.getByLabelText(/^Owner/);
    await userEvent.clear(owner);
    await fill(owner, 'group:default/search-relevance');
    await fill(
      dialog.getByLabelText(/^Known elsewhere as/),
      'BAAI/bge-reranker-v2-m3\nbge-reranker',
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Register model' }),
    );
    expect(
      await screen.findByText('No version is registered yet'),
    ).toBeInTheDocument();
    expect(api.writes).toEqual([
      {
        call: 'createModel',
        body: expect.objectContaining({
          namespace: 'default',
          name: 'bge-reranker-v2',
          owner: 'group:default/search-relevance',
          sourceIds: ['BAAI/bge-reranker-v2-m3', 'bge-reranker'],
        }),
      },
    ]);
  });

  it('shows what the server refuses at the field that it names', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(
      400,
      'name: "Qwen3 32B" is no entity name; use letters, digits and - _ . between them',
    );
    renderPlugin('/inference/models', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Register model' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const name = dialog.getByRole('textbox', { name: /^Name\b/ });
    await fill(name, 'Qwen3 32B');
    await fill(dialog.getByLabelText(/^Owner/), 'guest');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Register model' }),
    );
    await waitFor(() => expect(name).toBeInvalid());
    await waitFor(() =>
      expect(name).toHaveAccessibleDescription(/is no entity name/),
    );
  });

  it('speaks German', async () => {
    renderPlugin('/inference/models', new FakeInferenceApi(), 'de');
    expect(
      await screen.findByText('5 Modelle · 2 in Produktion'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Modell registrieren' }),
    ).toBeInTheDocument();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { fill } from '../../__testUtils__/fill';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const PAGE = '/inference/models/default/qwen3-32b';

async function openDialog() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Register version' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('RegisterVersionDialog', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('registers what was typed and shows the new version', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PAGE, api);
    const dialog = await openDialog();
    await fill(dialog.getByLabelText(/^Version/), '2026-11-22');
    await fill(
      dialog.getByLabelText(/^Source/),
      'hf://Qwen/Qwen3-32B@9216db57',
    );
    await fill(
      dialog.getByLabelText(/^Made from/),
      'finetune hf://Qwen/Qwen3-32B-Base',
    );
    expect(await axe(screen.getByRole('dialog'))).toHaveNoViolations();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Register version' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Version 2026-11-22' }),
    ).toBeInTheDocument();
    expect(api.writes[0]?.body).toEqual({
      version: '2026-11-22',
      source: 'hf://Qwen/Qwen3-32B@9216db57',
      lineage: [{ relation: 'finetune', to: 'hf://Qwen/Qwen3-32B-Base' }],
    });
  });

  it('shows a refused source at its field until it is changed', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(
      400,
      'source carries a credential in its query (token); put it into the client’s configuration',
    );
    renderPlugin(PAGE, api);
    const dialog = await openDialog();
    await fill(dialog.getByLabelText(/^Version/), '5');
    const source = dialog.getByLabelText(/^Source/);
    await fill(source, 'https://models.example/x?token=1');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Register version' }),
    );
    await waitFor(() => expect(source).toBeInvalid());
    await waitFor(() =>
      expect(source).toHaveAccessibleDescription(/carries a credential/),
    );
    await fill(source, '2');
    await waitFor(() => expect(source).toBeValid());
  });

  it('shows a conflict with what is recorded above the fields and stays open', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(
      409,
      'Version 2026-10-04 is registered with other content: license: Apache-2.0 → MIT',
    );
    renderPlugin(PAGE, api);
    const dialog = await openDialog();
    await fill(dialog.getByLabelText(/^Version/), '2026-10-04');
    await fill(dialog.getByLabelText(/^Source/), 's3://models/x');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Register version' }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'license: Apache-2.0 → MIT',
    );
  });

  it('refuses a lineage that it cannot read before the server is asked', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const dialog = await openDialog();
    await fill(dialog.getByLabelText(/^Version/), '5');
    await fill(dialog.getByLabelText(/^Source/), 's3://models/x');
    const lineage = dialog.getByLabelText(/^Made from/);
    await fill(lineage, 'copied hf://Qwen/Qwen3-32B');
    await waitFor(() => expect(lineage).toBeInvalid());
    expect(
      dialog.getByRole('button', { name: 'Register version' }),
    ).toBeDisabled();
  });
});

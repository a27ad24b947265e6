import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { fill } from '../../__testUtils__/fill';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const PAGE = '/inference/models/default/qwen3-32b';

async function openDialog() {
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  return within(await screen.findByRole('dialog'));
}

describe('EditModelDialog', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('sends only what was changed', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PAGE, api);
    const dialog = await openDialog();
    const submit = dialog.getByRole('button', { name: 'Save' });
    expect(submit).toBeDisabled();
    const description = dialog.getByLabelText(/^Description/);
    await userEvent.clear(description);
    await fill(description, 'Answers tickets in nine languages.');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.writes).toEqual([
      {
        call: 'updateModel',
        body: { description: 'Answers tickets in nine languages.' },
      },
    ]);
    expect(
      await screen.findByText('Answers tickets in nine languages.'),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('warns who gives a model away', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const dialog = await openDialog();
    const owner = dialog.getByLabelText(/^Owner/);
    await userEvent.clear(owner);
    expect(dialog.getByText('A model needs an owner.')).toBeInTheDocument();
    await fill(owner, 'group:default/fraud');
    expect(
      dialog.getByText(/the model belongs to group:default\/fraud/),
    ).toBeInTheDocument();
  });

  it('shows at the field what the registry refuses', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(400, 'homepage: must begin with https://');
    renderPlugin(PAGE, api);
    const dialog = await openDialog();
    await fill(dialog.getByLabelText(/^Homepage/), 'ftp');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(
      await dialog.findByText('homepage: must begin with https://'),
    ).toBeInTheDocument();
    expect(dialog.getByLabelText(/^Homepage/)).toBeInvalid();
  });
});

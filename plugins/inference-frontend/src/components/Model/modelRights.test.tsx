import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { modelServer } from '../../__fixtures__/servers';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

// Answers about permissions are cached for the whole app, so all tests of this file refuse the same ones.
const REFUSED = [
  'inference.model.create',
  'inference.model.register',
  'inference.model.protected-alias.move',
];

describe('rights on models', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('tells the reason when models may not be registered', async () => {
    renderPlugin('/inference/models', new FakeInferenceApi(), 'en', REFUSED);
    expect(
      await screen.findByText(/takes the permission inference.model.create/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Register model' }),
    ).toBeDisabled();
  });

  it('says which permission is missing instead of offering what would be refused', async () => {
    renderPlugin(
      '/inference/models/default/qwen3-32b',
      new FakeInferenceApi(),
      'en',
      REFUSED,
    );
    await screen.findByText('3 of 3 versions');
    await screen.findAllByText(/takes the permission inference.model.register/);
    expect(
      screen.getByRole('button', { name: 'Register version' }),
    ).toBeDisabled();
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: 'Move production' }),
      ).not.toBeInTheDocument(),
    );
    expect(
      screen.getByRole('button', { name: 'Move staging' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Edit' })).toBeDisabled();
  });

  it('says in the menu of a server why it cannot be registered', async () => {
    const api = new FakeInferenceApi();
    api.servers = [modelServer({ registration: null })];
    renderPlugin('/inference/servers', api, 'en', REFUSED);
    await userEvent.click(
      await screen.findByRole('button', { name: /support-chat/ }),
    );
    const item = await screen.findByRole('menuitem', {
      name: /takes the permission inference.model.create/,
    });
    expect(item).toHaveAttribute('aria-disabled', 'true');
  });
});

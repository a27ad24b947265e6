import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../../__testUtils__/expectNoViolations';
import { fill } from '../../../__testUtils__/fill';
import { refusal } from '../../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../../__testUtils__/renderPlugin';

/** Presses a button once it is known that the user may. */
async function press(button: HTMLElement): Promise<void> {
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
}

const PAGE = '/inference/costs?view=budgets';

describe('BudgetsPanel', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('shows the budgets in danger first, and what is not known as not known', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    expect(
      await screen.findByText('3 budgets, 1 in trouble.'),
    ).toBeInTheDocument();
    const names = screen
      .getAllByRole('heading', { level: 3 })
      .map(heading => heading.textContent);
    expect(names).toEqual(['default/qwen3-32b', 'maps', 'support']);
    const maps = within(
      screen.getByRole('listitem', { name: 'Budget of maps' }),
    );
    expect(maps.getByText('Unknown')).toBeInTheDocument();
    expect(maps.getByText(/nothing is priced in EUR/)).toBeInTheDocument();
    expect(
      await screen.findByRole('img', {
        name: /^Spent so far \$1,240\.22 of \$2,000\.00; forecast .* \$1,690\.00$/,
      }),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('sets a budget to the micro-unit', async () => {
    const api = new FakeInferenceApi();
    api.budgets = [];
    renderPlugin(PAGE, api);
    await press(await screen.findByRole('button', { name: 'Set a budget' }));
    const dialog = within(await screen.findByRole('dialog'));
    await fill(
      dialog.getByRole('textbox', { name: /^Owner/ }),
      'group:default/search',
    );
    await fill(dialog.getByRole('textbox', { name: /^A month/ }), '2500,5');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Set the budget' }),
    );
    expect(await screen.findByText('search')).toBeInTheDocument();
    expect(api.writes.at(-1)).toMatchObject({
      call: 'setBudget',
      body: {
        scope: { kind: 'owner', ref: 'group:default/search' },
        monthly: { currency: 'USD', micros: 2_500_500_000 },
      },
    });
  });

  it('shows a refusal at the field that it is about', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(422, 'currency: XXY is no ISO 4217 code');
    renderPlugin(PAGE, api);
    const item = within(
      await screen.findByRole('listitem', { name: 'Budget of support' }),
    );
    await press(item.getByRole('button', { name: 'Change' }));
    const dialog = within(await screen.findByRole('dialog'));
    const currency = dialog.getByRole('textbox', { name: /^Currency/ });
    await userEvent.clear(currency);
    await fill(currency, 'XXY');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Set the budget' }),
    );
    expect(
      await dialog.findByText(/XXY is no ISO 4217 code/),
    ).toBeInTheDocument();
    expect(currency).toHaveAttribute('aria-invalid', 'true');
  });

  it('deletes a budget after saying what that means', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PAGE, api);
    const item = within(
      await screen.findByRole('listitem', { name: 'Budget of support' }),
    );
    await press(item.getByRole('button', { name: 'Delete' }));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Delete the budget of support',
      }),
    );
    expect(
      await screen.findByText('2 budgets, 1 in trouble.'),
    ).toBeInTheDocument();
  });
});

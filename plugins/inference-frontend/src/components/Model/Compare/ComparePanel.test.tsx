import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../../__testUtils__/expectNoViolations';
import {
  giveElementsASize,
  renderPlugin,
} from '../../../__testUtils__/renderPlugin';

const PAGE = '/inference/models/default/qwen3-32b?view=compare';

describe('ComparePanel', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('compares production with the newest version and says better and worse in words', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    expect(
      await screen.findByText(
        '2026-11-12-fp8 beside 2026-10-04: 5 of 10 fields differ; results: 1 better, 1 worse.',
      ),
    ).toBeInTheDocument();
    const metrics = within(screen.getByRole('table', { name: 'Evaluations' }));
    expect(metrics.getByRole('row', { name: /mmlu/ })).toHaveTextContent(
      'worse',
    );
    expect(
      metrics.getByRole('row', { name: /tokens-per-second/ }),
    ).toHaveTextContent('cannot be said');
    await expectNoViolations();
  });

  it('shows only the fields that differ when asked', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const fields = await screen.findByRole('table', { name: 'Fields' });
    expect(within(fields).getByText('architecture')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: 'Only what differs' }),
    );
    expect(within(fields).queryByText('architecture')).not.toBeInTheDocument();
    expect(within(fields).getByText('precision')).toBeInTheDocument();
  });

  it('shows how the servers that run them differ', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    expect(
      await screen.findByRole('table', {
        name: 'From support-chat to support-chat-canary',
      }),
    ).toHaveTextContent('--dtype=fp8');
  });

  it('says that there is nothing to compare with one version', async () => {
    const api = new FakeInferenceApi();
    api.versions = api.versions.slice(0, 1);
    renderPlugin(PAGE, api);
    expect(
      await screen.findByText('There is only one version'),
    ).toBeInTheDocument();
  });

  it('swaps the two sides', async () => {
    renderPlugin(`${PAGE}&a=2026-07-01&b=2026-10-04`, new FakeInferenceApi());
    await screen.findByText(/^2026-10-04 beside 2026-07-01/);
    const [swap] = screen.getAllByRole('button', { name: 'Swap' });
    await userEvent.click(swap as HTMLElement);
    expect(
      await screen.findByText(/^2026-07-01 beside 2026-10-04/),
    ).toBeInTheDocument();
  });
});

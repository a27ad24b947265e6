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
        '2026-11-12-fp8 beside 2026-10-04: 6 of 11 fields differ; results: 1 better, 1 worse.',
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
    expect(within(fields).getByText('Architecture')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: 'Only what differs' }),
    );
    expect(within(fields).queryByText('Architecture')).not.toBeInTheDocument();
    expect(within(fields).getByText('Precision')).toBeInTheDocument();
  });

  it('names fields as people do, with numbers and times in full on hover', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const fields = within(await screen.findByRole('table', { name: 'Fields' }));
    expect(fields.getByText('Context length')).toHaveAttribute(
      'title',
      'contextLength',
    );
    expect(fields.getAllByText('40,960 tokens')).toHaveLength(2);
    expect(fields.getAllByText('32.8B')[0]).toHaveAttribute(
      'title',
      '32,762,123,264',
    );
    const [made] = fields.getAllByText('10 days ago');
    expect(made).toHaveAttribute('title', expect.stringMatching(/ UTC/));
    expect(fields.queryByText(/T\d\d:\d\d/)).not.toBeInTheDocument();
  });

  it('names fields in German', async () => {
    renderPlugin(PAGE, new FakeInferenceApi(), 'de');
    const fields = within(await screen.findByRole('table', { name: 'Felder' }));
    expect(fields.getByText('Kontextlänge')).toBeInTheDocument();
    expect(fields.getByText('vor 10 Tagen')).toBeInTheDocument();
  });

  it('shows what changed between two cards', async () => {
    const api = new FakeInferenceApi();
    const [newest] = api.versions;
    api.versions = api.versions.map(version =>
      version === newest
        ? { ...version, modelCard: '# Qwen3 32B\n\nIn fp8.' }
        : version,
    );
    renderPlugin(PAGE, api);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'What changed in the model card',
      }),
    );
    expect(await screen.findByText('In fp8.')).toBeVisible();
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

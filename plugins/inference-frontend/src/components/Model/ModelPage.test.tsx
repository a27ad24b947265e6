import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { model } from '../../__fixtures__/registry/models';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const PAGE = '/inference/models/default/qwen3-32b';
const rowOf = (version: string) =>
  screen
    .getAllByRole('row')
    .find(row => row.textContent?.startsWith(version)) as HTMLElement;

describe('ModelPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('answers first which version is production, since when, by whom and where', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    expect(
      await screen.findByText(
        /^2026-10-04 has been in production for \d+ days, put there by jonas.weber/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Runs on 2 servers' }),
    ).toBeInTheDocument();
    expect(screen.getByText('License Apache-2.0')).toBeInTheDocument();
    expect(await screen.findByText('said to be verified')).toBeInTheDocument();
    await expectNoViolations();
  });

  it('says of every version whether it is pinned, retired, and which aliases point to it', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    await screen.findByText('3 of 3 versions');
    await waitFor(() => rowOf('2026-11-12-fp8'));
    expect(rowOf('2026-11-12-fp8')).toHaveTextContent('not pinned');
    expect(
      within(rowOf('2026-11-12-fp8'))
        .getByText('not pinned')
        .closest('[title]'),
    ).toHaveAttribute('title', expect.stringContaining('names no revision'));
    expect(rowOf('2026-07-01')).toHaveTextContent('retired');
    expect(
      within(rowOf('2026-10-04')).getByRole('button', {
        name: 'Move production',
      }),
    ).toBeInTheDocument();
  });

  it('explains a version with its signature as recorded, metrics, lineage and conflicts', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const panel = within(
      await screen.findByRole('region', { name: 'Version 2026-10-04' }),
    );
    expect(
      await panel.findByText('recorded, not verified here'),
    ).toBeInTheDocument();
    expect(panel.getByText('32,762,123,264')).toBeInTheDocument();
    expect(
      within(panel.getByRole('table', { name: 'Evaluations' })).getByText(
        'perplexity',
      ),
    ).toBeInTheDocument();
    expect(
      panel.getByRole('link', { name: 'hf://Qwen/Qwen3-32B-Base' }),
    ).toHaveAttribute(
      'href',
      '/inference/models/descendants?node=hf%3A%2F%2FQwen%2FQwen3-32B-Base',
    );
    expect(
      await panel.findByText('LicenseRef-qwen-research'),
    ).toBeInTheDocument();
  });

  it('renders the card as Markdown without what could run', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Model card' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Qwen3 32B, support edition',
        level: 4,
      }),
    ).toBeVisible();
    expect(document.querySelector('main script')).toBeNull();
    expect(screen.queryByText(/alert\(/)).not.toBeInTheDocument();
  });

  it('opens another version from its row with the keyboard', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    await screen.findByText('3 of 3 versions');
    screen.getAllByRole('row')[1]?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(
      await screen.findByRole('region', { name: 'Version 2026-07-01' }),
    ).toHaveTextContent('Answers in French were wrong');
  });

  it('reaches the buttons of a row with the arrow keys', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    await screen.findByText('3 of 3 versions');
    screen.getAllByRole('row')[2]?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(
      screen.getAllByRole('button', { name: 'Move production' }),
    ).toContain(document.activeElement);
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement).toHaveAttribute('role', 'row');
  });

  it('retires a version with a reason', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(`${PAGE}?version=2026-11-12-fp8`, api);
    const panel = within(
      await screen.findByRole('region', { name: 'Version 2026-11-12-fp8' }),
    );
    await userEvent.click(
      await panel.findByRole('button', { name: 'Retire …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', {
      name: 'Retire 2026-11-12-fp8',
    });
    expect(submit).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/^Reason/), 'Wrong tokenizer.');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.writes).toEqual([
      {
        call: 'retireModelVersion',
        body: { retired: true, reason: 'Wrong tokenizer.' },
      },
    ]);
    expect(await screen.findByText(/^Retired by guest/)).toBeInTheDocument();
  });

  it('leads to the version that a link names: its detail has the focus, its row is marked', async () => {
    renderPlugin(`${PAGE}?version=2026-07-01`, new FakeInferenceApi());
    const heading = await screen.findByRole('heading', {
      name: 'Version 2026-07-01',
    });
    expect(heading).toHaveFocus();
    expect(rowOf('2026-07-01')).toHaveAttribute('aria-selected', 'true');
    expect(rowOf('2026-10-04')).toHaveAttribute('aria-selected', 'false');
    await userEvent.click(rowOf('2026-10-04'));
    expect(
      await screen.findByRole('heading', { name: 'Version 2026-10-04' }),
    ).not.toHaveFocus();
    await expectNoViolations();
  });

  it('takes an alias for the version that it points to, and says when there is no such version', async () => {
    const { unmount } = renderPlugin(
      `${PAGE}?version=@staging`,
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByRole('region', { name: 'Version 2026-11-12-fp8' }),
    ).toBeInTheDocument();
    unmount();
    renderPlugin(`${PAGE}?version=9.9.9`, new FakeInferenceApi());
    expect(
      await screen.findByText('This model has no version 9.9.9'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: /^Version / }),
    ).not.toBeInTheDocument();
  });

  it('says that nothing is in production and how to begin', async () => {
    const api = new FakeInferenceApi();
    api.models = [model({ aliases: [], versions: 0, servers: 0 })];
    api.versions = [];
    renderPlugin(PAGE, api);
    expect(
      await screen.findByText(/^No version is in production/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('No version is registered yet'),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('tells that a model does not exist and leads back to the others', async () => {
    renderPlugin('/inference/models/default/gone', new FakeInferenceApi());
    expect(
      await screen.findByText('There is no such model or version'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All models' })).toHaveAttribute(
      'href',
      '/inference/models',
    );
    await expectNoViolations();
  });

  it('names the permission that is missing', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(403, 'Unauthorized');
    renderPlugin(PAGE, api);
    expect(
      await screen.findByText('You may not see this model'),
    ).toBeInTheDocument();
  });

  it('lists where it runs with the reason and confidence of each join', async () => {
    renderPlugin(`${PAGE}?view=servers`, new FakeInferenceApi());
    const row = (
      await screen.findByRole('link', { name: 'support-chat' })
    ).closest('tr');
    expect(row).toHaveTextContent('annotation inference-portal/version');
    expect(row).toHaveTextContent('Certain');
    await expectNoViolations();
  });
});

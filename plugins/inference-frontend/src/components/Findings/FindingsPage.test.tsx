import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { refusal } from '../../__testUtils__/refusal';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PAUSED = {
  kind: 'outage',
  cluster: 'us-east',
  since: '2026-11-20T09:00:00Z',
  readBackTo: null,
  message: 'No metrics have arrived since 2026-11-20T09:00:00.000Z.',
} as const;
const READING = {
  kind: 'past',
  cluster: 'eu-west',
  since: null,
  readBackTo: '2026-10-17T00:00:00Z',
  message: 'The past is still being read, back to 2026-10-17T00:00:00.000Z.',
} as const;

describe('FindingsPage', () => {
  it('opens with what is avoidable a month, and lists findings by owner with their evidence', async () => {
    renderPlugin('/inference/findings', new FakeInferenceApi());
    expect(
      await screen.findByRole('heading', {
        name: '$10,768 a month is avoidable: 3 findings, 5 GPUs.',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/1 finding has no price\./)).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Findings by owner' });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'support2 findings · 5 GPUs',
      'legacy-chateu-west / support',
      'ranker-oldeu-west / support',
      'Unowned1 finding',
      'demo-dayus-east / sandbox',
    ]);
    expect(
      screen.getByText(/^Nobody has used it for 23 days, after daily use\./),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'legacy-chat' })).toHaveAttribute(
      'href',
      '/inference/findings/f-legacy-chat',
    );
    expect(screen.getByText('$8,614')).toBeInTheDocument();
    expect(
      screen.getByText(/^Not known: nobody knows what its GPUs cost/),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('asks the backend for the filters of the URL, so that the sums are those of the list', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(
      '/inference/findings?owner=none&confidence=low&cause=unheard-of',
      api,
    );
    expect(
      await screen.findByRole('heading', {
        name: '1 finding on 0 GPUs; what they cost is not known.',
      }),
    ).toBeInTheDocument();
    expect(api.listed).toContainEqual({
      state: ['open'],
      owner: ['none'],
      confidence: ['low'],
      limit: 1000,
    });
    expect(
      screen.getByRole('button', { name: 'Owner: 1 selected' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    expect(
      await screen.findByRole('heading', { name: /3 findings, 5 GPUs/ }),
    ).toBeInTheDocument();
  });

  it('searches among what is listed', async () => {
    renderPlugin('/inference/findings?q=ranker', new FakeInferenceApi());
    expect(
      await screen.findByText('1 of 3 findings match.'),
    ).toBeInTheDocument();
    expect(screen.queryByText('demo-day')).not.toBeInTheDocument();
  });

  it('snoozes the chosen findings at once and tells which one was refused', async () => {
    const api = new FakeInferenceApi();
    api.refusedSnoozes = { 'f-ranker-old': 'It was resolved meanwhile.' };
    renderPlugin('/inference/findings', api);
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'Select all findings of support',
      }),
    );
    expect(screen.getByText('2 selected')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Snooze …' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Snooze 2 findings')).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: '14 days' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Snooze until/ }),
    );
    expect(
      await screen.findByText('ranker-old: It was resolved meanwhile.'),
    ).toBeInTheDocument();
    const inTwoWeeks = new Date(Date.now() + 14 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    expect(api.writes).toEqual([
      {
        call: 'snoozeFindings',
        body: {
          ids: ['f-legacy-chat', 'f-ranker-old'],
          until: inTwoWeeks,
          reason: null,
        },
      },
    ]);
    const [close] = screen.getAllByRole('button', { name: 'Close' });
    await userEvent.click(close as HTMLElement);
    await waitFor(() =>
      expect(screen.queryByText('legacy-chat')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('ranker-old')).toBeInTheDocument();
  });

  it('shows what was answered with who answered and why', async () => {
    const api = new FakeInferenceApi();
    await api.waiveFinding('f-legacy-chat', {
      until: '2027-01-15',
      reason: 'the Christmas load test needs it',
    });
    renderPlugin('/inference/findings?show=silenced', api);
    expect(
      await screen.findByText('the Christmas load test needs it'),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Needed by guest/)).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('says that nothing new is found while samples are missing, and keeps what was found', async () => {
    const api = new FakeInferenceApi();
    api.detection = { ...api.detection, paused: [PAUSED] };
    renderPlugin('/inference/findings', api);
    expect(
      await screen.findByText('Not everything on 1 cluster can be judged now'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^us-east: no metrics of any server have arrived since Nov 20, 2026, \d/,
      ),
    ).toHaveAttribute('title', '2026-11-20 09:00:00 UTC');
    expect(screen.getByText('legacy-chat')).toBeInTheDocument();
    await expectNoViolations();
  });

  it('tells a past that is still being read from an outage, with times as people write them', async () => {
    const api = new FakeInferenceApi();
    api.detection = {
      ...api.detection,
      paused: [READING, { ...PAUSED, since: null }],
    };
    renderPlugin('/inference/findings', api);
    expect(
      await screen.findByText(
        /^eu-west: what was before is still being read, back to Oct 1\d, 2026, /,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^us-east: no metrics .* have arrived lately, so/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/\d{4}-\d{2}-\d{2}T/)).not.toBeInTheDocument();
  });

  it('never calls a fleet clean when nobody could see it, or nobody looked', async () => {
    const api = new FakeInferenceApi();
    api.findings = [];
    api.detection = { ...api.detection, paused: [PAUSED] };
    const { unmount } = renderPlugin('/inference/findings', api);
    expect(
      await screen.findByText('No findings, because samples are missing'),
    ).toBeInTheDocument();
    unmount();
    const before = new FakeInferenceApi();
    before.findings = [];
    before.detection = { lastRunAt: null, paused: [] };
    renderPlugin('/inference/findings', before);
    expect(
      await screen.findByText('No search for unused servers has run yet'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing wastes GPUs/)).not.toBeInTheDocument();
  });

  it('is glad when there is nothing', async () => {
    const api = new FakeInferenceApi();
    api.findings = [];
    renderPlugin('/inference/findings', api);
    expect(
      await screen.findByText(
        'Nothing wastes GPUs, as far as the portal can see',
      ),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('tells a missing right from a failure', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(403, 'inference.finding.read is missing');
    const { unmount } = renderPlugin('/inference/findings', api);
    expect(
      await screen.findByText('You may not see the findings'),
    ).toBeInTheDocument();
    unmount();
    const failing = new FakeInferenceApi();
    failing.failure = await refusal(503, 'Starting up');
    renderPlugin('/inference/findings', failing);
    expect(
      await screen.findByText('The portal could not load the findings'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
  });

  it('speaks German', async () => {
    renderPlugin('/inference/findings', new FakeInferenceApi(), 'de');
    expect(
      await screen.findByRole('heading', {
        name: /im Monat sind vermeidbar: 3 Befunde, 5 GPUs\.$/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        '23 Tage lang hat ihn niemand genutzt, nach täglicher Nutzung.',
        { exact: false },
      ),
    ).toBeInTheDocument();
  });
});

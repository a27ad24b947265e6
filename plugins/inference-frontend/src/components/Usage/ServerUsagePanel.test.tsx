import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { serverUsage } from '../../__fixtures__/findings/usage';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/inference/servers/c3f1a2?view=usage';
const DAY = 86_400_000;

/** A server that was used in the window, which its silence of 23 days leaves out otherwise. */
function used() {
  const api = new FakeInferenceApi();
  const to = Math.floor(Date.now() / DAY) * DAY;
  const from = to - 43 * DAY;
  const usage = serverUsage('hour', from, to);
  // With the day on which nobody looked.
  api.usage = { ...usage, to: new Date(from + 7 * DAY).toISOString() };
  return api;
}

describe('ServerUsagePanel', () => {
  it('says what the server did and draws what is known of it', async () => {
    renderPlugin(PATH, used());
    expect(
      await screen.findByRole('heading', {
        name: /^[\d,]+ requests in the last 7 days, \d+ failed\.$/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('$21.80 for a million tokens.'),
    ).toBeInTheDocument();
    for (const name of ['Requests', 'Tokens', 'Latency', 'GPUs and KV cache']) {
      expect(
        await screen.findByRole('img', { name: `${name} over time` }),
      ).toBeInTheDocument();
    }
    expect(
      screen.getByText(
        /^Requests were counted in (\d+)% of the time\. GPUs were watched in \1%\./,
      ),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('tells the values of one time when it is walked by keyboard', async () => {
    renderPlugin(PATH, used());
    const charts = await screen.findByRole('group', {
      name: /^Use over time\. Arrow keys/,
    });
    expect(screen.getByText('Whole window')).toBeInTheDocument();
    charts.focus();
    await userEvent.keyboard('{Home}');
    expect(screen.getByText(/12:00 AM UTC$/)).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.getByText('Whole window')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: 'View as table' }),
    );
    const table = screen.getByRole('table', {
      name: 'Use over time as a table',
    });
    expect(
      within(table).getByRole('columnheader', { name: 'Latency: p95' }),
    ).toBeInTheDocument();
  });

  it('tells no request from requests that nobody counted', async () => {
    const api = new FakeInferenceApi();
    const { unmount } = renderPlugin(PATH, api);
    expect(
      await screen.findByText('No request in the last 7 days.'),
    ).toBeInTheDocument();
    unmount();
    const blind = new FakeInferenceApi();
    const usage = await blind.getServerUsage('c3f1a2');
    blind.usage = {
      ...usage,
      items: usage.items.map(item => ({ ...item, requests: null })),
    };
    renderPlugin(PATH, blind);
    expect(
      await screen.findByText(
        'Nobody counted its requests in the last 7 days.',
      ),
    ).toBeInTheDocument();
  });

  it('says how much was watched by signal: GPU samples are no counted requests', async () => {
    const api = new FakeInferenceApi();
    const usage = await api.getServerUsage('c3f1a2');
    const half = usage.items.length / 2;
    api.usage = {
      ...usage,
      items: usage.items.map((item, index) =>
        index < half
          ? {
              ...item,
              requests: null,
              coverage: { traffic: 0, gpu: 1, gateway: null },
            }
          : item,
      ),
    };
    renderPlugin(PATH, api);
    expect(
      await screen.findByText(
        /^Requests were counted in 50% of the time\. GPUs were watched in 100%\./,
      ),
    ).toBeInTheDocument();
  });

  it('explains an empty page by where use is read from', async () => {
    const api = new FakeInferenceApi();
    api.usage = { ...(await api.getServerUsage('c3f1a2')), items: [] };
    renderPlugin(PATH, api);
    expect(
      await screen.findByText('Nothing is known of its use yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See data sources' }),
    ).toBeInTheDocument();
  });
});

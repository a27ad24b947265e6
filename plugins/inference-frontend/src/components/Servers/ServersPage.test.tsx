import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { fleet } from '../../__fixtures__/servers';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

describe('ServersPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('narrows the table by a search and a facet that stand in the URL', async () => {
    renderPlugin(
      '/inference/servers?q=llama&state=pending',
      new FakeInferenceApi(),
    );
    expect(await screen.findByText('1 of 41 servers')).toBeInTheDocument();
    const grid = screen.getByRole('grid', { name: 'Model servers' });
    expect(await within(grid).findByRole('link')).toHaveTextContent(
      'llama-3-3-70b-instruct-fraud-8',
    );
    await expectNoViolations();
  });

  it('tells the traffic of the last 24 hours and the p95 with one question for the fleet, and sorts by them', async () => {
    const api = new FakeInferenceApi();
    const asked = jest.spyOn(api, 'listServerUsage');
    const [first, second] = api.servers;
    api.sums = [
      {
        serverId: first?.id ?? '',
        requests: 12_480,
        errors: 3,
        latencyMs: { p50: 900, p95: 1_840, p99: 2_600 },
      },
      {
        serverId: second?.id ?? '',
        requests: 40,
        errors: null,
        latencyMs: null,
      },
    ];
    renderPlugin('/inference/servers?sort=traffic&order=desc', api);
    const grid = await screen.findByRole('grid');
    const busy = await within(grid).findByTitle(
      '12,480 requests in the last 24 hours, 3 failed',
    );
    expect(busy).toHaveTextContent('12.5K');
    const rows = within(grid).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/12\.5K.*1\.8 s/);
    expect(rows[2]).toHaveTextContent(
      /40.*nobody measured its latency in the last 24 hours/,
    );
    expect(rows[3]).toHaveTextContent(/nobody counted its requests/);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('tells what each server costs a day, and sorts by it', async () => {
    const api = new FakeInferenceApi();
    const [first, second] = api.servers;
    api.rates = [
      {
        serverId: first?.id ?? '',
        perDay: { currency: 'USD', micros: 24_000_000 },
      },
      {
        serverId: second?.id ?? '',
        perDay: { currency: 'USD', micros: 166_400_000 },
      },
    ];
    renderPlugin('/inference/servers?sort=cost&order=desc', api);
    const grid = await screen.findByRole('grid');
    expect(
      await within(grid).findByTitle(/^\$166\.40 a day: the GPUs that it/),
    ).toHaveTextContent('$166');
    const rows = within(grid).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('$166');
    expect(rows[2]).toHaveTextContent('$24.00');
    expect(rows[3]).toHaveTextContent(/nobody knows their price/);
  });

  it('tells how many rules of production readiness each server passes, and sorts by it', async () => {
    const api = new FakeInferenceApi();
    const [first, second, third] = api.servers;
    const scored = (server: typeof first, pass: number, fail: number) => ({
      serverId: server?.id ?? '',
      counts: { pass, fail, unknown: 2, notApplicable: 1 },
    });
    api.readinessScores = [
      scored(first, 18, 2),
      scored(second, 5, 15),
      scored(third, 0, 0),
    ];
    renderPlugin('/inference/servers?sort=readiness', api);
    const grid = await screen.findByRole('grid');
    expect(
      await within(grid).findByTitle(
        '5 of 20 answers pass; 2 more are unknown.',
      ),
    ).toHaveTextContent('25%');
    const rows = within(grid).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('25%');
    expect(rows[2]).toHaveTextContent('90%');
    expect(within(grid).getByText(/No rule could be judged/)).toBeVisible();
    expect(rows.at(-1)).toHaveTextContent(/its rules were not asked yet/);
  });

  it('reads every page of a large fleet and draws only the rows in view', async () => {
    const api = new FakeInferenceApi();
    api.servers = fleet(2500);
    renderPlugin('/inference/servers', api);
    expect(await screen.findByText('2,500 servers')).toBeInTheDocument();
    const grid = screen.getByRole('grid');
    expect(grid).toHaveAttribute('aria-rowcount', '2501');
    await within(grid).findAllByRole('link');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
  });

  it('moves between rows with the arrow keys and opens one with Enter', async () => {
    renderPlugin('/inference/servers', new FakeInferenceApi());
    const grid = await screen.findByRole('grid');
    await within(grid).findAllByRole('link');
    within(grid).getAllByRole('row')[1]?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('aria-rowindex', '4'),
    );
    const name = document.activeElement?.querySelector('a')?.textContent ?? '';
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', { name, level: 2 }),
    ).toBeInTheDocument();
  });

  it('sorts by a column, and the other way when asked again', async () => {
    renderPlugin('/inference/servers', new FakeInferenceApi());
    const grid = await screen.findByRole('grid');
    await within(grid).findAllByRole('link');
    const state = () => screen.getByRole('columnheader', { name: 'State' });
    await userEvent.click(within(state()).getByRole('button'));
    await waitFor(() =>
      expect(state()).toHaveAttribute('aria-sort', 'ascending'),
    );
    const first = () => screen.getAllByRole('row')[1];
    expect(first()).toHaveTextContent('Crash-looping');
    await userEvent.click(within(state()).getByRole('button'));
    await waitFor(() => expect(first()).toHaveTextContent('Scaled to zero'));
  });

  it('chooses a facet from its menu and clears it again', async () => {
    renderPlugin('/inference/servers', new FakeInferenceApi());
    await screen.findByRole('grid');
    const filters = within(screen.getByRole('group', { name: 'Filters' }));
    await userEvent.click(filters.getByRole('button', { name: 'Runtime' }));
    await userEvent.click(
      await screen.findByRole('option', { name: /^sglang/ }),
    );
    await userEvent.keyboard('{Escape}');
    expect(await screen.findByText('5 of 41 servers')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    expect(await screen.findByText('41 servers')).toBeInTheDocument();
  });

  it('downloads what is shown', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:x';
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    renderPlugin('/inference/servers?state=pending', new FakeInferenceApi());
    await screen.findByRole('grid');
    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
    expect(saved).toHaveLength(1);
  });

  it('offers to take filters off when none matches', async () => {
    renderPlugin(
      '/inference/servers?q=nothing-like-it',
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByText('No server matches these filters'),
    ).toBeInTheDocument();
    await expectNoViolations();
  });
});

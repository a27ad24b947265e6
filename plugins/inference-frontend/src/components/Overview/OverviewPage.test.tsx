import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { modelServer } from '../../__fixtures__/servers';
import { fleetSummary } from '../../__fixtures__/summary';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

describe('OverviewPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('opens with the answer, its figures and who has to act', async () => {
    renderPlugin('/inference', new FakeInferenceApi());
    expect(
      await screen.findByText('5 of 41 model servers need attention.'),
    ).toBeInTheDocument();
    const figures = within(screen.getByRole('list', { name: 'Figures' }));
    expect(
      figures.getByRole('link', { name: /Model servers\s*41/ }),
    ).toHaveAttribute('href', '/inference/servers');
    expect(
      screen.getByRole('img', { name: /^H100: 46 held by model servers/ }),
    ).toBeInTheDocument();
    expect(
      figures.getByRole('link', {
        name: /Avoidable a month\s*\$10,768\s*3 open findings/,
      }),
    ).toHaveAttribute('href', '/inference/findings');
    const needed = within(screen.getByRole('list', { name: 'Open findings' }));
    expect(needed.getByRole('link', { name: 'legacy-chat' })).toHaveAttribute(
      'href',
      '/inference/findings/f-legacy-chat',
    );
    expect(
      needed.getByText('Nobody has used it for 23 days, after daily use.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/0\/24 nodes are available/)).toBeInTheDocument();
    expect(
      screen.getByText(/Only 2 of 3 clusters are read/),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('says that all is well when it is', async () => {
    const api = new FakeInferenceApi();
    api.servers = [modelServer()];
    api.summary = fleetSummary(api.servers, {
      coverage: { clustersTotal: 1, clustersReadable: 1, reasons: [] },
    });
    renderPlugin('/inference', api);
    expect(
      await screen.findByText('The only model server is healthy.'),
    ).toBeInTheDocument();
    expect(screen.getByText('No server is failing.')).toBeInTheDocument();
    expect(screen.queryByText(/clusters are read/)).not.toBeInTheDocument();
  });

  it('never says that nothing is avoidable before anybody looked', async () => {
    const api = new FakeInferenceApi();
    api.findings = [];
    api.detection = { lastRunAt: null, paused: [] };
    renderPlugin('/inference', api);
    expect(
      await screen.findByRole('link', {
        name: /Avoidable a month\s*—\s*nobody has looked yet/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: 'Open findings' }),
    ).not.toBeInTheDocument();
  });

  it('names the one step that fills it when there is no server', async () => {
    const api = new FakeInferenceApi();
    api.servers = [];
    renderPlugin('/inference', api);
    expect(
      await screen.findByText('No model server was found yet'),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('shows what failed and loads when asked again', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(503, 'The inventory is starting.');
    renderPlugin('/inference', api);
    expect(
      await screen.findByText('The inventory is starting.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Failing since/)).toBeInTheDocument();
    await expectNoViolations();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/model servers need attention/),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(403, 'not allowed');
    renderPlugin('/inference', api);
    expect(
      await screen.findByText(/takes the permission inference.server.read/),
    ).toBeInTheDocument();
    await expectNoViolations();
  });
});

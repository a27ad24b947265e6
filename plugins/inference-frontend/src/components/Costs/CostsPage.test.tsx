import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  costReport,
  emptyCostReport,
  costLine,
} from '../../__fixtures__/costs/report';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const ZONE = 'zone=Europe%2FBerlin';

function lastQuestion(api: FakeInferenceApi, call: string) {
  return api.asked.filter(one => one.call === call).at(-1)?.query;
}

/** What is asked after a click is asked once the page has drawn itself anew. */
async function expectAsked(
  api: FakeInferenceApi,
  call: string,
  question: object,
) {
  await waitFor(() => expect(lastQuestion(api, call)).toMatchObject(question));
}

describe('CostsPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('opens with what was spent and what became of it', async () => {
    renderPlugin(`/inference/costs?${ZONE}`, new FakeInferenceApi());
    expect(
      await screen.findByRole('heading', {
        name: /^\$6,382 this month so far, \+\d+% on the period before\.$/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/\$600 \(9\.4%\) is idle.*were active 37% of the time/),
    ).toBeInTheDocument();
    expect(screen.getByText('Old prices')).toBeInTheDocument();
    expect(
      screen.getByText(/list were last checked on Aug 4, 2026, 109 days ago/),
    ).toBeInTheDocument();
    expect(screen.getByText('97% of GPU-hours priced')).toBeInTheDocument();
    expect(screen.getByText('prices from Aug 4, 2026')).toBeInTheDocument();
    await expectNoViolations();
  });

  it('asks for the window, zone and view of idle GPUs that stand in the URL', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(
      '/inference/costs?window=custom&from=2026-10-25&to=2026-10-26&zone=Asia%2FKathmandu&idle=even&cluster=eu-west',
      api,
    );
    await screen.findByText(/from 2026-10-25 to 2026-10-26/);
    expect(lastQuestion(api, 'getCosts')).toEqual({
      from: '2026-10-25',
      to: '2026-10-27',
      timezone: 'Asia/Kathmandu',
      groupBy: 'owner',
      granularity: 'hour',
      idle: 'even',
      compare: 'previous',
      cluster: ['eu-west'],
    });
  });

  it('goes from an owner over a model to its versions and back', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(`/inference/costs?${ZONE}`, api);
    const table = await screen.findByRole('grid', { name: 'Costs by line' });
    await userEvent.click(within(table).getByRole('link', { name: 'Support' }));
    const path = await screen.findByRole('navigation', {
      name: 'What is shown',
    });
    expect(within(path).getByText('support')).toBeInTheDocument();
    await expectAsked(api, 'getCosts', {
      groupBy: 'model',
      owner: ['group:default/support'],
    });
    await userEvent.click(
      within(path).getByRole('link', { name: 'All costs' }),
    );
    // What was asked a second ago is not asked again.
    await waitFor(() =>
      expect(
        screen.queryByRole('navigation', { name: 'What is shown' }),
      ).not.toBeInTheDocument(),
    );
    expect(
      await screen.findByRole('link', { name: 'Support' }),
    ).toBeInTheDocument();
  });

  it('opens what nobody owns, and nothing below idle GPUs', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(`/inference/costs?${ZONE}`, api);
    const table = await screen.findByRole('grid', { name: 'Costs by line' });
    expect(
      within(table).queryByRole('link', { name: 'Idle GPUs' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(table).getByRole('link', { name: 'Nobody’s workloads' }),
    );
    await screen.findByRole('navigation', { name: 'What is shown' });
    await expectAsked(api, 'getCosts', { owner: ['none'] });
  });

  it('explains a line by its intervals and prices', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(`/inference/costs?${ZONE}`, api);
    const table = await screen.findByRole('grid', { name: 'Costs by line' });
    await userEvent.click(
      within(table).getByRole('button', { name: 'Actions for Support' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'How is this computed?' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByText(/USD 1,240\.215833 is the sum/),
    ).toBeInTheDocument();
    expect(await within(dialog).findByText('$69.56')).toBeInTheDocument();
    expect(within(dialog).getAllByText('1/8')).toHaveLength(2);
    expect(within(dialog).getByText('estimated')).toBeInTheDocument();
    await expectAsked(api, 'getCostEvidence', {
      groupBy: 'owner',
      key: 'group:default/support',
      timezone: 'Europe/Berlin',
    });
  });

  it('tells price and quantity apart', async () => {
    renderPlugin(`/inference/costs?${ZONE}`, new FakeInferenceApi());
    const panel = await screen.findByRole('region', {
      name: 'Compared with the period before',
    });
    expect(within(panel).getByText('Price effect')).toBeInTheDocument();
    expect(within(panel).getByText('+$120.00')).toBeInTheDocument();
    expect(within(panel).getByText('+$600.00')).toBeInTheDocument();
    expect(
      within(panel).getByText('a GPU-hour costs more than before'),
    ).toBeInTheDocument();
    expect(
      within(panel).getByText(/^One line is left out/),
    ).toBeInTheDocument();
  });

  it('walks the bars by keyboard and tells gaps from zero', async () => {
    renderPlugin(`/inference/costs?${ZONE}`, new FakeInferenceApi());
    const bars = await screen.findByRole('group', { name: /^Bars of cost/ });
    expect(bars.querySelectorAll('[data-gap]')).toHaveLength(1);
    const values = () => screen.getByRole('table', { name: /^Nov/ });
    bars.focus();
    await userEvent.keyboard('{End}');
    expect(values()).toHaveTextContent('Nov 22');
    await userEvent.keyboard('{Home}{ArrowRight}');
    expect(values()).toHaveTextContent('Nov 2');
    expect(within(values()).getByText('$290.07')).toBeInTheDocument();
  });

  it('shows the chart as a table, with gaps as gaps', async () => {
    renderPlugin(`/inference/costs?${ZONE}`, new FakeInferenceApi());
    await userEvent.click(
      await screen.findByRole('switch', { name: 'View as table' }),
    );
    const table = screen.getByRole('table', {
      name: 'Cost over time as a table',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(23);
    expect(
      within(table).getByText(/nothing priced is known of that time/),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('downloads the lines that are shown, and says when it cannot', async () => {
    const api = new FakeInferenceApi();
    const createObjectURL = jest.fn(() => 'blob:costs');
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    renderPlugin(`/inference/costs?${ZONE}`, api);
    await screen.findByText('Old prices');
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'FOCUS 1.3 (CSV)' }),
    );
    await expectAsked(api, 'exportCosts', {
      format: 'focus',
      granularity: 'day',
      timezone: 'Europe/Berlin',
    });
    expect(createObjectURL).toHaveBeenCalledTimes(1);
    api.refusedExport = await refusal(422, 'The window has 11 years.');
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'These lines as CSV' }),
    );
    expect(
      await screen.findByText('The window has 11 years.'),
    ).toBeInTheDocument();
  });

  it('refuses a zone that does not exist with a way out', async () => {
    renderPlugin('/inference/costs?zone=Mars%2FBase', new FakeInferenceApi());
    expect(
      await screen.findByText('There is no time zone Mars/Base'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Use / }));
    expect(await screen.findByText('Old prices')).toBeInTheDocument();
  });

  it('shows one currency at a time when there are several', async () => {
    const api = new FakeInferenceApi();
    api.report = costReport({
      currency: null,
      total: null,
      lines: [
        costLine({ micros: 10_000_000 }),
        costLine({ key: 'group:default/maps', title: 'Maps', currency: 'EUR' }),
      ],
    });
    renderPlugin(`/inference/costs?${ZONE}&currency=USD`, api);
    expect(
      await screen.findByRole('heading', { name: /^\$10\.00 this month/ }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Maps')).not.toBeInTheDocument();
  });

  it('shows GPU-hours where nobody knows a price', async () => {
    const api = new FakeInferenceApi();
    api.report = costReport({
      currency: null,
      total: null,
      gpuHours: 88,
      lines: [costLine({ currency: null, micros: null, previous: null })],
      series: [],
    });
    renderPlugin(`/inference/costs?${ZONE}`, api);
    expect(
      await screen.findByRole('heading', {
        name: /^88 GPU-hours this month so far, of which nobody knows/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText(/nobody knows the price/).length,
    ).toBeGreaterThan(1);
    await expectNoViolations();
  });

  it('names the one step that fills it when there is no GPU', async () => {
    const api = new FakeInferenceApi();
    api.report = emptyCostReport();
    renderPlugin(`/inference/costs?${ZONE}`, api);
    expect(
      await screen.findByText('No GPU was seen this month so far'),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('shows what failed and loads when asked again', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(503, 'The ledger is being computed.');
    renderPlugin(`/inference/costs?${ZONE}`, api);
    expect(
      await screen.findByText('The ledger is being computed.'),
    ).toBeInTheDocument();
    await expectNoViolations();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Old prices')).toBeInTheDocument();
  });

  it('groups by a pod label that the reader names', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(`/inference/costs?${ZONE}&by=label`, api);
    const name = await screen.findByRole('textbox', {
      name: 'Name of the pod label',
    });
    await expectAsked(api, 'getCosts', {
      groupBy: 'label',
      label: 'app.kubernetes.io/part-of',
    });
    await userEvent.clear(name);
    await userEvent.type(name, 'tier{Enter}');
    await waitFor(() =>
      expect(lastQuestion(api, 'getCosts')).toMatchObject({
        groupBy: 'label',
        label: 'tier',
      }),
    );
  });

  it('names the permission that is missing', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(403, 'not allowed');
    renderPlugin(`/inference/costs?${ZONE}`, api);
    expect(
      await screen.findByText(/takes the permission inference.cost.read/),
    ).toBeInTheDocument();
  });

  it('speaks German', async () => {
    renderPlugin(`/inference/costs?${ZONE}`, new FakeInferenceApi(), 'de');
    expect(
      await screen.findByText(/^Davon: .*600 \$ \(9,4\s%\) frei/),
    ).toBeInTheDocument();
    expect(screen.getByText('Alte Preise')).toBeInTheDocument();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import { axe } from 'jest-axe';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { fleet, modelServer } from './__fixtures__/servers';
import { fleetSummary } from './__fixtures__/summary';
import { giveElementsASize, renderPlugin } from './testing/renderPlugin';

async function refusal(statusCode: number, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'SomeError', message },
        response: { statusCode },
      }),
      { status: statusCode, headers: { 'content-type': 'application/json' } },
    ),
  );
}

async function expectNoViolations() {
  expect(await axe(screen.getByRole('main'))).toHaveNoViolations();
}

describe('pages of the plugin in an app of the new frontend system', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  describe('overview', () => {
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
        screen.getByText(/0\/24 nodes are available/),
      ).toBeInTheDocument();
      expect(screen.getByText(/Only 2 of 3 clusters are read/)).toBeInTheDocument();
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

  describe('servers', () => {
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

    it('reads every page of a large fleet and draws only the rows in view', async () => {
      const api = new FakeInferenceApi();
      api.servers = fleet(2500);
      renderPlugin('/inference/servers', api);
      expect(
        await screen.findByText('2,500 servers', {}, { timeout: 10_000 }),
      ).toBeInTheDocument();
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
      await userEvent.click(
        screen.getByRole('button', { name: 'Download CSV' }),
      );
      expect(saved).toHaveLength(1);
    });

    it('offers to take filters off when none matches', async () => {
      renderPlugin('/inference/servers?q=nothing-like-it', new FakeInferenceApi());
      expect(
        await screen.findByText('No server matches these filters'),
      ).toBeInTheDocument();
      await expectNoViolations();
    });
  });

  describe('server', () => {
    it('says how it is, what runs with its evidence, where and who owns it', async () => {
      renderPlugin('/inference/servers/c3f1a2', new FakeInferenceApi());
      expect(
        await screen.findByText(/^Serving Qwen\/Qwen3-32B for \d+ days$/),
      ).toBeInTheDocument();
      expect(
        screen.getByText('Revision 7 · 4 × H100 · 2 of 2 replicas ready'),
      ).toBeInTheDocument();
      expect(screen.getByText('from args --dtype')).toBeInTheDocument();
      expect(screen.getByText(/Argo CD keeps this workload/)).toBeInTheDocument();
      expect(
        screen.getByText(/annotation inference-portal\/owner on the Deployment/),
      ).toBeInTheDocument();
      expect(
        within(screen.getByRole('table', { name: 'Pods' })).getAllByRole('row'),
      ).toHaveLength(3);
      await expectNoViolations();
    });

    it('shows a dash with its reason for what nobody knows', async () => {
      const api = new FakeInferenceApi();
      const server = modelServer();
      api.servers = [
        {
          ...server,
          gpus: { ...server.gpus, held: null, perReplica: null, product: null },
          replicas: { desired: null, ready: null, updated: null },
        },
      ];
      renderPlugin('/inference/servers/c3f1a2', api);
      expect(
        await screen.findByText('Revision 7 · — · — of — replicas ready'),
      ).toBeInTheDocument();
      expect(
        screen.getAllByText(/^Not known: no node with such a device/).length,
      ).toBeGreaterThan(0);
    });

    it('compares any two revisions, with the unchanged lines folded', async () => {
      renderPlugin(
        '/inference/servers/c3f1a2?view=revisions&from=3&to=7',
        new FakeInferenceApi(),
      );
      expect(
        await screen.findByText('Differences from revision 3 to revision 7', {
          selector: 'strong',
        }),
      ).toBeInTheDocument();
      expect(screen.getByText(/^- --max-model-len=32768|.*--max-model-len=32768/)).toBeInTheDocument();
      const folds = screen.getAllByRole('button', { name: /^Show \d+ unchanged/ });
      expect(folds.length).toBeGreaterThan(0);
      expect(screen.queryByText(/claimName: models/)).not.toBeInTheDocument();
      await userEvent.click(folds.at(-1) as HTMLElement);
      expect(screen.getByText(/claimName: models/)).toBeInTheDocument();

      await userEvent.click(screen.getByRole('radio', { name: 'Side by side' }));
      expect(
        await screen.findByRole('columnheader', { name: 'Revision 3' }),
      ).toBeInTheDocument();
      await userEvent.click(screen.getByRole('radio', { name: 'From: Revision 6' }));
      expect(
        await screen.findByText('1 change (+1 −1 lines)'),
      ).toBeInTheDocument();
      await expectNoViolations();
    });

    it('tells that a server does not exist', async () => {
      renderPlugin('/inference/servers/gone', new FakeInferenceApi());
      expect(
        await screen.findByText('There is no such model server'),
      ).toBeInTheDocument();
      await expectNoViolations();
    });
  });

  describe('data sources', () => {
    it('puts problems first, each with what to do about it', async () => {
      renderPlugin('/inference/data-sources', new FakeInferenceApi());
      expect(
        await screen.findByText('2 of 4 data sources have a problem.'),
      ).toBeInTheDocument();
      const [first] = screen.getAllByRole('heading', { level: 3 });
      expect(first).toHaveTextContent('Cluster us-east');
      expect(screen.getByText(/kind: ClusterRole/)).toBeInTheDocument();
      expect(screen.getByRole('button', { name: 'Copy' })).toBeInTheDocument();
      await expectNoViolations();
    });

    it('opens the named queries of a Prometheus', async () => {
      renderPlugin('/inference/data-sources', new FakeInferenceApi());
      await userEvent.click(
        await screen.findByRole('button', { name: 'Queries' }),
      );
      expect(await screen.findByText('mig-activity')).toBeVisible();
      expect(screen.getByText('query timed out after 30 s')).toBeVisible();
    });
  });

  it('speaks German when the app does', async () => {
    renderPlugin('/inference/overview', new FakeInferenceApi(), 'de');
    expect(
      await screen.findByText('5 von 41 Modellservern brauchen Aufmerksamkeit.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Braucht dich')).toBeInTheDocument();
    expect(screen.getAllByText(/^vor \d+/).length).toBeGreaterThan(0);
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { modelServer } from '../../__fixtures__/servers';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

describe('ServerPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

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

  it('says what it costs a day as it is now', async () => {
    const api = new FakeInferenceApi();
    api.rates = [
      {
        serverId: 'c3f1a2',
        perDay: { currency: 'USD', micros: 166_400_000 },
      },
    ];
    renderPlugin('/inference/servers/c3f1a2', api);
    expect(await screen.findByText('$166 a day')).toHaveAttribute(
      'title',
      '$166.40 a day: the GPUs that it holds now, at the prices of today',
    );
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
    expect(
      screen.getByText(/^- --max-model-len=32768|.*--max-model-len=32768/),
    ).toBeInTheDocument();
    const folds = screen.getAllByRole('button', {
      name: /^Show \d+ unchanged/,
    });
    expect(folds.length).toBeGreaterThan(0);
    expect(screen.queryByText(/claimName: models/)).not.toBeInTheDocument();
    await userEvent.click(folds.at(-1) as HTMLElement);
    expect(screen.getByText(/claimName: models/)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('radio', { name: 'Side by side' }));
    expect(
      await screen.findByRole('columnheader', { name: 'Revision 3' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('radio', { name: 'From: Revision 6' }),
    );
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

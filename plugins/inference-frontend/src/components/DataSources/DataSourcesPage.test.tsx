import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

describe('DataSourcesPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('puts problems first, each with what to do about it', async () => {
    renderPlugin('/inference/data-sources', new FakeInferenceApi());
    expect(
      await screen.findByText('3 of 5 data sources have a problem.'),
    ).toBeInTheDocument();
    const [first] = screen.getAllByRole('heading', { level: 3 });
    expect(first).toHaveTextContent('Cluster us-east');
    expect(screen.getByText(/kind: ClusterRole/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Copy' })).toBeInTheDocument();
    await expectNoViolations();
  });

  it('lists model registries with what could not be imported', async () => {
    renderPlugin('/inference/data-sources', new FakeInferenceApi());
    const registry = await screen.findByRole('region', {
      name: 'Model registry mlflow',
    });
    expect(registry).toHaveTextContent('was not imported');
    expect(registry).toHaveTextContent(
      'registered models imported: 117 of 118',
    );
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

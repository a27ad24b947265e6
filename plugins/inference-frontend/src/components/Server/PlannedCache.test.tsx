import { screen, within } from '@testing-library/react';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { serverGpuPlan } from '../../__fixtures__/planner/gpuPlans';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/inference/servers/c3f1a2';

const findPanel = async (name = 'KV cache: planned and actual') =>
  within(await screen.findByRole('region', { name }));

describe('PlannedCache', () => {
  it('shows what was planned beside what the engine reports', async () => {
    renderPlugin(PATH, new FakeInferenceApi());
    const panel = await findPanel();
    expect(
      await panel.findByText('250,000 tokens for each replica'),
    ).toBeInTheDocument();
    expect(
      panel.getByText('240,000 tokens for each replica'),
    ).toBeInTheDocument();
    expect(
      panel.getByText('15,000 blocks of 16 tokens, vllm:cache_config_info'),
    ).toBeInTheDocument();
    expect(panel.getByText(/^[-−]4(\.0)?\s?%$/)).toBeInTheDocument();
    await expectNoViolations();
  });

  it('gives the reason where one of them is not known', async () => {
    const api = new FakeInferenceApi();
    api.serverGpuPlan = serverGpuPlan({
      planned: null,
      plannedReason: 'Which GPUs the server runs on is not known.',
      actual: null,
      actualReason: 'No Prometheus that watches the cluster answers.',
      differencePercent: null,
    });
    renderPlugin(PATH, api);
    const panel = await findPanel();
    expect(
      await panel.findByText(/Which GPUs the server runs on is not known/),
    ).toBeInTheDocument();
    expect(panel.getByText(/No Prometheus that watches/)).toBeInTheDocument();
    expect(panel.getByText(/One of the two is not known/)).toBeInTheDocument();
  });

  it('speaks German', async () => {
    renderPlugin(PATH, new FakeInferenceApi(), 'de');
    const panel = await findPanel('KV-Cache: geplant und tatsächlich');
    expect(
      await panel.findByText('250.000 Tokens je Replik'),
    ).toBeInTheDocument();
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { gpuPlan, tooLargePlan } from '../../__fixtures__/planner/gpuPlans';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { fill } from '../../__testUtils__/fill';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const MODEL = 'model=Qwen%2FQwen3-32B';
const ASKED = `/inference/planner?${MODEL}&gpu=H100&gpus=2&length=8192`;
const SENTENCE = '2 × H100: fits 36 requests at 8,192 tokens, $4.30/h';

describe('PlannerPage', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('says what it will show, and asks nothing before a model is named', async () => {
    const api = new FakeInferenceApi();
    renderPlugin('/inference/planner', api);
    expect(await screen.findByText('Name a model')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Plan' })).toBeDisabled();
    expect(api.plannedGpus).toEqual([]);
    expect(api.rankedGpus).toEqual([]);
    await expectNoViolations();
  });

  it('compares the GPUs of the fleet for a model, and plans the one that is chosen', async () => {
    const api = new FakeInferenceApi();
    renderPlugin('/inference/planner', api);
    await fill(
      await screen.findByRole('textbox', { name: /^Model/ }),
      'Qwen/Qwen3-32B',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Plan' }));
    const table = within(
      await screen.findByRole('table', {
        name: 'All GPUs of the fleet, the cheapest that fits first',
      }),
    );
    expect(
      table.getAllByRole('rowheader').map(header => header.textContent),
    ).toEqual(['2 × H100', '2 × A100-80GB', '8 × L4']);
    expect(table.getByText('on free GPUs now')).toBeInTheDocument();
    expect(table.getByText('when GPUs are free')).toBeInTheDocument();
    expect(table.getByText('$3,139')).toBeInTheDocument();
    expect(table.getByText('3 of 16')).toBeInTheDocument();
    expect(
      screen.getByText(/does not know their memory: GB300-NVL\.$/),
    ).toBeInTheDocument();
    expect(api.plannedGpus).toEqual([]);

    await userEvent.click(
      table.getByRole('button', {
        name: 'Show the plan for 2 × H100 on eu-west',
      }),
    );
    expect(await screen.findByText(SENTENCE)).toBeInTheDocument();
    expect(api.plannedGpus.at(-1)).toMatchObject({
      model: { id: 'Qwen/Qwen3-32B' },
      engine: { name: 'vllm' },
      gpu: { product: 'H100' },
      tensorParallel: 2,
      maxModelLen: null,
    });
  });

  it('shows the memory of a GPU in parts that add up, and what was assumed', async () => {
    renderPlugin(ASKED, new FakeInferenceApi());
    expect(await screen.findByText(SENTENCE)).toBeInTheDocument();
    const parts = screen.getByRole('list', {
      name: 'Memory of a GPU in parts',
    });
    expect(
      within(parts)
        .getAllByRole('listitem')
        .map(one => one.textContent),
    ).toEqual([
      'Weights 30.6 GiB',
      'Activations 2.4 GiB',
      'Engine, CUDA graphs, adapters 3.4 GiB',
      'KV cache 36.5 GiB',
      'Free 6.3 GiB',
    ]);
    expect(screen.getByText('40,960 tokens')).toBeInTheDocument();
    expect(
      screen.getByText('pool expected between 34.9 and 38 GiB'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Batches of 8,192 tokens and 1,024 requests, the defaults',
      ),
    ).toBeInTheDocument();
    await screen.findByRole('table');
    await expectNoViolations();
  });

  it('says why it does not fit, and takes the nearest change that does', async () => {
    const api = new FakeInferenceApi();
    api.gpuPlan = tooLargePlan();
    renderPlugin(`/inference/planner?${MODEL}&gpu=L4&length=8192`, api);
    expect(await screen.findByText('1 × L4: does not fit')).toBeInTheDocument();
    expect(screen.getByText(/^Weights of 61\.0 GiB/)).toBeInTheDocument();
    expect(screen.getByText('44.8 GiB are missing.')).toBeInTheDocument();
    expect(screen.getByText('It fits on 4 GPUs.')).toBeInTheDocument();
    await screen.findByRole('table');
    await expectNoViolations();
    api.gpuPlan = gpuPlan({ gpus: 4, cost: null });
    await userEvent.click(screen.getByRole('button', { name: 'Plan that' }));
    expect(
      await screen.findByText('4 × H100: fits 36 requests at 8,192 tokens'),
    ).toBeInTheDocument();
    expect(api.plannedGpus.at(-1)).toMatchObject({
      gpu: { product: 'L4' },
      tensorParallel: 4,
      maxModelLen: 8192,
    });
  });

  it('says what is wrong with a question that cannot be planned, and does not ask again', async () => {
    const api = new FakeInferenceApi();
    api.refusedGpuPlan = await refusal(
      400,
      'model.id: nobody knows the layers of nobody/knows; give model.config.',
    );
    renderPlugin('/inference/planner?model=nobody/knows', api);
    expect(
      await screen.findByText('This cannot be planned'),
    ).toBeInTheDocument();
    expect(screen.getByText(/give model\.config\.$/)).toBeInTheDocument();
    expect(api.rankedGpus).toHaveLength(1);
    await expectNoViolations();
  });

  it('says who can grant it to those who may not ask, and retries what failed', async () => {
    const api = new FakeInferenceApi();
    api.refusedGpuPlan = await refusal(403, 'not allowed');
    const refused = renderPlugin(`/inference/planner?${MODEL}`, api);
    expect(
      await screen.findByText(/inference\.server\.read/),
    ).toBeInTheDocument();
    refused.unmount();

    const other = new FakeInferenceApi();
    other.refusedGpuPlan = await refusal(503, 'starting');
    renderPlugin(`/inference/planner?${MODEL}`, other);
    expect(await screen.findByText('starting')).toBeInTheDocument();
    other.refusedGpuPlan = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeInTheDocument();
  });

  it('refuses a length that is no number before it is sent', async () => {
    renderPlugin(`/inference/planner?${MODEL}`, new FakeInferenceApi());
    await fill(
      await screen.findByRole('textbox', { name: /^Longest request/ }),
      '8k',
    );
    expect(
      await screen.findByText(/^A whole number of tokens/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Plan' })).toBeDisabled();
  });

  it('speaks German', async () => {
    renderPlugin(ASKED, new FakeInferenceApi(), 'de');
    expect(
      await screen.findByText(/^2 × H100: fasst 36 Anfragen mit 8\.192 Tokens/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Passt es?' }),
    ).toBeInTheDocument();
  });
});

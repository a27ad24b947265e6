import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { deploymentTargets } from '../../__fixtures__/deploy/deploymentTargets';
import { gpuPlan, tooLargePlan } from '../../__fixtures__/planner/gpuPlans';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { refusal } from '../../__testUtils__/refusal';
import { renderForm } from '../../__testUtils__/renderForm';

const MODEL = { name: 'default/qwen3-32b' };
const VERSION = {
  ...MODEL,
  version: '2026-10-04',
  source: 'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
};
const TARGET = {
  cluster: 'eu-west',
  namespace: 'support',
  owner: 'group:default/support',
};
const GPU = {
  product: 'NVIDIA-H100-80GB-HBM3',
  tensorParallel: 2,
  pipelineParallel: 1,
  maxModelLen: 8192,
  gpuMemoryUtilization: 0.9,
  dtype: 'bfloat16',
  quantization: null,
  kvCacheDtype: 'auto',
};
const SENTENCE =
  '2 × H100: fits 36 requests at 8,192 tokens, $4.30/h, $3,139 a month';

function deployApi() {
  const api = new FakeInferenceApi();
  api.deploymentTargets = deploymentTargets();
  return api;
}

const goOn = async (name: RegExp = /^(Next|Review)$/) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('the form of a template that deploys a server', () => {
  it('goes from a model to a plan that fits, and hands over what a server is made from', async () => {
    const { created } = renderForm(deployApi(), {
      values: { model: MODEL },
    });
    expect(
      await screen.findByText(/^hf:\/\/Qwen\/Qwen3-32B@9216db57/),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: /Cluster and namespace/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /^eu-west \/ support(?!-)/ }),
    );
    expect(
      await screen.findByText(/3 of 16 H100 and 8 of 8 L4/),
    ).toBeInTheDocument();
    await expectNoViolations();
    await goOn();
    expect(await screen.findByText(SENTENCE)).toBeInTheDocument();
    await expectNoViolations();
    await goOn();
    await goOn(/^Create$/);
    await waitFor(() => expect(created).toHaveLength(1));
    expect(created[0]).toEqual({
      model: VERSION,
      target: TARGET,
      gpu: { ...GPU, weightsGiB: 61.18 },
    });
  });

  it('takes from a link where it shall run, and from the cluster who owns that', async () => {
    const { cluster, namespace } = TARGET;
    const { created } = renderForm(deployApi(), {
      values: {
        model: MODEL,
        target: { cluster, namespace },
        gpu: GPU,
      },
    });
    expect(
      await screen.findByText(/3 of 16 H100 and 8 of 8 L4/),
    ).toBeInTheDocument();
    await screen.findByText(/^hf:\/\/Qwen\/Qwen3-32B@9216db57/);
    await goOn();
    await screen.findByText(SENTENCE);
    await goOn();
    await goOn(/^Create$/);
    await waitFor(() => expect(created).toHaveLength(1));
    expect(created[0]).toMatchObject({ target: TARGET });
  });

  it('shows the namespaces of others and full quotas with the reason, and takes none of them', async () => {
    renderForm(deployApi(), { values: { model: MODEL } });
    await userEvent.click(
      await screen.findByRole('button', { name: /Cluster and namespace/ }),
    );
    const other = await screen.findByRole('option', { name: /search/ });
    expect(other).toHaveAttribute('aria-disabled', 'true');
    expect(other).toHaveTextContent('belongs to group:default/search');
    const full = screen.getByRole('option', { name: /support-batch/ });
    expect(full).toHaveAttribute('aria-disabled', 'true');
    expect(full).toHaveTextContent('all 4 GPUs are taken');
  });

  it('refuses a namespace of another team that came with the address', async () => {
    renderForm(deployApi(), {
      values: {
        model: VERSION,
        target: { cluster: 'eu-west', namespace: 'search' },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /belongs to group:default\/search/,
    );
    await goOn();
    await waitFor(() =>
      expect(
        screen.getAllByText(/belongs to group:default\/search/).length,
      ).toBeGreaterThan(1),
    );
    expect(screen.getByText('Where it runs')).toBeInTheDocument();
  });

  it('offers retired versions with the reason only', async () => {
    renderForm(deployApi(), { values: { model: VERSION } });
    await userEvent.click(
      await screen.findByRole('button', { name: /2026-10-04.*Version/ }),
    );
    const retired = await screen.findByRole('option', { name: /^2026-07-01/ });
    expect(retired).toHaveAttribute('aria-disabled', 'true');
    expect(retired).toHaveTextContent(/is retired/);
    expect(
      screen.getByRole('option', { name: /^2026-11-12-fp8/ }),
    ).toHaveTextContent(/is not pinned/);
  });

  it('stops at a plan that does not fit, with the reason, and takes the nearest that does', async () => {
    const api = deployApi();
    api.gpuPlan = tooLargePlan();
    renderForm(api, {
      only: 1,
      values: {
        model: VERSION,
        target: TARGET,
        gpu: { ...GPU, product: 'NVIDIA-L4', tensorParallel: 1 },
      },
    });
    expect(await screen.findByText(/L4: does not fit/)).toBeInTheDocument();
    await goOn();
    expect(
      (await screen.findAllByText(/It does not fit: Weights of 61\.0 GiB/))
        .length,
    ).toBeGreaterThan(0);
    await expectNoViolations();
    api.gpuPlan = gpuPlan();
    await userEvent.click(screen.getByRole('button', { name: 'Plan that' }));
    await waitFor(() =>
      expect(api.plannedGpus.at(-1)).toMatchObject({ tensorParallel: 4 }),
    );
  });

  it('says what the planner says to three GPUs', async () => {
    const api = deployApi();
    api.refusedGpuPlan = await refusal(
      400,
      'tensorParallel 3 does not divide the 64 attention heads; use 1, 2, 4 or 8',
    );
    renderForm(api, {
      only: 1,
      values: {
        model: VERSION,
        target: TARGET,
        gpu: { ...GPU, tensorParallel: 3 },
      },
    });
    expect(
      await screen.findByText(/does not divide the 64 attention heads/),
    ).toBeInTheDocument();
    await goOn();
    expect(
      (await screen.findAllByText(/It does not fit: tensorParallel 3/)).length,
    ).toBeGreaterThan(0);
  });

  it('refuses more GPUs than the quota of the namespace leaves', async () => {
    renderForm(deployApi(), {
      only: 1,
      values: {
        model: VERSION,
        target: TARGET,
        gpu: { ...GPU, tensorParallel: 8 },
      },
    });
    expect(await screen.findByText(SENTENCE)).toBeInTheDocument();
    await goOn();
    expect(
      (
        await screen.findAllByText(
          /A replica takes 8 GPUs, and the quota of support leaves 4/,
        )
      ).length,
    ).toBeGreaterThan(0);
  });

  it('asks the planner once for a number that is typed, and says what is no number', async () => {
    const api = deployApi();
    renderForm(api, {
      only: 1,
      values: { model: VERSION, target: TARGET, gpu: GPU },
    });
    await screen.findByText(SENTENCE);
    const length = screen.getByRole('textbox', { name: /^Longest request/ });
    await userEvent.clear(length);
    await waitFor(() =>
      expect(length).toHaveAccessibleDescription(/whole number of tokens/),
    );
    await userEvent.type(length, '16384');
    await waitFor(() =>
      expect(api.plannedGpus.at(-1)).toMatchObject({ maxModelLen: 16_384 }),
    );
    expect(api.plannedGpus.map(({ maxModelLen }) => maxModelLen)).not.toContain(
      163,
    );
  });

  it('says what failed when nothing can be checked, and stays', async () => {
    const api = deployApi();
    renderForm(api, { values: { model: VERSION, target: TARGET } });
    await screen.findByText(/3 of 16 H100/);
    api.failure = await refusal(503, 'Starting up');
    await goOn();
    expect(
      (await screen.findAllByText(/could not be checked: Starting up/)).length,
    ).toBeGreaterThan(0);
  });

  it('speaks German, also where it refuses', async () => {
    renderForm(deployApi(), {
      language: 'de',
      values: {
        model: VERSION,
        target: { cluster: 'eu-west', namespace: 'support-batch' },
      },
    });
    expect(await screen.findByText('Wo es läuft')).toBeInTheDocument();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Alle 4 GPUs sind vergeben',
    );
  });
});

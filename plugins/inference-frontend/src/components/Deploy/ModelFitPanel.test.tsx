import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { gpuRanking } from '../../__fixtures__/planner/gpuPlans';
import { aiModelEntity } from '../../__testUtils__/entities';
import { refusal } from '../../__testUtils__/refusal';
import { renderOnEntity } from '../../__testUtils__/renderOnEntity';

const TAB = 'entity-content:inference/model-fit';

const template = (name: string, title: string, type = 'model-server') => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { namespace: 'default', name, title },
  spec: { type },
});

describe('where a model would fit, on the page of the model', () => {
  it('names the cheapest that fits and what is free now, and proves it', async () => {
    const api = new FakeInferenceApi();
    const { container } = renderOnEntity(aiModelEntity, TAB, api);
    expect(
      await screen.findByText(
        'Cheapest that fits: 2 × H100 on eu-west, $3,139 a month.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('On free GPUs now: 2 × H100 on eu-west.'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('rowheader').map(({ textContent }) => textContent),
    ).toEqual(['2 × H100', '2 × A100-80GB', '8 × L4']);
    expect(api.rankedGpus[0]).toMatchObject({
      model: { id: 'default/qwen3-32b' },
      maxModelLen: 8192,
    });
    // The headings above the tab belong to the page of the entity.
    const rules = { 'heading-order': { enabled: false } };
    expect(await axe(container, { rules })).toHaveNoViolations();
  });

  it('leads to every template that deploys servers, with the model chosen', async () => {
    renderOnEntity(aiModelEntity, TAB, new FakeInferenceApi(), [
      template('deploy-vllm', 'vLLM server'),
      template('react-app', 'Website', 'website'),
    ]);
    const link = await screen.findByRole('link', {
      name: 'Deploy with vLLM server',
    });
    const url = new URL(link.getAttribute('href') ?? '', 'http://portal');
    expect(url.pathname).toBe('/create/templates/default/deploy-vllm');
    expect(JSON.parse(url.searchParams.get('formData') ?? '')).toEqual({
      model: { name: 'default/qwen3-32b' },
    });
    expect(
      screen.queryByRole('link', { name: /Website/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the planner' }),
    ).toHaveAttribute('href', expect.stringContaining('/inference/planner?'));
  });

  it('says so when it fits nowhere, and when nothing is free', async () => {
    const api = new FakeInferenceApi();
    const { items } = gpuRanking();
    api.gpuRanking = {
      items: items.filter(({ plan }) => !plan.fits),
      unknownProducts: [],
    };
    const { unmount } = renderOnEntity(aiModelEntity, TAB, api);
    expect(
      await screen.findByText('It fits on no GPUs of the fleet.'),
    ).toBeInTheDocument();
    unmount();
    const busy = new FakeInferenceApi();
    busy.gpuRanking = {
      items: items.filter(({ fitsOnFreeGpus }) => !fitsOnFreeGpus),
      unknownProducts: [],
    };
    renderOnEntity(aiModelEntity, TAB, busy);
    expect(
      await screen.findByText('Nowhere on free GPUs now.'),
    ).toBeInTheDocument();
  });

  it('says why a model cannot be planned', async () => {
    const api = new FakeInferenceApi();
    api.refusedGpuPlan = await refusal(
      400,
      'model.id: nobody knows the layers of default/qwen3-32b',
    );
    renderOnEntity(aiModelEntity, TAB, api);
    expect(
      await screen.findByText(/nobody knows the layers/),
    ).toBeInTheDocument();
  });
});

import { screen } from '@testing-library/react';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { modelServer } from './__fixtures__/servers';
import { aiModelEntity, modelServerEntity } from './__testUtils__/entities';
import { renderOnEntity } from './__testUtils__/renderOnEntity';

describe('entity extensions in an app of the new frontend system', () => {
  it('shows its server on a model-server Component', async () => {
    renderOnEntity(
      modelServerEntity,
      'entity-content:inference/model-server',
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByText(/^Serving Qwen\/Qwen3-32B/),
    ).toBeInTheDocument();
  });

  it('lists servers when a Component runs on several clusters', async () => {
    const api = new FakeInferenceApi();
    api.servers = [
      modelServer(),
      modelServer({ id: 'other', cluster: 'us-east' }),
    ];
    renderOnEntity(
      modelServerEntity,
      'entity-content:inference/model-server',
      api,
    );
    expect(await screen.findByText('us-east / support')).toBeInTheDocument();
    expect(screen.getByText('eu-west / support')).toBeInTheDocument();
  });

  it('says how a server is joined when there is none', async () => {
    const api = new FakeInferenceApi();
    api.servers = [];
    renderOnEntity(
      modelServerEntity,
      'entity-content:inference/model-server',
      api,
    );
    expect(
      await screen.findByText('No model server belongs to this entity'),
    ).toBeInTheDocument();
  });

  it('lists the servers that run a model', async () => {
    renderOnEntity(
      aiModelEntity,
      'entity-content:inference/model-servers',
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByRole('link', { name: 'support-chat' }),
    ).toHaveAttribute('href', '/inference/servers/c3f1a2');
  });

  it('sums up where a model runs in a card', async () => {
    renderOnEntity(
      aiModelEntity,
      'entity-card:inference/model-servers',
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByText('1 server runs this model on 4 GPUs.'),
    ).toBeInTheDocument();
  });

  it('shows versions and production of the model that a Resource describes', async () => {
    renderOnEntity(
      aiModelEntity,
      'entity-content:inference/model',
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByText(/^2026-10-04 has been in production/),
    ).toBeInTheDocument();
  });
});

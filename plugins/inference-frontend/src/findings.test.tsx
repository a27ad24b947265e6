import {
  ApiBlueprint,
  createApiFactory,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import inferencePlugin, { inferenceApiRef } from '.';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { groupEntity, modelServerEntity } from './__testUtils__/entities';

function renderCard(
  entity: Entity,
  card: Parameters<typeof inferencePlugin.getExtension>[0],
  api: FakeInferenceApi,
) {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      inferencePlugin.getExtension(card),
    ],
    features: [
      createFrontendModule({
        pluginId: 'test',
        extensions: [
          ApiBlueprint.make({
            name: 'inference',
            params: defineParams =>
              defineParams(
                createApiFactory({
                  api: inferenceApiRef,
                  deps: {},
                  factory: () => api,
                }),
              ),
          }),
          inferencePlugin.getExtension('page:inference'),
        ],
      }),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

describe('cards of findings on the pages of catalog entities', () => {
  it('tell on a model server what was found about it, with the way to the evidence', async () => {
    const api = new FakeInferenceApi();
    renderCard(
      modelServerEntity,
      'entity-card:inference/model-server-findings',
      api,
    );
    expect(
      await screen.findByRole('link', {
        name: 'Nobody has used it for 23 days, after daily use.',
      }),
    ).toHaveAttribute('href', '/inference/findings/f-legacy-chat');
    expect(api.listed[0]).toMatchObject({
      entityRef: 'component:default/support-chat',
      state: ['open', 'snoozed', 'waived', 'accepted'],
    });
  });

  it('add up on a group what its servers waste', async () => {
    const api = new FakeInferenceApi();
    renderCard(groupEntity, 'entity-card:inference/group-findings', api);
    expect(
      await screen.findByText(
        '$10,768 a month is avoidable in 2 findings on 5 GPUs.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All findings of this group' }),
    ).toHaveAttribute(
      'href',
      '/inference/findings?owner=group%3Adefault%2Fsupport',
    );
    expect(api.listed[0]).toMatchObject({ owner: ['group:default/support'] });
  });

  it('never call a group clean before anybody looked', async () => {
    const api = new FakeInferenceApi();
    api.findings = [];
    api.detection = { lastRunAt: null, paused: [] };
    renderCard(groupEntity, 'entity-card:inference/group-findings', api);
    expect(
      await screen.findByText(/^Nobody has looked yet/),
    ).toBeInTheDocument();
  });
});

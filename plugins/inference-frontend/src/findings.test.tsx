import { screen } from '@testing-library/react';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { groupEntity, modelServerEntity } from './__testUtils__/entities';
import { renderOnEntity } from './__testUtils__/renderOnEntity';

describe('cards of findings on the pages of catalog entities', () => {
  it('tell on a model server what was found about it, with the way to the evidence', async () => {
    const api = new FakeInferenceApi();
    renderOnEntity(
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
    renderOnEntity(groupEntity, 'entity-card:inference/group-findings', api);
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
    renderOnEntity(groupEntity, 'entity-card:inference/group-findings', api);
    expect(
      await screen.findByText(/^Nobody has looked yet/),
    ).toBeInTheDocument();
  });
});

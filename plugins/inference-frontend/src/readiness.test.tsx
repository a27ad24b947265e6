import { screen, within } from '@testing-library/react';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { groupEntity, modelServerEntity } from './__testUtils__/entities';
import { renderOnEntity } from './__testUtils__/renderOnEntity';

describe('card of production readiness on the page of a model server', () => {
  it('counts the rules of its server by result, with the way to the scorecard', async () => {
    renderOnEntity(
      modelServerEntity,
      'entity-card:inference/model-server-readiness',
      new FakeInferenceApi(),
    );
    expect(
      await screen.findByRole('link', { name: /support-chat$/ }),
    ).toHaveAttribute('href', '/inference/servers/c3f1a2?view=readiness');
    const counts = await screen.findByRole('list', {
      name: 'Rules by result',
    });
    expect(within(counts).getByText('1 fail')).toBeInTheDocument();
  });
});

describe('card of production readiness on the page of a group', () => {
  it('adds up its servers and those of the groups below it, with the way to them', async () => {
    const api = new FakeInferenceApi();
    renderOnEntity(groupEntity, 'entity-card:inference/group-readiness', api);
    expect(
      await screen.findByText(
        '2 of 4 model servers fail at least one rule of production readiness.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'Readiness of all servers of this group',
      }),
    ).toHaveAttribute(
      'href',
      '/inference/readiness?owner=group%3Adefault%2Fsupport&rollUp=20',
    );
    expect(api.askedReadiness).toEqual([
      { owner: ['group:default/support'], rollUp: 20 },
    ]);
  });
});

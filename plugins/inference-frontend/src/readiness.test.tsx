import { screen, within } from '@testing-library/react';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { modelServerEntity } from './__testUtils__/entities';
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

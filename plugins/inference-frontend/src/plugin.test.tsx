import { screen } from '@testing-library/react';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { giveElementsASize, renderPlugin } from './__testUtils__/renderPlugin';

describe('the plugin in an app of the new frontend system', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('speaks German when the app does', async () => {
    renderPlugin('/inference/overview', new FakeInferenceApi(), 'de');
    expect(
      await screen.findByText(
        '5 von 41 Modellservern brauchen Aufmerksamkeit.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Braucht dich')).toBeInTheDocument();
    expect(screen.getAllByText(/^vor \d+/).length).toBeGreaterThan(0);
  });
});

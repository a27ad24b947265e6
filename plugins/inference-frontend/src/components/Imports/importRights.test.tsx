import { screen, within } from '@testing-library/react';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { importRun } from '../../__fixtures__/registry/imports';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

describe('rights on imports', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('names the permission that is missing, and asks for no runs', async () => {
    const api = new FakeInferenceApi();
    api.importRuns = [importRun({})];
    const asked = jest.spyOn(api, 'listRegistryImports');
    renderPlugin('/inference/data-sources', api, 'en', [
      'inference.registry.import',
    ]);
    const part = within(
      await screen.findByRole('region', { name: 'Imports from mlflow' }),
    );
    expect(
      (await part.findAllByText(/the permission inference.registry.import/))
        .length,
    ).toBe(2);
    expect(
      part.getByRole('button', { name: /^Import now from/ }),
    ).toBeDisabled();
    expect(asked).not.toHaveBeenCalled();
  });
});

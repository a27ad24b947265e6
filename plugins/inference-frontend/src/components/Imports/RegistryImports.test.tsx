import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { importRun } from '../../__fixtures__/registry/imports';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { refusal } from '../../__testUtils__/refusal';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const PAGE = '/inference/data-sources';
/** The part of the page, once it is known that the user may start imports. */
async function imports() {
  await waitFor(() =>
    expect(
      screen.getByRole('button', { name: 'Import now from mlflow' }),
    ).toBeEnabled(),
  );
  return within(screen.getByRole('region', { name: 'Imports from mlflow' }));
}

describe('RegistryImports', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('starts a dry run and tells how far it is until its report stands there', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PAGE, api);
    const part = await imports();
    await userEvent.click(
      await part.findByRole('button', { name: /^Dry run/ }),
    );
    expect(
      await part.findByText(/0 models, versions and aliases read so far/),
    ).toBeInTheDocument();
    expect(api.writes).toEqual([
      {
        call: 'startRegistryImport',
        body: { source: 'mlflow', dryRun: true },
      },
    ]);
    expect(
      part.getByRole('button', { name: /^Import now from/ }),
    ).toBeDisabled();
    api.importRuns = [importRun({ id: 'run-1', dryRun: true })];
    expect(
      await part.findByText('Dry run done', undefined, { timeout: 5_000 }),
    ).toBeInTheDocument();
    const changes = await part.findByRole('table', {
      name: 'What was written',
    });
    expect(changes).toHaveTextContent('Would register the version');
  });

  it('says what an import changed, what conflicts and what could not be read', async () => {
    const api = new FakeInferenceApi();
    api.importRuns = [importRun({}), importRun({ id: 'run-0', problems: 0 })];
    renderPlugin(`${PAGE}?import=run-9`, api);
    const part = await imports();
    expect(
      await part.findByText(
        /^New: 1 model and 2 versions. Changed: 1 alias. 1 fact conflicts/,
      ),
    ).toHaveTextContent('1 thing could not be imported.');
    const conflicts = within(
      await part.findByRole('table', { name: 'Conflicts with sources' }),
    );
    expect(conflicts.getByRole('link', { name: 'churn @ 3' })).toHaveAttribute(
      'href',
      '/inference/models/default/churn?version=3',
    );
    expect(conflicts.getByText('Parameters')).toHaveAttribute(
      'title',
      'parameters',
    );
    expect(conflicts.getByText('7B')).toHaveAttribute('title', '7,000,000,000');
    expect(
      part.getByText('defect-detector version 3: no source'),
    ).toBeInTheDocument();
    await userEvent.click(
      part.getByRole('button', { name: 'Earlier imports' }),
    );
    expect(
      within(
        await part.findByRole('table', { name: 'Earlier imports' }),
      ).getAllByRole('row'),
    ).toHaveLength(3);
    await expectNoViolations();
  });

  it('tells that an import is running already', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(409, 'an import of mlflow is running');
    renderPlugin(PAGE, api);
    const part = await imports();
    await userEvent.click(
      await part.findByRole('button', { name: /^Import now from/ }),
    );
    expect(await part.findByRole('alert')).toHaveTextContent(
      'an import of mlflow is running',
    );
  });

  it('says why a run failed', async () => {
    const api = new FakeInferenceApi();
    api.importRuns = [
      importRun({ state: 'failed', error: 'https://mlflow answered 502' }),
    ];
    renderPlugin(PAGE, api);
    const part = await imports();
    expect(
      await part.findByText(/^https:\/\/mlflow answered 502/),
    ).toBeInTheDocument();
    expect(part.getByText('Import failed')).toBeInTheDocument();
    await waitFor(() =>
      expect(
        part.getByRole('button', { name: /^Import now from/ }),
      ).toBeEnabled(),
    );
  });
});

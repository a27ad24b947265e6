import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { rollback } from '../../__fixtures__/changes/rollbacks';
import { failingRelease } from '../../__fixtures__/releases';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import {
  giveElementsASize,
  renderPlugin,
} from '../../__testUtils__/renderPlugin';

const SERVER = '/inference/servers/c3f1a2';
const SENTENCE = 'Errors rose 12× since revision 7, 40 minutes ago';

/** An API with failing releases: as many as names. */
function apiWith(...releases: ReturnType<typeof failingRelease>[]) {
  const api = new FakeInferenceApi();
  api.failingReleases = releases;
  return api;
}

/** The alert that says a sentence. */
async function findAlert(sentence: string | RegExp) {
  const alert = (await screen.findByText(sentence)).closest('[role="alert"]');
  return within(alert as HTMLElement);
}

describe('a release that made its server worse', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('is told on the page of the server, with its figures and the way back', async () => {
    const api = apiWith(failingRelease());
    renderPlugin(SERVER, api);
    const alert = await findAlert(SENTENCE);
    expect(
      alert.getByText(
        '12% of 4,100 requests failed in the newest hours, 1% in the week before.',
      ),
    ).toBeInTheDocument();
    await expectNoViolations();
    await userEvent.click(alert.getByRole('button', { name: 'Roll back …' }));
    expect(
      await within(await screen.findByRole('dialog')).findByText('Revision 6'),
    ).toBeInTheDocument();
    expect(api.plans).toBe(1);
  });

  it('is not rolled back twice', async () => {
    const api = apiWith(failingRelease());
    api.rollbacks = [rollback()];
    renderPlugin(SERVER, api);
    const alert = await findAlert(SENTENCE);
    expect(await alert.findByText('A rollback goes on.')).toBeInTheDocument();
    expect(alert.getByRole('button', { name: 'Roll back …' })).toBeDisabled();
  });

  it.each([
    [
      'requests that never failed before',
      failingRelease({ symptom: { kind: 'errors', factor: null } }),
      'Requests fail since revision 7, 40 minutes ago; none did before',
    ],
    [
      'restarts',
      failingRelease({ symptom: { kind: 'restarts', factor: 3.25 } }),
      'Restarts rose 3.3× since revision 7, 40 minutes ago',
    ],
    [
      'restarts that never were before',
      failingRelease({ symptom: { kind: 'restarts', factor: null } }),
      'Containers restart since revision 7, 40 minutes ago; none did before',
    ],
  ])('is told of %s', async (_, release, sentence) => {
    renderPlugin(SERVER, apiWith(release));
    expect(await screen.findByText(sentence)).toBeInTheDocument();
  });

  it('says when minutes before it are counted', async () => {
    renderPlugin(SERVER, apiWith(failingRelease({ partial: true })));
    expect(
      await screen.findByText(/The hour in which it was released/),
    ).toBeInTheDocument();
  });

  it('is no banner when nobody knows or nothing is worse', async () => {
    renderPlugin(SERVER, apiWith(failingRelease({ symptom: null })));
    await screen.findByRole('button', { name: 'Roll back …' });
    expect(screen.queryByText(/since revision/)).not.toBeInTheDocument();
  });

  it('stands first on the overview; of many, three in whole and the others by name', async () => {
    const named = (name: string) => ({
      ...failingRelease(),
      server: { ...failingRelease().server, id: name, name },
    });
    const api = apiWith(
      failingRelease(),
      ...['rerank', 'ocr', 'embed', 'guard'].map(named),
    );
    renderPlugin('/inference', api);
    const section = within(
      await screen.findByRole('region', {
        name: 'Releases that made servers worse',
      }),
    );
    expect(section.getAllByRole('alert')).toHaveLength(3);
    expect(section.getByRole('link', { name: 'support-chat' })).toHaveAttribute(
      'href',
      SERVER,
    );
    expect(
      section.getByRole('button', { name: 'Roll back rerank …' }),
    ).toBeEnabled();
    expect(
      section.getByText(/^Worse since a release, too \(2\):/),
    ).toBeInTheDocument();
    expect(section.getByRole('link', { name: 'guard' })).toHaveAttribute(
      'href',
      '/inference/servers/guard',
    );
    await expectNoViolations();
  });

  it('speaks German', async () => {
    renderPlugin(SERVER, apiWith(failingRelease()), 'de');
    const alert = await findAlert(
      'Fehler sind 12-mal so häufig seit Revision 7, vor 40 Minuten',
    );
    expect(alert.getByRole('button', { name: 'Zurückrollen …' })).toBeEnabled();
  });
});

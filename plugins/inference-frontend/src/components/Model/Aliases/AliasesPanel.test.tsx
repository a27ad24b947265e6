import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../../__fixtures__/FakeInferenceApi';
import { aliasRequest, model } from '../../../__fixtures__/registry/models';
import { refusal } from '../../../__testUtils__/refusal';
import { expectNoViolations } from '../../../__testUtils__/expectNoViolations';
import {
  giveElementsASize,
  renderPlugin,
} from '../../../__testUtils__/renderPlugin';

const PAGE = '/inference/models/default/qwen3-32b?view=aliases';

function withRequest(request: Parameters<typeof aliasRequest>[0] = {}) {
  const api = new FakeInferenceApi();
  api.models = [model({ pendingRequests: [aliasRequest(request)] })];
  return api;
}

describe('AliasesPanel', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('lists every move with who, why, from, to and who approved', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const history = within(
      await screen.findByRole('table', { name: 'History of production' }),
    );
    const [, newest] = history.getAllByRole('row');
    expect(newest).toHaveTextContent('2026-07-01');
    expect(newest).toHaveTextContent('2026-10-04');
    expect(newest).toHaveTextContent('mira.lindqvist');
    expect(newest).toHaveTextContent('French answers are right again.');
    await userEvent.click(screen.getByRole('radio', { name: 'staging' }));
    expect(
      await screen.findByRole('table', { name: 'History of staging' }),
    ).toHaveTextContent('ci');
    await expectNoViolations();
  });

  it('says of an alias that what it points to can change', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const staging = await screen.findByRole('row', { name: /^staging/ });
    expect(within(staging).getByText('not pinned')).toBeInTheDocument();
    const production = screen.getByRole('row', { name: /^production/ });
    expect(within(production).queryByText('not pinned')).toBeNull();
  });

  it('lets a second person approve a request and says what will happen', async () => {
    const api = withRequest();
    renderPlugin(PAGE, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(
        'production of qwen3-32b moves from 2026-10-04 to 2026-11-12-fp8 at once.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('button', {
        name: 'Point production to 2026-11-12-fp8',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.writes).toEqual([
      {
        call: 'decideAliasRequest',
        body: { requestId: 'req-41', decision: 'approve', reason: undefined },
      },
    ]);
    await waitFor(() =>
      expect(screen.queryByText(/is to move from/)).not.toBeInTheDocument(),
    );
  });

  it('says who won when the alias has moved since, and offers to ask anew', async () => {
    const api = withRequest();
    renderPlugin(PAGE, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve …' }),
    );
    // Somebody else moves the alias while the dialog is open.
    api.models = [
      model({
        aliases: [
          {
            alias: 'production',
            version: '2026-07-01',
            pinned: true,
            since: new Date().toISOString(),
            movedBy: 'user:default/mira.lindqvist',
            protected: true,
          },
        ],
        pendingRequests: [],
      }),
    ];
    api.refusedWrite = await refusal(409, 'The request is stale');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(
      dialog.getByRole('button', {
        name: 'Point production to 2026-11-12-fp8',
      }),
    );
    expect(
      await dialog.findByText(
        /^production points to 2026-07-01 since mira.lindqvist moved it/,
      ),
    ).toHaveTextContent('The request is stale');
    expect(
      dialog.queryByRole('button', { name: /^Point production/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Ask anew for 2026-11-12-fp8 …' }),
    );
    expect(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Ask to point production to 2026-11-12-fp8',
      }),
    ).toBeEnabled();
  });

  it('lets nobody approve for a team that they are not in', async () => {
    const api = withRequest();
    api.models = api.models.map(one => ({
      ...one,
      owner: 'group:default/fraud',
    }));
    renderPlugin(PAGE, api);
    expect(
      (await screen.findAllByText(/that is up to group:default\/fraud/)).length,
    ).toBe(2);
    expect(screen.getByRole('button', { name: 'Approve …' })).toBeDisabled();
    expect(
      screen.getAllByText(/the model belongs to group:default\/fraud/).length,
    ).toBeGreaterThan(0);
  });

  it('lets the person who asked withdraw but not approve', async () => {
    renderPlugin(PAGE, withRequest({ requestedBy: 'user:default/guest' }));
    expect(
      await screen.findByText(/somebody else has to approve it/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Approve …' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Withdraw …' })).toBeEnabled();
  });
});

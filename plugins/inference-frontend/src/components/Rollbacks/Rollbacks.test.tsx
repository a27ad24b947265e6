import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import {
  restored,
  rollback,
  rollbackPlan,
} from '../../__fixtures__/changes/rollbacks';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { fill } from '../../__testUtils__/fill';
import { refusal } from '../../__testUtils__/refusal';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { axe } from 'jest-axe';

const SERVER = '/inference/servers/c3f1a2';

describe('rolling a server back', () => {
  it('shows from where to where, what changes and what stays, and ends on the page of the rollback', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(SERVER, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back …' }),
    );
    const dialog = await screen.findByRole('dialog');
    const inside = within(dialog);
    expect(
      await inside.findByText(
        'Services and the contents of Secrets stay as they are.',
      ),
    ).toBeInTheDocument();
    expect(inside.getByText('Revision 7')).toBeInTheDocument();
    expect(inside.getByText('Revision 6')).toBeInTheDocument();
    expect(
      within(inside.getByRole('table', { name: 'What changes' })).getAllByRole(
        'row',
      ),
    ).toHaveLength(3);
    expect(
      inside.getByText(/^The pods should be ready after 3 minutes\./),
    ).toBeInTheDocument();
    expect(await axe(dialog)).toHaveNoViolations();
    await userEvent.click(inside.getByRole('checkbox'));
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'errors');
    await userEvent.click(
      inside.getByRole('button', {
        name: 'Roll back support-chat to its last good revision',
      }),
    );
    expect(
      await screen.findByText('Its pods become those of revision 6.'),
    ).toBeInTheDocument();
    expect(api.writes).toEqual([
      {
        call: 'startRollback',
        body: {
          planId: 'rp-1',
          planHash: 'b7'.repeat(32),
          reason: 'errors',
          autoUndo: true,
          idempotencyKey: 'rp-1',
        },
      },
    ]);
  });

  it('goes to any revision of the list but the current one', async () => {
    const api = new FakeInferenceApi();
    const planned = jest.spyOn(api, 'planRollback');
    renderPlugin(`${SERVER}?view=revisions`, api);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Roll back to revision 4 …',
      }),
    );
    const inside = within(await screen.findByRole('dialog'));
    expect(
      await inside.findByRole('button', {
        name: 'Roll back support-chat to revision 4',
      }),
    ).toBeInTheDocument();
    expect(planned).toHaveBeenCalledWith('c3f1a2', { revisionId: 'r4' });
    expect(
      screen.queryByRole('button', { name: 'Roll back to revision 7 …' }),
    ).not.toBeInTheDocument();
  });

  it('is not offered when a check blocks it', async () => {
    const api = new FakeInferenceApi();
    const message = 'The Secret hf-token is gone: create it again first.';
    api.rollbackPlan = rollbackPlan({
      checks: [{ code: 'references', result: 'block', message }],
      blockedBy: [message],
    });
    renderPlugin(SERVER, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back …' }),
    );
    const inside = within(await screen.findByRole('dialog'));
    expect((await inside.findAllByText(message)).length).toBe(2);
    expect(
      inside.queryByRole('button', { name: /^Roll back support-chat/ }),
    ).not.toBeInTheDocument();
  });

  it('is watched from the server page while it goes on, and not begun twice', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [rollback()];
    renderPlugin(SERVER, api);
    expect(
      await screen.findByRole('link', {
        name: 'Watch the rollback to revision 6',
      }),
    ).toHaveAttribute('href', '/inference/rollbacks/rb-1');
    expect(screen.getByRole('button', { name: 'Roll back …' })).toBeDisabled();
  });
});

describe('the page of a rollback', () => {
  it('tells its pods, what happened and the plan after a reload, and undoes it for a reason', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [rollback()];
    renderPlugin('/inference/rollbacks/rb-1', api);
    expect(
      await screen.findByText('Its pods become those of revision 6.'),
    ).toBeInTheDocument();
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    expect(
      screen.getByText(/1 of 2 pods of revision 6 is ready\.$/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/If they are not, it is undone by itself\.$/),
    ).toBeInTheDocument();
    await expectNoViolations();
    await userEvent.click(screen.getByRole('button', { name: 'Undo …' }));
    const inside = within(await screen.findByRole('dialog'));
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'a mistake');
    await userEvent.click(
      inside.getByRole('button', { name: 'Put revision 7 back' }),
    );
    expect(
      await screen.findByText('Going back to revision 6 is being undone.'),
    ).toBeInTheDocument();
    expect(api.writes).toEqual([
      { call: 'undoRollback', body: { id: 'rb-1', reason: 'a mistake' } },
    ]);
  });

  it('says who changed the server again', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [
      restored({
        reverted: { by: 'argocd-controller', at: '2026-11-22T04:00:00Z' },
      }),
    ];
    renderPlugin('/inference/rollbacks/rb-0', api);
    expect(
      await screen.findByText(/^It runs revision 6 again\. It took 3 minutes/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^By argocd-controller, /)).toBeInTheDocument();
  });

  it('is not there for an id that nobody knows', async () => {
    renderPlugin('/inference/rollbacks/gone', new FakeInferenceApi());
    expect(
      await screen.findByText('There is no such rollback'),
    ).toBeInTheDocument();
    await expectNoViolations();
  });
});

describe('RollbacksPage', () => {
  it('opens with the mean time to restore, and lists what was rolled back', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [rollback(), restored()];
    renderPlugin('/inference/rollbacks', api);
    expect(
      await screen.findByRole('heading', {
        name: '2 rollbacks; on average it took 3 minutes until the pods were ready.',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('1 goes on now.')).toBeInTheDocument();
    expect(
      screen
        .getAllByRole('link', { name: 'support-chat' })
        .map(link => link.getAttribute('href')),
    ).toEqual(['/inference/rollbacks/rb-1', '/inference/rollbacks/rb-0']);
    await expectNoViolations();
  });

  it('says how to begin where nothing was rolled back', async () => {
    renderPlugin('/inference/rollbacks', new FakeInferenceApi());
    expect(
      await screen.findByText('Nothing has been rolled back yet'),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('tells a missing right', async () => {
    const api = new FakeInferenceApi();
    api.failure = await refusal(403, 'inference.server.read is missing');
    renderPlugin('/inference/rollbacks', api);
    expect(
      await screen.findByText('You may not see the rollbacks'),
    ).toBeInTheDocument();
  });

  it('speaks German', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [restored()];
    renderPlugin('/inference/rollbacks', api, 'de');
    expect(
      await screen.findByRole('heading', {
        name: '1 Rollback; im Mittel dauerte es 3 Minuten, bis die Pods bereit waren.',
      }),
    ).toBeInTheDocument();
  });
});

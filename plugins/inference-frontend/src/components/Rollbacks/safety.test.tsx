import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type { Rollback } from '@inference-portal/plugin-inference-common';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import {
  rollback,
  rollbackDetail,
  rollbackPlan,
} from '../../__fixtures__/changes/rollbacks';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { fill } from '../../__testUtils__/fill';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const SERVER = '/inference/servers/c3f1a2';
const APPROVERS = { aliases: ['production'], approvers: 'group:default/leads' };

const proposed = () =>
  rollbackPlan({
    method: 'propose',
    steps: [],
    proposal: {
      manager: 'argo-cd',
      instance: 'chat',
      message: 'Make this change in Git.',
      commands: ['git revert <commit>'],
      patch: 'spec: {}',
    },
  });

async function open(): Promise<HTMLElement> {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Roll back …' }),
  );
  return screen.findByRole('dialog');
}

/** Reaches a button by the keyboard alone, and presses it. */
async function pressByKeyboard(button: HTMLElement): Promise<void> {
  for (let tabs = 0; document.activeElement !== button; tabs += 1) {
    if (tabs > 60) {
      throw new Error(`The keyboard does not reach ${button.textContent}`);
    }
    await userEvent.tab();
  }
  await userEvent.keyboard('{Enter}');
}

describe('rolling back past Git', () => {
  it('is a second plan that says what is paused, reached by the keyboard alone', async () => {
    const api = new FakeInferenceApi();
    api.rollbackPlan = proposed();
    const planned = jest.spyOn(api, 'planRollback');
    renderPlugin(SERVER, api);
    const inside = within(await open());
    const force = await inside.findByRole('button', {
      name: 'Pause the sync and roll back now …',
    });
    api.rollbackPlan = rollbackPlan({
      ...proposed(),
      method: 'pause-sync',
      pause: {
        cluster: 'eu-west',
        kind: 'Application',
        namespace: 'argocd',
        name: 'chat',
        minutes: 240,
      },
    });
    await pressByKeyboard(force);
    expect(
      await inside.findByText('The sync of chat is paused for 4 hours'),
    ).toBeInTheDocument();
    expect(planned).toHaveBeenLastCalledWith('c3f1a2', { force: true });
    expect(await axe(screen.getByRole('dialog'))).toHaveNoViolations();
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'outage');
    await pressByKeyboard(
      inside.getByRole('button', {
        name: 'Roll back support-chat to its last good revision',
      }),
    );
    expect(
      await screen.findByText('Its pods become those of revision 6.'),
    ).toBeInTheDocument();
    expect(api.writes).toMatchObject([{ call: 'startRollback' }]);
  });

  it('tells on its page until when the sync is paused, and resumes it for a reason', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [rollback({ state: 'succeeded' })];
    jest.spyOn(api, 'getRollback').mockImplementation(async () => ({
      ...rollbackDetail(api.rollbacks[0] ?? rollback()),
      syncPause: {
        cluster: 'eu-west',
        kind: 'Application',
        namespace: 'argocd',
        name: 'chat',
        pausedAt: '2026-11-22T04:00:00Z',
        until: '2026-11-22T08:00:00Z',
        endedAt: null,
        ended: null,
        problem: 'The cluster does not answer.',
      },
    }));
    renderPlugin('/inference/rollbacks/rb-1', api);
    expect(
      await screen.findByText(/^The sync of chat is paused until /),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'It could not be resumed yet: The cluster does not answer.',
      ),
    ).toBeInTheDocument();
    await expectNoViolations();
    await pressByKeyboard(
      screen.getByRole('button', { name: 'Resume the sync …' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await axe(dialog)).toHaveNoViolations();
    const inside = within(dialog);
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'merged');
    await userEvent.click(
      inside.getByRole('button', { name: 'Resume it now' }),
    );
    expect(api.writes).toEqual([
      { call: 'resumeRollbackSync', body: { id: 'rb-1', reason: 'merged' } },
    ]);
  });
});

describe('a rollback that a second person approves', () => {
  const waiting = (overrides: Partial<Rollback> = {}): Rollback =>
    rollback({
      state: 'awaiting-approval',
      undoable: false,
      pods: null,
      approval: {
        ...APPROVERS,
        state: 'waiting',
        expiresAt: '2026-11-22T08:00:00Z',
        by: null,
        at: null,
        reason: null,
      },
      ...overrides,
    });

  it('says so in its plan, and in an emergency does not wait', async () => {
    const api = new FakeInferenceApi();
    api.rollbackPlan = rollbackPlan({ approval: APPROVERS });
    renderPlugin(SERVER, api);
    const dialog = await open();
    const inside = within(dialog);
    expect(
      await inside.findByText(
        /points to\. Nothing is written before a member of leads approved it\.$/,
      ),
    ).toBeInTheDocument();
    expect(await axe(dialog)).toHaveNoViolations();
    await userEvent.click(
      inside.getByRole('checkbox', { name: /It is an emergency/ }),
    );
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'outage');
    await userEvent.click(
      inside.getByRole('button', { name: /^Roll back support-chat/ }),
    );
    expect(api.writes).toMatchObject([
      { call: 'startRollback', body: { emergency: true } },
    ]);
  });

  it('is approved on its page by the keyboard alone', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [waiting()];
    renderPlugin('/inference/rollbacks/rb-1', api);
    const approve = await screen.findByRole('button', { name: 'Approve …' });
    expect(
      screen.getByText(/^Waits for approval by a member of leads until /),
    ).toBeInTheDocument();
    await expectNoViolations();
    await pressByKeyboard(approve);
    const dialog = await screen.findByRole('dialog');
    expect(await axe(dialog)).toHaveNoViolations();
    const inside = within(dialog);
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'seen');
    await pressByKeyboard(
      inside.getByRole('button', {
        name: 'Approve, and roll back to revision 6',
      }),
    );
    expect(
      await screen.findByText('bob approved it: seen'),
    ).toBeInTheDocument();
    expect(api.writes).toEqual([
      { call: 'approveRollback', body: { id: 'rb-1', reason: 'seen' } },
    ]);
  });

  it('is not approved by whoever asked, who may withdraw it', async () => {
    const api = new FakeInferenceApi();
    api.rollbacks = [waiting({ actor: 'user:default/guest' })];
    renderPlugin('/inference/rollbacks/rb-1', api);
    expect(
      await screen.findByRole('button', { name: 'Withdraw …' }),
    ).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Approve …' })).toBeDisabled();
    expect(
      screen.getByText('You asked for it, so somebody else has to approve it.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw …' }));
    const inside = within(await screen.findByRole('dialog'));
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'not needed');
    await userEvent.click(inside.getByRole('button', { name: 'Decline' }));
    expect(
      await screen.findByText('Nothing was written: it was not approved.'),
    ).toBeInTheDocument();
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import {
  rollback,
  rollbackDetail,
  rollbackPlan,
} from '../../__fixtures__/changes/rollbacks';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const URL = 'https://git.example.com/team/models/pull/12';

describe('rolling back by a pull request', () => {
  it('shows the lines that change, and offers no undo by itself', async () => {
    const api = new FakeInferenceApi();
    api.rollbackPlan = rollbackPlan({
      method: 'pull-request',
      steps: [],
      pullRequest: {
        repository: 'https://git.example.com/team/models',
        branch: 'main',
        files: [
          {
            path: 'prod/chat.yaml',
            diff: '@@ line 12 @@\n-image: v2\n+image: v1',
          },
        ],
      },
    });
    renderPlugin('/inference/servers/c3f1a2', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back …' }),
    );
    const inside = within(await screen.findByRole('dialog'));
    expect(
      await inside.findByRole('group', { name: 'prod/chat.yaml' }),
    ).toHaveTextContent('+image: v1');
    expect(
      inside.queryByRole('checkbox', { name: /by itself/ }),
    ).not.toBeInTheDocument();
    expect(
      inside.getByRole('button', {
        name: 'Pause the sync and roll back now …',
      }),
    ).toBeInTheDocument();
  });

  it('leads from its page to the pull request that waits, and can close it', async () => {
    const api = new FakeInferenceApi();
    const waiting = rollback({
      state: 'awaiting-merge',
      method: 'pull-request',
      pods: null,
      deadline: null,
      appliedAt: null,
      pullRequest: {
        number: 12,
        url: URL,
        state: 'open',
        until: '2026-11-23T20:00:00Z',
      },
    });
    jest
      .spyOn(api, 'getRollback')
      .mockImplementation(async () => rollbackDetail(waiting));
    renderPlugin('/inference/rollbacks/rb-1', api);
    expect(
      await screen.findByText('Pull request 12 waits to be merged'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Open the pull request/ }),
    ).toHaveAttribute('href', URL);
    expect(
      screen
        .getAllByRole('listitem')
        .find(item => item.getAttribute('aria-current') === 'step'),
    ).toHaveTextContent('Waits to be merged');
    await expectNoViolations();
    await userEvent.click(screen.getByRole('button', { name: 'Undo …' }));
    expect(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Close the pull request',
      }),
    ).toBeInTheDocument();
  });
});

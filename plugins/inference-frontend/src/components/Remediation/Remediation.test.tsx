import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import {
  blockedPlan,
  proposedPlan,
  remediation,
  remediationPlan,
} from '../../__fixtures__/changes/remediations';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { fill } from '../../__testUtils__/fill';
import { refusal } from '../../__testUtils__/refusal';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { axe } from 'jest-axe';

const FINDING = '/inference/findings/f-legacy-chat';

async function openPlan(api: FakeInferenceApi) {
  renderPlugin(FINDING, api);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Scale to zero …' }),
  );
  return screen.findByRole('dialog');
}

describe('scaling a server to zero', () => {
  it('shows the whole plan, asks why, and is then seen on the page', async () => {
    const api = new FakeInferenceApi();
    const dialog = await openPlan(api);
    const inside = within(dialog);
    expect(
      await inside.findByText('Scales the Deployment to 0.'),
    ).toBeInTheDocument();
    expect(
      within(inside.getByRole('table', { name: 'What changes' })).getByText(
        'spec.replicas',
      ),
    ).toBeInTheDocument();
    // What speaks against it stands first.
    expect(
      within(inside.getByRole('list', { name: 'Checks' })).getAllByRole(
        'listitem',
      )[0],
    ).toHaveTextContent(/^WarningHelm installed it/);
    expect(await axe(dialog)).toHaveNoViolations();
    const confirm = inside.getByRole('button', {
      name: 'Scale legacy-chat to zero',
    });
    expect(confirm).toBeDisabled();
    await fill(inside.getByRole('textbox', { name: /Why/ }), 'replaced');
    await userEvent.click(confirm);
    expect(
      await screen.findByText('It is being scaled to zero.'),
    ).toBeInTheDocument();
    expect(api.writes).toEqual([
      {
        call: 'startRemediation',
        body: {
          planId: 'p-1',
          planHash: 'a3'.repeat(32),
          reason: 'replaced',
          idempotencyKey: 'p-1',
        },
      },
    ]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says why it cannot be done, and offers nothing to press', async () => {
    const api = new FakeInferenceApi();
    api.remediationPlan = blockedPlan();
    const inside = within(await openPlan(api));
    expect(
      await inside.findByText('This cannot be done now'),
    ).toBeInTheDocument();
    expect(
      inside.getAllByText(/^12 requests in the last hour/).length,
    ).toBeGreaterThan(0);
    expect(
      inside.queryByRole('button', { name: 'Scale legacy-chat to zero' }),
    ).not.toBeInTheDocument();
    expect(inside.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('gives the change for Git where Argo CD manages the server', async () => {
    const user = userEvent.setup();
    const api = new FakeInferenceApi();
    api.remediationPlan = proposedPlan();
    const dialog = await openPlan(api);
    const inside = within(dialog);
    expect(
      await inside.findByText(
        'Argo CD manages it (support-models): the change belongs in Git',
      ),
    ).toBeInTheDocument();
    const patch = inside.getByRole('group', { name: 'Change' });
    expect(patch).toHaveTextContent(/replicas: 0 # was 2/);
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    const [copy] = inside.getAllByRole('button', { name: 'Copy' });
    await user.click(copy as HTMLElement);
    expect(written).toHaveBeenCalledWith(
      expect.stringMatching(/^apiVersion: apps\/v1/),
    );
    expect(inside.getByRole('button', { name: 'Copied' })).toBeInTheDocument();
    expect(
      inside.queryByRole('button', { name: 'Scale legacy-chat to zero' }),
    ).not.toBeInTheDocument();
    expect(await axe(dialog)).toHaveNoViolations();
  });

  it('is planned anew when the world has moved', async () => {
    const api = new FakeInferenceApi();
    api.refusedStart = await refusal(
      409,
      'The Deployment was changed meanwhile.',
    );
    const inside = within(await openPlan(api));
    await fill(await inside.findByRole('textbox', { name: /Why/ }), 'replaced');
    await userEvent.click(
      inside.getByRole('button', { name: 'Scale legacy-chat to zero' }),
    );
    expect(
      await inside.findByText('The Deployment was changed meanwhile.'),
    ).toBeInTheDocument();
    expect(
      inside.getByRole('button', { name: 'Scale legacy-chat to zero' }),
    ).toBeDisabled();
    api.refusedStart = undefined;
    api.remediationPlan = remediationPlan({ id: 'p-2' });
    await userEvent.click(inside.getByRole('button', { name: 'Look again' }));
    await waitFor(() =>
      expect(
        inside.getByRole('button', { name: 'Scale legacy-chat to zero' }),
      ).toBeEnabled(),
    );
    await userEvent.click(
      inside.getByRole('button', { name: 'Scale legacy-chat to zero' }),
    );
    expect(
      await screen.findByText('It is being scaled to zero.'),
    ).toBeInTheDocument();
    expect(api.writes.at(-1)).toMatchObject({
      body: { planId: 'p-2', idempotencyKey: 'p-2', reason: 'replaced' },
    });
  });

  it('says so when no plan could be made', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(FINDING, api);
    const button = await screen.findByRole('button', {
      name: 'Scale to zero …',
    });
    api.failure = await refusal(503, 'Cluster eu-west does not answer.');
    await userEvent.click(button);
    const inside = within(await screen.findByRole('dialog'));
    expect(
      await inside.findByText('No plan could be made'),
    ).toBeInTheDocument();
    expect(
      inside.getByText('Cluster eu-west does not answer.'),
    ).toBeInTheDocument();
    api.failure = undefined;
    await userEvent.click(inside.getByRole('button', { name: 'Look again' }));
    expect(
      await inside.findByText('Scales the Deployment to 0.'),
    ).toBeInTheDocument();
  });

  it('is remembered on the server page, with the watch and the way back', async () => {
    const api = new FakeInferenceApi();
    api.remediations = [remediation()];
    renderPlugin('/inference/servers/c3f1a2', api);
    expect(
      await screen.findByText(
        'It was scaled to zero, and is watched for requests.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/3 requests were refused so far\.$/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/Deployment support\/legacy-chat has 0/),
    ).toBeInTheDocument();
    await expectNoViolations();
    await userEvent.click(screen.getByRole('button', { name: 'Restore …' }));
    const inside = within(await screen.findByRole('dialog'));
    expect(
      await inside.findByRole('button', { name: 'Restore legacy-chat' }),
    ).toBeDisabled();
  });

  it('tells why it failed', async () => {
    const api = new FakeInferenceApi();
    api.remediations = [
      remediation({
        state: 'failed',
        problem: 'The quota of namespace support forbids it.',
        restorable: false,
      }),
    ];
    renderPlugin('/inference/servers/c3f1a2', api);
    expect(
      await screen.findByText('The quota of namespace support forbids it.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Restore …' }),
    ).not.toBeInTheDocument();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../../__fixtures__/FakeInferenceApi';
import { finding } from '../../../__fixtures__/findings/findings';
import { usagePoint } from '../../../__fixtures__/findings/usage';
import { expectNoViolations } from '../../../__testUtils__/expectNoViolations';
import { fill } from '../../../__testUtils__/fill';
import { refusal } from '../../../__testUtils__/refusal';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const PATH = '/inference/findings/f-legacy-chat';

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('FindingPage', () => {
  it('says what is claimed, proves it, and tells what it costs and what happened', async () => {
    renderPlugin(PATH, new FakeInferenceApi());
    expect(
      await screen.findByText(
        'Nobody has used it for 23 days, after daily use.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Silent for 23 days; its own past explains a silence of 9 days.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        '96% of the silence was watched (540 hours with samples), and 98% of the hours in which it used to be busy.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('$8,614 a month for 4 × H100, idle or not.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Frees 4 of 8 GPUs on gpu-h100-3; others hold 4\./),
    ).toBeInTheDocument();
    expect(screen.getByText('the team decides next week')).toBeInTheDocument();
    expect(screen.getByText('inference-portal/standby')).toBeInTheDocument();
    expect(
      await screen.findByRole('img', {
        name: /^Requests by hour of 100 days: [\d,]+ hours with some, [\d,]+ without, 24 without samples\.$/,
      }),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('walks the hours by keyboard and tells them as a table', async () => {
    renderPlugin(PATH, new FakeInferenceApi());
    const map = await screen.findByRole('group', {
      name: /^Hours of the last days/,
    });
    map.focus();
    await userEvent.keyboard('{Home}');
    expect(screen.getByText(/12:00 AM UTC: 0 requests$/)).toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown>7/}');
    expect(screen.getByText(/7:00 AM UTC: 127 requests$/)).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.getByText(/^Point at an hour/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: 'View as table' }),
    );
    expect(
      screen.getByRole('table', { name: 'Activity by day and hour' }),
    ).toBeInTheDocument();
  });

  it('shows the GPU where nobody counted requests', async () => {
    const api = new FakeInferenceApi();
    const whole = await api.getServerUsage('c3f1a2', {});
    api.usage = {
      ...whole,
      items: whole.items.map(({ start, gpuActivityMax }) =>
        usagePoint(Date.parse(start), { gpuActivityMax }),
      ),
    };
    renderPlugin(PATH, api);
    expect(
      await screen.findByRole('img', { name: /^GPU activity by hour/ }),
    ).toBeInTheDocument();
  });

  it('says so when not a single sample proves it', async () => {
    const api = new FakeInferenceApi();
    api.usage = { ...(await api.getServerUsage('c3f1a2')), items: [] };
    renderPlugin(PATH, api);
    expect(
      await screen.findByText(/^There is not a single sample in these days/),
    ).toBeInTheDocument();
  });

  it('asks why a server is needed before it keeps it', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PATH, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'It is needed …' }),
    );
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', { name: /^Keep it/ });
    expect(submit).toBeDisabled();
    expect(within(dialog).getByText('Say why.')).toBeInTheDocument();
    await fill(within(dialog).getByLabelText(/^Why/), 'load test in January');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.writes).toEqual([
      {
        call: 'waiveFinding',
        body: {
          id: 'f-legacy-chat',
          until: inDays(30),
          reason: 'load test in January',
        },
      },
    ]);
    expect(await screen.findByText(/^Needed by guest/)).toBeInTheDocument();
  });

  it('refuses a snooze of more than 30 days before the backend does', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PATH, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Snooze …' }),
    );
    const dialog = await screen.findByRole('dialog');
    const until = within(dialog).getByLabelText(/^Until/);
    await userEvent.clear(until);
    await userEvent.type(until, inDays(31));
    expect(
      within(dialog).getAllByText(/^Choose a day from/)[0],
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('button', { name: /^Snooze until/ }),
    ).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('button', { name: '30 days' }),
    );
    expect(
      within(dialog).getByRole('button', {
        name: `Snooze until ${inDays(30)}`,
      }),
    ).toBeEnabled();
  });

  it('keeps the dialog open with the words of the backend when it was resolved meanwhile', async () => {
    const api = new FakeInferenceApi();
    api.refusedWrite = await refusal(409, 'The finding was resolved at 04:10.');
    renderPlugin(PATH, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'I see to it …' }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'I see to it',
      }),
    );
    expect(
      await screen.findByText('The finding was resolved at 04:10.'),
    ).toBeInTheDocument();
  });

  it('stays readable when it is resolved, with nothing left to answer', async () => {
    const api = new FakeInferenceApi();
    api.findings = [
      finding({
        state: 'resolved',
        resolvedAt: '2026-11-21T10:00:00Z',
        resolution: 'in-use',
      }),
    ];
    renderPlugin(PATH, api);
    expect(
      await screen.findByText(/It is used again, or works again\.$/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Snooze …' })).toBeDisabled();
  });

  it('tells that a finding does not exist', async () => {
    renderPlugin('/inference/findings/gone', new FakeInferenceApi());
    expect(
      await screen.findByText('There is no such finding'),
    ).toBeInTheDocument();
  });
});

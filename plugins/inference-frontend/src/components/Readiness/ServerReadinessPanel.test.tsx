import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/inference/servers/c3f1a2?view=readiness';

/** The part of the page that is about one rule. */
async function findRule(title: string) {
  const heading = await screen.findByRole('heading', { name: title, level: 4 });
  const rule = heading.closest('li');
  if (!rule) {
    throw new Error(`${title} is no item of a list`);
  }
  return within(rule);
}

describe('ServerReadinessPanel', () => {
  it('counts the answers first, then tells rule by rule in groups', async () => {
    renderPlugin(PATH, new FakeInferenceApi());
    expect(
      await screen.findByRole('heading', {
        name: '1 of 2 rules that can be judged pass.',
      }),
    ).toBeInTheDocument();
    const counts = screen.getByRole('list', { name: 'Rules by result' });
    expect(
      within(counts)
        .getAllByRole('listitem')
        .map(one => one.textContent),
    ).toEqual(['1 fail', '1 unknown', '1 pass', '1 not applicable']);
    // What fails or is unknown comes first in its group.
    const scaling = screen.getByRole('region', {
      name: 'Scaling and redundancy',
    });
    expect(
      within(scaling)
        .getAllByRole('heading', { level: 4 })
        .map(one => one.textContent),
    ).toEqual(['Scales by itself', 'More than one replica']);
    await expectNoViolations();
  });

  it('shows the evidence of a rule that fails, and how to fix it', async () => {
    renderPlugin(PATH, new FakeInferenceApi());
    const rule = await findRule('Time to start');
    expect(rule.getByText('fail')).toBeInTheDocument();
    expect(
      rule.getByRole('link', { name: 'How to fix it: Time to start' }),
    ).toHaveAttribute(
      'href',
      'https://docs.example.com/portal/readiness/#startup-budget',
    );
    await userEvent.click(rule.getByText('Evidence'));
    const table = rule.getByRole('table', { name: 'Evidence: Time to start' });
    expect(
      within(table).getByRole('rowheader', { name: 'startupProbe' }),
    ).toBeVisible();
    expect(
      within(table).getByText('containers[vllm].startupProbe'),
    ).toBeVisible();
    await expectNoViolations();
  });

  it('shows a value that is false or zero as it is', async () => {
    renderPlugin(PATH, new FakeInferenceApi());
    const rule = await findRule('Shared memory');
    await userEvent.click(rule.getByText('Evidence'));
    expect(rule.getByText('false')).toBeVisible();
    expect(rule.queryByRole('link')).not.toBeInTheDocument();
  });

  it('speaks German', async () => {
    renderPlugin(PATH, new FakeInferenceApi(), 'de');
    const rule = await findRule('Zeit für den Start');
    expect(rule.getByText('nicht erfüllt')).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Reife', selected: true }),
    ).toBeInTheDocument();
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { expectNoViolations } from '../../__testUtils__/expectNoViolations';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/inference/readiness';

describe('ReadinessPage', () => {
  it('says first how many servers fail, then which teams, rules and servers', async () => {
    renderPlugin(PATH, new FakeInferenceApi());
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: '2 of 4 model servers fail at least one rule of production readiness.',
      }),
    ).toBeInTheDocument();
    const teams = within(screen.getByRole('table', { name: 'Teams' }));
    const support = within(teams.getByRole('row', { name: /Support/ }));
    expect(support.getByText('63%')).toBeInTheDocument();
    expect(
      support.getByText('Time to start, More than one replica'),
    ).toBeInTheDocument();
    const rules = within(screen.getByRole('table', { name: 'Rules' }));
    expect(rules.getAllByRole('rowheader').map(one => one.textContent)).toEqual(
      ['Time to start', 'More than one replica', 'Exit plan'],
    );
    const worst = await screen.findByRole('table', {
      name: 'Servers, the worst first',
    });
    expect(
      within(worst).getByRole('link', { name: 'support-chat' }),
    ).toHaveAttribute('href', '/inference/servers/c3f1a2?view=readiness');
    await expectNoViolations();
  });

  it('leads from a team and from a rule to their servers, by keyboard', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PATH, api);
    const team = await screen.findByRole('link', { name: 'Support' });
    team.focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('Servers of support')).toBeInTheDocument();
    expect(api.askedReadiness).toContainEqual({
      owner: ['group:default/support'],
    });
    await userEvent.click(
      await screen.findByRole('link', { name: 'More than one replica' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Servers that fail “More than one replica”, the worst first',
      }),
    ).toBeInTheDocument();
    expect(api.askedReadiness).toContainEqual({
      owner: ['group:default/support'],
      rule: 'redundancy',
      limit: 200,
    });
    await userEvent.click(
      screen.getByRole('link', { name: 'Clear all filters' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Servers, the worst first' }),
    ).toBeInTheDocument();
  });

  it('adds teams up by the groups of the catalog', async () => {
    const api = new FakeInferenceApi();
    renderPlugin(PATH, api);
    await userEvent.click(
      await screen.findByRole('link', { name: 'Added up by group' }),
    );
    await screen.findByRole('link', { name: 'Teams as they are' });
    expect(api.askedReadiness).toContainEqual({ rollUp: 1 });
  });

  it('says what it will show while there is no server', async () => {
    const api = new FakeInferenceApi();
    api.readinessReport = { ...api.readinessReport, servers: 0, items: [] };
    renderPlugin(PATH, api);
    expect(
      await screen.findByRole('heading', { name: 'No model server to judge.' }),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('speaks German', async () => {
    renderPlugin(PATH, new FakeInferenceApi(), 'de');
    expect(
      await screen.findByRole('heading', {
        name: '2 von 4 Modellservern verfehlen mindestens eine Regel der Produktionsreife.',
      }),
    ).toBeInTheDocument();
  });
});

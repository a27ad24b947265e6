import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeInferenceApi } from '../../../__fixtures__/FakeInferenceApi';
import { wideLineage } from '../../../__fixtures__/registry/lineage';
import { model } from '../../../__fixtures__/registry/models';
import { expectNoViolations } from '../../../__testUtils__/expectNoViolations';
import {
  giveElementsASize,
  renderPlugin,
} from '../../../__testUtils__/renderPlugin';

const PAGE = '/inference/models/default/qwen3-32b?view=lineage';
const graph = () =>
  screen.findByRole('group', { name: /^Lineage, from left to right/ });

describe('LineagePanel', () => {
  beforeEach(() => {
    giveElementsASize();
    // The library that draws looks at sizes and transforms, which a test without layout has not.
    window.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    window.DOMMatrixReadOnly ??= class {
      m22 = 1;
    } as unknown as typeof DOMMatrixReadOnly;
    Object.assign(SVGElement.prototype, {
      getBBox: () => ({ x: 0, y: 0, width: 60, height: 14 }),
    });
  });
  afterEach(() => jest.restoreAllMocks());

  it('draws bases, versions and servers, and says which are deployed', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const drawing = within(await graph());
    expect(
      await drawing.findByRole('button', {
        name: /^Version, qwen3-32b @ 2026-10-04, .*production, deployed$/,
      }),
    ).toBeInTheDocument();
    expect(
      drawing.getByRole('button', { name: /A version that you may not see/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'qwen3-32b @ 2026-10-04 was made from 3 other things; 3 servers run it or something made from it.',
      ),
    ).toBeInTheDocument();
    await expectNoViolations();
  });

  it('walks along the edges with the arrow keys and explains a node with Enter', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const drawing = within(await graph());
    const production = await drawing.findByRole('button', {
      name: /^Version, qwen3-32b @ 2026-10-04/,
    });
    production.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement).toHaveAccessibleName(
      /qwen3-32b @ 2026-07-01|support-tickets-2026q3/,
    );
    production.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).not.toBe(production);
    production.focus();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('region', { name: 'qwen3-32b @ 2026-10-04' }),
    ).toHaveTextContent('3 servers');
    expect(production).toHaveAttribute('aria-pressed', 'true');
  });

  it('has one node in the order of the Tab key', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    const drawing = await graph();
    await within(drawing).findByRole('button', { name: /^Server, ticket/ });
    expect(drawing.querySelectorAll('[data-node][tabindex="0"]')).toHaveLength(
      1,
    );
  });

  it('says the same in a table', async () => {
    renderPlugin(`${PAGE}&as=table`, new FakeInferenceApi());
    const table = within(
      await screen.findByRole('table', { name: 'Lineage as a table' }),
    );
    expect(table.getAllByRole('row')).toHaveLength(12);
    const row = table
      .getByRole('rowheader', { name: 'qwen3-32b @ 2026-11-12-fp8' })
      .closest('tr');
    expect(row).toHaveTextContent('quantised from qwen3-32b @ 2026-10-04');
    expect(screen.queryByRole('group', { name: /^Lineage, from/ })).toBeNull();
    await expectNoViolations();
  });

  it('lists the servers that depend on it with their owners', async () => {
    renderPlugin(PAGE, new FakeInferenceApi());
    expect(
      await screen.findByText(
        '3 servers run it or something made from it, owned by support (2) and Unowned (1).',
      ),
    ).toBeInTheDocument();
    const table = screen.getByRole('table', {
      name: 'What depends on qwen3-32b @ 2026-10-04',
    });
    expect(
      within(table).getByRole('link', { name: 'ticket-triage' }),
    ).toHaveAttribute('href', '/inference/servers/f4');
  });

  it('draws hundreds of versions as one node and lists them on demand', async () => {
    const api = new FakeInferenceApi();
    api.graph = wideLineage(1200);
    renderPlugin(
      '/inference/models/descendants?node=hf://Qwen/Qwen3-0.6B',
      api,
    );
    expect(await screen.findByText('This is not all of it')).toBeVisible();
    const group = await within(await graph()).findByRole('button', {
      name: /^Version, 1,200 versions/,
    });
    group.focus();
    await userEvent.keyboard('{Enter}');
    const panel = await screen.findByRole('region', {
      name: '1,200 versions',
    });
    expect(within(panel).getAllByRole('link')).toHaveLength(100);
    expect(panel).toHaveTextContent('and 1,100 more');
    expect(
      screen.getByText(/^30 servers run it or something made from it/),
    ).toBeInTheDocument();
  });

  it('begins at production, and shows all versions when asked', async () => {
    const api = new FakeInferenceApi();
    const asked = jest.spyOn(api, 'getModelLineage');
    const { unmount } = renderPlugin(PAGE, api);
    await graph();
    expect(asked).toHaveBeenCalledWith(
      expect.anything(),
      { direction: 'both', depth: 3, version: '2026-10-04' },
      expect.anything(),
    );
    expect(
      screen.getByRole('button', { name: /Lineage of/ }),
    ).toHaveTextContent('2026-10-04 (production)');
    unmount();
    asked.mockClear();
    renderPlugin(`${PAGE}&of=*`, api);
    await graph();
    expect(asked).toHaveBeenCalledWith(
      expect.anything(),
      { direction: 'both', depth: 3 },
      expect.anything(),
    );
    expect(
      screen.getByRole('button', { name: /Lineage of/ }),
    ).toHaveTextContent('All versions');
  });

  it('says in passing that more lies beyond the steps that are shown', async () => {
    const api = new FakeInferenceApi();
    api.graph = { ...api.graph, truncated: true };
    renderPlugin(PAGE, api);
    expect(
      await screen.findByText(/More lies beyond these 3 steps/),
    ).toBeInTheDocument();
    expect(screen.queryByText('This is not all of it')).not.toBeInTheDocument();
  });

  it('begins at the newest version when none is in production', async () => {
    const api = new FakeInferenceApi();
    api.models = [model({ aliases: [], latestVersion: '2026-11-12-fp8' })];
    const asked = jest.spyOn(api, 'getModelLineage');
    renderPlugin(PAGE, api);
    await graph();
    expect(asked).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ version: '2026-11-12-fp8' }),
      expect.anything(),
    );
  });

  it('keeps the direction in the URL', async () => {
    const api = new FakeInferenceApi();
    const asked = jest.spyOn(api, 'getModelLineage');
    renderPlugin(`${PAGE}&direction=up&depth=2&of=2026-10-04`, api);
    await graph();
    await waitFor(() =>
      expect(asked).toHaveBeenCalledWith(
        expect.objectContaining({ namespace: 'default', name: 'qwen3-32b' }),
        { direction: 'up', depth: 2, version: '2026-10-04' },
        expect.anything(),
      ),
    );
  });
});

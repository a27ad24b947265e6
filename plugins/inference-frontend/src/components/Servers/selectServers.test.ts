import fc from 'fast-check';
import { fleet, modelServer } from '../../__fixtures__/servers';
import { facetValues, selectServers, sortServers } from './selectServers';
import {
  FACETS,
  NONE,
  parseServersQuery,
  writeServersQuery,
  type FacetName,
} from './serversQuery';

const servers = fleet(200);
const query = (text: string) => parseServersQuery(new URLSearchParams(text));
const names = (text: string, of = servers) =>
  selectServers(of, query(text)).rows.map(server => server.name);

const facetChoice = fc.constantFrom(
  ...servers.flatMap(server =>
    FACETS.flatMap(name =>
      facetValues(server, name).map((value): [FacetName, string] => [
        name,
        value,
      ]),
    ),
  ),
);
const anyQuery = fc
  .record({
    choices: fc.array(facetChoice, { maxLength: 4 }),
    search: fc.constantFrom('', 'qwen', 'LLAMA fraud', 'no such thing'),
    sort: fc.constantFrom('name', 'gpus', 'state', 'model', 'changed'),
    descending: fc.boolean(),
  })
  .map(({ choices, search, sort, descending }) => {
    const params = new URLSearchParams({ q: search, sort });
    if (descending) {
      params.set('order', 'desc');
    }
    choices.forEach(([name, value]) => params.append(name, value));
    return parseServersQuery(params);
  });

describe('selectServers', () => {
  it('finds servers by every word of the search, whatever the case', () => {
    const found = selectServers(servers, query('q=FRAUD+llama')).rows;
    expect(found.length).toBeGreaterThan(0);
    for (const server of found) {
      expect(`${server.name} ${server.model.id}`.toLowerCase()).toContain(
        'llama',
      );
      expect(server.namespace).toBe('fraud');
    }
  });

  it('shows unowned servers under their own option', () => {
    const { rows } = selectServers(servers, query(`owner=${NONE}`));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(server => server.owner.ref === null)).toBe(true);
  });

  it('joins values of one facet with or, and facets with and', () => {
    const both = selectServers(
      servers,
      query('state=pending&state=degraded'),
    ).rows;
    expect(new Set(both.map(server => server.state))).toEqual(
      new Set(['pending', 'degraded']),
    );
    const narrowed = selectServers(
      servers,
      query('state=pending&state=degraded&cluster=us-east'),
    ).rows;
    expect(narrowed).toEqual(both.filter(s => s.cluster === 'us-east'));
  });

  it('keeps a chosen value in its facet when nothing matches it any more', () => {
    const { facets } = selectServers(
      servers,
      query('owner=group:default/gone'),
    );
    expect(facets.owner).toContainEqual({
      value: 'group:default/gone',
      count: 0,
    });
  });

  it('counts for every option exactly the servers that choosing it alone in its facet would show', () => {
    fc.assert(
      fc.property(anyQuery, fc.constantFrom(...FACETS), (asked, name) => {
        for (const { value, count } of selectServers(servers, asked).facets[
          name
        ]) {
          const chosen = {
            ...asked,
            facets: { ...asked.facets, [name]: new Set([value]) },
          };
          expect(selectServers(servers, chosen).rows).toHaveLength(count);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('comes back from the URL as it was', () => {
    fc.assert(
      fc.property(anyQuery, asked => {
        expect(parseServersQuery(writeServersQuery(asked))).toEqual(asked);
      }),
    );
  });

  it('leaves parameters of others in the URL alone', () => {
    const params = writeServersQuery(
      query('q=chat'),
      new URLSearchParams('q=old&view=revisions'),
    );
    expect(params.toString()).toBe('view=revisions&q=chat');
  });
});

describe('sortServers', () => {
  it('puts unknown values last in both directions', () => {
    const known = modelServer({ id: 'a', name: 'a' });
    const unknown = modelServer({
      id: 'b',
      name: 'b',
      gpus: { ...known.gpus, held: null },
    });
    const held = (descending: boolean) =>
      sortServers([unknown, known], { column: 'gpus', descending }).map(
        s => s.id,
      );
    expect(held(false)).toEqual(['a', 'b']);
    expect(held(true)).toEqual(['a', 'b']);
  });

  it('orders states from the worst to the best', () => {
    const states = selectServers(servers, query('sort=state')).rows.map(
      s => s.state,
    );
    expect(states[0]).toBe('crash-looping');
    expect(states.at(-1)).toBe('scaled-to-zero');
  });

  it('shows the same servers in whichever order', () => {
    fc.assert(
      fc.property(anyQuery, asked => {
        const sorted = sortServers(servers, asked.sort);
        expect(new Set(sorted.map(s => s.id)).size).toBe(servers.length);
      }),
      { numRuns: 20 },
    );
  });

  it('selects from a fleet of 10,000 servers', () => {
    const large = fleet(10_000);
    const { rows } = selectServers(
      large,
      query('q=qwen&sort=changed&order=desc'),
    );
    expect(rows.length).toBeGreaterThan(1000);
    expect(names('q=no+such+thing', large)).toEqual([]);
  });
});

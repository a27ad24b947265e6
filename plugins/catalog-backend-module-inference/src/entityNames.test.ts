import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { nameModels, nameServers, type NamedServer } from './entityNames';

function server(
  cluster: string,
  namespace: string,
  name: string,
  facts: Partial<NamedServer> = {},
): NamedServer {
  return {
    id: JSON.stringify([cluster, namespace, name]),
    cluster,
    namespace,
    name,
    createdAt: '2026-11-02T08:00:00Z',
    ...facts,
  };
}
const nameOf = (...parts: [string, string, string]) => {
  const named = server(...parts);
  return nameServers([named]).get(named.id);
};

describe('nameServers', () => {
  it('names a server by cluster, namespace and name', () => {
    expect(nameOf('eu-west', 'support', 'support-chat')).toBe(
      'eu-west.support.support-chat',
    );
  });

  it.each([
    [
      'dots that would be ambiguous',
      ['eu.west', 'support', 'chat'],
      /^eu\.west\.support\.chat-[0-9a-f]{8}$/,
    ],
    [
      'upper case',
      ['EU', 'support', 'chat'],
      /^eu\.support\.chat-[0-9a-f]{8}$/,
    ],
    [
      'unicode',
      ['münchen', 'support', 'chat'],
      /^m-nchen\.support\.chat-[0-9a-f]{8}$/,
    ],
    [
      'only foreign letters',
      ['集群', '客服', '聊天'],
      /^(server|[a-z0-9.-]+)-[0-9a-f]{8}$/,
    ],
    [
      'length',
      ['eu-west', 'n'.repeat(63), 'chat'],
      /^eu-west\.n{46}-[0-9a-f]{8}$/,
    ],
  ] as const)('adds a hash for %s', (_, parts, expected) => {
    expect(nameOf(parts[0], parts[1], parts[2])).toMatch(expected);
  });

  it('lets the older of two kinds with one name keep it', () => {
    const young = server('eu', 'a', 'chat', {
      id: '1',
      createdAt: '2026-11-02T08:00:00Z',
    });
    const old = server('eu', 'a', 'chat', {
      id: '2',
      createdAt: '2026-01-02T08:00:00Z',
    });
    const names = nameServers([young, old]);
    expect(names.get('2')).toBe('eu.a.chat');
    expect(names.get('1')).toMatch(/^eu\.a\.chat-[0-9a-f]{8}$/);
  });
});

describe('nameModels', () => {
  it('writes the hub id in lower case with dots for slashes', () => {
    expect(nameModels(['Qwen/Qwen3-32B', 'meta-llama/Llama-3.1-8B'])).toEqual(
      new Map([
        ['Qwen/Qwen3-32B', 'qwen.qwen3-32b'],
        ['meta-llama/Llama-3.1-8B', 'meta-llama.llama-3.1-8b'],
      ]),
    );
  });

  it('tells ids apart that differ by case only', () => {
    const names = nameModels(['a/b', 'A/B']);
    expect(new Set(names.values()).size).toBe(2);
  });
});

describe('properties', () => {
  const part = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({
      unit: fc.constantFrom('a', 'B', '.', '-', '_', 'é'),
      minLength: 1,
    }),
    fc.constantFrom('x'.repeat(64), '..', '-'),
  );

  it('every name is valid and every server has one of its own, whatever it is called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part)), parts => {
        const servers = parts.map(([a, b, c], i) =>
          server(a, b, c, { id: `${i}` }),
        );
        const names = [...nameServers(servers).values()];
        expect(
          names.filter(
            name => !KubernetesValidatorFunctions.isValidObjectName(name),
          ),
        ).toEqual([]);
        expect(new Set(names.map(name => name.toLowerCase())).size).toBe(
          servers.length,
        );
      }),
    );
  });

  it('every model has a valid name of its own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(part), ids => {
        const names = [...nameModels(ids).values()];
        expect(
          names.filter(
            name => !KubernetesValidatorFunctions.isValidObjectName(name),
          ),
        ).toEqual([]);
        expect(new Set(names.map(name => name.toLowerCase())).size).toBe(
          ids.length,
        );
      }),
    );
  });

  it('a name does not depend on the servers beside it', () => {
    const distinct = fc.uniqueArray(fc.tuple(part, part, part), {
      selector: parts => JSON.stringify(parts),
      minLength: 1,
    });
    fc.assert(
      fc.property(distinct, parts => {
        const servers = parts.map(([a, b, c]) => server(a, b, c));
        const together = nameServers(servers);
        for (const alone of servers) {
          expect(nameServers([alone]).get(alone.id)).toBe(
            together.get(alone.id),
          );
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { serverId } from './serverId';

describe('server ids', () => {
  const key = {
    cluster: 'eu',
    group: 'apps',
    kind: 'Deployment',
    namespace: 'n',
    name: 'a',
  };

  it('are stable', () => {
    expect(serverId(key)).toBe(serverId({ ...key }));
    expect(serverId(key)).toMatch(/^ms[0-9a-f]{20}$/);
  });

  it('differ when a part moves into its neighbour', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }),
        (namespace, name) => {
          expect(serverId({ ...key, namespace, name })).not.toBe(
            serverId({ ...key, namespace: namespace + name, name: '' }),
          );
        },
      ),
    );
  });
});

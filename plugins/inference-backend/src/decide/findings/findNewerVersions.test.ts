import type { Registration } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import { versionNodeId } from '../registry/nodeId';
import {
  findNewerVersions,
  type VersionedServer,
  versionsToCompare,
} from './findNewerVersions';

const at = (days: number) =>
  (Date.UTC(2026, 10, 1) + days * 86_400_000) as InstantMs;

const MODEL = { namespace: 'support', name: 'support-chat' };

function server(
  id: string,
  version: string | null,
  facts: Partial<VersionedServer> = {},
): VersionedServer {
  return {
    id,
    cluster: 'eu-west',
    state: 'serving',
    changedAt: at(10),
    registration: {
      ...MODEL,
      version,
    } as Registration,
    ...facts,
  };
}

const AGES = new Map([
  [versionNodeId(MODEL, '1'), at(0)],
  [versionNodeId(MODEL, '2'), at(5)],
  [versionNodeId(MODEL, '3'), at(8)],
]);

describe('findNewerVersions', () => {
  const find = (...servers: readonly VersionedServer[]) =>
    Object.fromEntries(findNewerVersions(servers, AGES));

  it('tells since when a newer version serves beside an older one', () => {
    expect(
      find(server('old', '1'), server('new', '2', { changedAt: at(6) })),
    ).toEqual({ old: { version: '2', since: at(6) } });
  });

  it('tells the newer one that has served for longest', () => {
    expect(
      find(
        server('old', '1'),
        server('newer', '2', { changedAt: at(6) }),
        server('newest', '3', { changedAt: at(9) }),
      ),
    ).toEqual({
      old: { version: '2', since: at(6) },
      newer: { version: '3', since: at(9) },
    });
  });

  it('takes no place on another cluster, and none while it does not serve', () => {
    expect(
      find(
        server('old', '1'),
        server('elsewhere', '2', { cluster: 'us-east' }),
        server('starting', '3', { state: 'crash-looping' }),
      ),
    ).toEqual({});
  });

  it('says nothing of servers that are not registered or whose version is unknown', () => {
    expect(
      find(
        server('old', null),
        server('stray', '1', { registration: null }),
        server('new', '2'),
      ),
    ).toEqual({});
  });
});

describe('versionsToCompare', () => {
  it('names versions of models of which several serve, and no others', () => {
    expect(
      versionsToCompare([server('only', '1'), server('twin', '1')]),
    ).toEqual([]);
    expect(
      versionsToCompare([server('old', '1'), server('new', '2')]),
    ).toHaveLength(2);
  });
});

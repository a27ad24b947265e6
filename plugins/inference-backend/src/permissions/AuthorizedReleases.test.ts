import { mockCredentials } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import { usageHour, USAGE_START } from '../__testUtils__/createTestUsage';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { observation } from '../record/__testUtils__/observations';
import type { UsageHour } from '../record';
import type { InstantMs } from '../types';
import { AuthorizedReleases } from './AuthorizedReleases';

const onBehalfOf = { credentials: mockCredentials.user() };
/** Within the 24th of the hours. */
const RELEASED = USAGE_START + 24 * HOUR_MS + 20 * MINUTE_MS;
const NOW = (USAGE_START + 27 * HOUR_MS) as InstantMs;

function server(
  id: string,
  releasedAt: number | null = RELEASED,
): ModelServerDetail {
  return {
    ...observation({ name: id }).server,
    id,
    entityRef: `component:default/${id}`,
    owner: { ref: null, source: null, chain: [] },
    registration: null,
    currentRevision: 7,
    changedAt: releasedAt === null ? null : new Date(releasedAt).toISOString(),
    lastSeenAt: new Date(NOW).toISOString(),
    removedAt: null,
  } as unknown as ModelServerDetail;
}

const hoursOf = (id: string, errorsSince: number): UsageHour[] =>
  Array.from({ length: 27 }, (_, index) =>
    usageHour(id, index, { errors: index > 24 ? errorsSince : 1 }),
  );

function releasesOf(
  servers: readonly ModelServerDetail[],
  hours: readonly UsageHour[],
) {
  const asked: string[] = [];
  const releases = new AuthorizedReleases({
    usage: {
      listHours: async (id, from, to) => {
        asked.push(id);
        return hours.filter(
          one => one.serverId === id && one.hour >= from && one.hour < to,
        );
      },
    },
    servers: {
      getServer: async id => {
        const found = servers.find(one => one.id === id);
        if (!found) throw new NotFoundError(id);
        return found;
      },
      listServers: async () => ({ items: [...servers] }),
    },
  });
  return { releases, asked };
}

describe('AuthorizedReleases', () => {
  it('tells by how much errors rose since the revision', async () => {
    const { releases } = releasesOf([server('chat')], hoursOf('chat', 30));
    expect(await releases.getRelease('chat', NOW, onBehalfOf)).toMatchObject({
      server: { id: 'chat', entityRef: 'component:default/chat' },
      revision: 7,
      startedAt: new Date(RELEASED).toISOString(),
      judgement: {
        symptom: { kind: 'errors', factor: expect.closeTo(24.2) },
        before: { hours: 24, requests: 24 * 121, errors: 24 },
        after: { hours: 2, requests: 300, errors: 60, errorShare: 0.2 },
        partial: false,
      },
    });
  });

  it('lists what is worse only, the newest revision first', async () => {
    const { releases } = releasesOf(
      [
        server('older', RELEASED - 10 * MINUTE_MS),
        server('chat'),
        server('fine'),
      ],
      [...hoursOf('older', 40), ...hoursOf('chat', 30), ...hoursOf('fine', 1)],
    );
    const listed = await releases.listFailing(NOW, onBehalfOf);
    expect(listed.map(one => one.server.id)).toEqual(['chat', 'older']);
  });

  it('reads no hours of servers that were released long ago, or nobody knows when', async () => {
    const { releases, asked } = releasesOf(
      [server('old', NOW - 4 * DAY_MS), server('unknown', null)],
      [...hoursOf('old', 90), ...hoursOf('unknown', 90)],
    );
    expect(await releases.listFailing(NOW, onBehalfOf)).toEqual([]);
    expect(await releases.getRelease('old', NOW, onBehalfOf)).toMatchObject({
      judgement: null,
    });
    expect(asked).toEqual([]);
  });
});

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DAY_MS } from '../../durations';
import {
  KnexDetectionRunStore,
  KnexFindingStore,
  type FindingFilter,
} from '../../record';
import { content, opening, stakes } from '../../record/__testUtils__/findings';
import {
  at,
  batch,
  observation,
  ownedBy,
} from '../../record/__testUtils__/observations';
import { openStores } from '../../record/__testUtils__/openStores';
import { BackstageNotifier } from './BackstageNotifier';
import type { Message } from './Notifier';
import { createSendDigests } from './sendDigests';
import { createTellOwners } from './tellOwners';

jest.setTimeout(60_000);

const SUPPORT = 'group:default/support';
const ALL: FindingFilter = {
  states: null,
  causes: null,
  confidences: null,
  serverIds: null,
  servers: null,
};

describe('notifications on findings', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(
    owners: { readonly [server: string]: string | null },
    fallback: string | null = null,
  ) {
    const stores = await openStores(databases, 'SQLITE_3');
    const servers = Object.keys(owners).map(name => observation({ name }));
    await stores.inventory.applyBatch(
      batch(1_000, servers),
      new Map(
        servers.map(({ key, server }) => [
          server.id,
          ownedBy(owners[key.name] ?? null),
        ]),
      ),
      stores.fence,
    );
    const database = mockServices.database({ knex: stores.db });
    const findings = await KnexFindingStore.create({ database });
    const sent: Message[] = [];
    const clock = { now: at(0) as number };
    const line = { isDown: false };
    const options = {
      findings,
      runs: await KnexDetectionRunStore.create({ database }),
      notifier: {
        send: async (message: Message) => {
          if (line.isDown) {
            throw new Error('the notifications plugin does not answer');
          }
          sent.push(message);
        },
      },
      fallback,
      logger: mockServices.logger.mock(),
      now: () => clock.now,
    };
    return {
      findings,
      sent,
      clock,
      line,
      tell: createTellOwners(options),
      digest: createSendDigests(options),
    };
  }

  it('tell the owner once, with evidence, money and the way to the finding', async () => {
    const { findings, sent, tell } = await start({ chat: SUPPORT });
    await findings.applyChanges([opening('chat')], at(0));
    const [finding] = (await findings.list({ filter: ALL, limit: 1 })).items;

    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    expect(sent).toEqual([
      {
        to: SUPPORT,
        title: 'Nobody uses chat',
        description:
          'Nobody has used it for 23 days, after daily use. It holds 2 × H100 on node gpu-node-3, $4,310 a month.',
        link: `/inference/findings/${finding.id}`,
        severity: 'high',
        scope: finding.id,
      },
    ]);
  });

  it('leave guesses and what is no news of its own to the digest', async () => {
    const { findings, sent, tell } = await start({
      chat: SUPPORT,
      rerank: SUPPORT,
    });
    await findings.applyChanges(
      [
        opening('chat', { content: content({ confidence: 'low' }) }),
        opening('rerank', { cause: 'over-provisioned' }),
      ],
      at(0),
    );
    await tell();
    expect(sent).toEqual([]);
  });

  it('reach who looks after what nobody owns, if there is somebody', async () => {
    const owners = { chat: null, gone: 'group:default/dissolved' };
    const open = [
      opening('chat'),
      opening('gone', { content: content({ orphaned: true }) }),
    ];
    const nobody = await start(owners);
    await nobody.findings.applyChanges(open, at(0));
    await nobody.tell();
    expect(nobody.sent).toEqual([]);

    const platform = await start(owners, 'group:default/platform');
    await platform.findings.applyChanges(open, at(0));
    await platform.tell();
    expect(platform.sent.map(({ to }) => to)).toEqual([
      'group:default/platform',
      'group:default/platform',
    ]);
  });

  it('are tried again when they could not be sent', async () => {
    const { findings, sent, tell, line } = await start({ chat: SUPPORT });
    await findings.applyChanges([opening('chat')], at(0));
    line.isDown = true;
    expect(await tell()).toBe(0);
    line.isDown = false;
    expect(await tell()).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it('come once more when a snooze ends, and replace the first', async () => {
    const { findings, sent, tell } = await start({ chat: SUPPORT });
    await findings.applyChanges([opening('chat')], at(0));
    await tell();
    const [{ id }] = (await findings.list({ filter: ALL, limit: 1 })).items;
    await findings.silence(id, {
      kind: 'snoozed',
      until: at(DAY_MS),
      reason: null,
      by: 'user:default/ada',
      at: at(10),
    });
    await tell();
    expect(sent).toHaveLength(1);
    await findings.applyChanges([{ kind: 'end-silence', id }], at(DAY_MS));
    await tell();
    await tell();
    expect(sent.map(({ scope }) => scope)).toEqual([id, id]);
  });

  it('sum up a week for each owner, not twice within six days', async () => {
    const { findings, sent, digest, clock } = await start({
      chat: SUPPORT,
      rerank: SUPPORT,
      ocr: 'group:default/documents',
    });
    await findings.applyChanges(
      [
        opening('chat'),
        opening('rerank', {
          content: content({ stakes: stakes({ microsPerMonth: 1_000_000 }) }),
        }),
        opening('ocr'),
      ],
      at(0),
    );
    expect(await digest()).toBe(2);
    const message = sent.find(({ to }) => to === SUPPORT);
    expect(message).toMatchObject({
      title: '2 model servers need a look: $4,311 a month',
      link: '/inference/findings?owner=group%3Adefault%2Fsupport',
      scope: 'digest:group:default/support',
    });
    expect(message?.description.split('\n')).toHaveLength(2);

    clock.now = at(5 * DAY_MS);
    expect(await digest()).toBe(0);
    clock.now = at(7 * DAY_MS);
    expect(await digest()).toBe(2);
  });

  it('go through Backstage with a topic and a scope', async () => {
    const notifications = { send: jest.fn(async () => {}) };
    await new BackstageNotifier({ notifications }).send({
      to: SUPPORT,
      title: 'Nobody uses chat',
      description: 'Nobody has used it for 23 days.',
      link: '/inference/findings/f1',
      severity: 'high',
      scope: 'f1',
    });
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: SUPPORT },
      payload: expect.objectContaining({
        scope: 'f1',
        topic: 'inference.findings',
        link: '/inference/findings/f1',
      }),
    });
  });
});

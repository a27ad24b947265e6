import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  CHAT,
  PATH,
  startRollbacks,
  templateOf,
  type StartedRollbacks,
} from '../__testUtils__/startRollbacks';
import {
  createAuditor,
  type AuditedEvent,
} from '../__testUtils__/startRegistry';
import type { Caller } from '../permissions';
import { createPlanRollbackAction } from './createPlanRollbackAction';
import { createRollBackServerAction } from './createRollBackServerAction';

jest.setTimeout(60_000);

describe('actions on rollbacks', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let one: StartedRollbacks;
  let audit: AuditedEvent[];
  let actions: ReturnType<typeof actionsRegistryServiceMock>;

  beforeEach(async () => {
    one = await startRollbacks(databases);
    audit = [];
    actions = actionsRegistryServiceMock();
    const ada: Caller = {
      kind: 'person',
      actor: 'user:default/ada',
      owns: ['user:default/ada', 'group:default/support'],
      origin: 'api',
      credentials: mockCredentials.user('user:default/ada'),
    };
    const options = {
      actionsRegistry: actions,
      auditor: createAuditor(audit),
      rollbacks: one.api.changes.rollbacks,
      rollbackSafety: one.api.changes.rollbackSafety,
      callers: { getCaller: async () => ada },
      servers: {
        listServers: async () => {
          throw new Error('it is named by its id');
        },
      },
    };
    createPlanRollbackAction(options);
    createRollBackServerAction(options);
  });

  const plan = async () =>
    (
      await actions.invoke({
        id: 'test:plan-server-rollback',
        input: { id: CHAT },
      })
    ).output as { planId: string; planHash: string };
  const rollBack = async (input: object) =>
    actions.invoke({
      id: 'test:roll-back-server',
      input: { reason: 'Errors rose', ...input },
    });

  it('say which of them changes something', () => {
    expect(
      [...actions.actions.values()].map(({ name, attributes }) => ({
        name,
        ...attributes,
      })),
    ).toEqual([
      {
        name: 'plan-server-rollback',
        readOnly: true,
        destructive: false,
        idempotent: true,
      },
      {
        name: 'roll-back-server',
        readOnly: false,
        destructive: true,
        idempotent: true,
      },
    ]);
  });

  it('do the plan that was shown, once', async () => {
    const shown = await plan();
    expect(shown).toMatchObject({
      method: 'restore-template',
      fromRevision: 2,
      toRevision: 1,
      blockedBy: [],
      differences: [{ after: 'vllm/vllm-openai:v1' }],
    });
    expect(one.cluster.writes).toBe(0);
    const { planHash, planId } = shown;
    const begun = await rollBack({ planId, planHash });
    expect(begun.output).toMatchObject({
      server: 'eu-west/support/chat',
      state: 'planned',
      toRevision: 1,
      path: `/inference/servers/${CHAT}`,
    });
    const again = await rollBack({ planId, planHash });
    expect(again.output).toEqual(begun.output);
    await one.run();
    expect(one.cluster.writes).toBe(1);
    expect(one.cluster.read(PATH)).toMatchObject({
      spec: { template: templateOf('v1') },
    });
    expect(audit.map(({ eventId, outcome }) => [eventId, outcome])).toEqual([
      ['rollback-plan', 'succeeded'],
      ['rollback-start', 'succeeded'],
      ['rollback-start', 'succeeded'],
    ]);
  });

  it('change nothing with a hash that nobody saw, or no reason', async () => {
    const { planHash, planId } = await plan();
    await expect(
      rollBack({ planId, planHash: 'f'.repeat(64) }),
    ).rejects.toThrow('planHash: this is not the hash of the plan');
    await expect(rollBack({ planId, planHash, reason: ' ' })).rejects.toThrow(
      'reason: say why',
    );
    await one.run();
    expect(one.cluster.writes).toBe(0);
  });
});

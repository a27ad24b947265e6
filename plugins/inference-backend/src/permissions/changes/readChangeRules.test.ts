import { ConfigReader } from '@backstage/config';
import { readChangeRules, readRollbackRules } from './readChangeRules';

const read = (changes: object) =>
  readRollbackRules(new ConfigReader({ inference: { changes } } as object));

describe('readRollbackRules', () => {
  it('waits for nobody, and pauses for four hours, unless told', () => {
    expect(readRollbackRules(new ConfigReader({}))).toEqual({
      syncPause: {
        minutes: 240,
        argoCd: { cluster: null, namespace: 'argocd' },
      },
      pullRequest: { enabled: true, minutes: 1440 },
      approval: { protectedAliases: false, approvers: null, minutes: 60 },
    });
  });

  it('reads what is told beside who may change servers', () => {
    const changes = {
      access: { ownersOnly: false },
      syncPause: { minutes: 30, argoCd: { cluster: 'hub' } },
      approval: { protectedAliases: true, approvers: 'group:default/leads' },
    };
    expect(read(changes)).toMatchObject({
      syncPause: { minutes: 30, argoCd: { cluster: 'hub' } },
      approval: { protectedAliases: true, approvers: 'group:default/leads' },
    });
    const config = new ConfigReader({ inference: { changes } });
    expect(readChangeRules(config)).toEqual({ ownersOnly: false, admins: [] });
  });

  it.each([
    [{ syncPause: { minutes: 4 } }, 'inference.changes.syncPause.minutes'],
    [{ pullRequest: { minutes: 1 } }, 'inference.changes.pullRequest.minutes'],
    [{ approval: { minutes: 1.5 } }, 'inference.changes.approval.minutes'],
    [{ approval: { protectedAlias: true } }, 'protectedAlias'],
    [
      { approval: { approvers: 'component:default/chat' } },
      'inference.changes.approval.approvers',
    ],
  ])('names what it cannot read of %j', (changes, name) => {
    expect(() => read(changes)).toThrow(name);
  });
});

import { changePlan } from '../record/__testUtils__/changes';
import { at } from '../record/__testUtils__/observations';
import type { ChangeKind, RecordedChange } from '../record';
import { endOfWatch } from './endOfWatch';

const running = (kind: ChangeKind, state: string): RecordedChange => ({
  id: 'c-1',
  kind,
  serverId: 's-1',
  plan: changePlan('p-1'),
  state,
  progress: {},
  actor: 'user:default/ada',
  reason: 'Unused',
  startedAt: at(0),
  updatedAt: at(0),
  finishedAt: null,
});
const next = (kind: ChangeKind) => changePlan('p-2', 'chat', { kind });

describe('endOfWatch', () => {
  it('is undone by bringing the server back, and over when the server is rolled back', () => {
    const watching = running('remediation', 'watching');
    expect(endOfWatch(watching, next('remediation'))?.state).toBe('undone');
    expect(endOfWatch(watching, next('rollback'))?.state).toBe('succeeded');
  });

  it('leaves the state of a rollback as it was', () => {
    for (const state of ['succeeded', 'failed']) {
      expect(
        endOfWatch(running('rollback', state), next('remediation'))?.state,
      ).toBe(state);
    }
  });

  it('is not approved, where a rollback still waits for that', () => {
    const waiting = running('rollback', 'awaiting-approval');
    expect(endOfWatch(waiting, next('rollback'))?.state).toBe('declined');
  });

  it.each([
    ['remediation', 'planned'],
    ['remediation', 'applying'],
    ['rollback', 'rolling'],
    ['rollback', 'undoing'],
  ] as const)('lets nothing begin while a %s is %s', (kind, state) => {
    expect(endOfWatch(running(kind, state), next('remediation'))).toBeNull();
  });
});

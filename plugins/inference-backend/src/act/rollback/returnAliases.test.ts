import type { AliasReturn } from '../../decide/rollback/judgeVersions';
import type { AliasMoveWish, MoveOutcome, Writer } from '../../record';
import type { InstantMs } from '../../types';
import {
  returnAliases,
  takeAliasesBack,
  type AliasStore,
} from './returnAliases';

const ADA: Writer = {
  actor: 'user:default/ada',
  at: 0 as InstantMs,
  origin: 'portal',
};
const wish = (how: AliasReturn['how'] = 'move'): AliasReturn => ({
  model: { namespace: 'support', name: 'chat' },
  alias: 'production',
  from: '2',
  to: '1',
  how,
});
const done = (requestId: string | null = null) => {
  const { how: _, ...rest } = wish();
  return { ...rest, requestId };
};

function storeWith(outcome: MoveOutcome, decision = 'rejected') {
  const wishes: AliasMoveWish[] = [];
  const decisions: unknown[] = [];
  const store = {
    moveAlias: async (_: unknown, one: AliasMoveWish) => {
      wishes.push(one);
      return outcome;
    },
    requestAliasMove: async () =>
      outcome.status === 'moved'
        ? { status: 'requested', request: { id: 'r-1' } }
        : outcome,
    decideAliasRequest: async (...args: unknown[]) => {
      decisions.push(args[2]);
      return { status: decision };
    },
  } as unknown as AliasStore;
  return { store, wishes, decisions };
}

describe('returnAliases', () => {
  it('moves an alias only from where the plan saw it', async () => {
    const { store, wishes } = storeWith({ status: 'moved', from: '2' });
    expect(await returnAliases(store, [wish()], 'Errors rose', ADA)).toEqual({
      aliases: [done()],
      messages: ['production of support/chat was moved from version 2 to 1.'],
    });
    expect(wishes).toMatchObject([
      { alias: 'production', expected: '2', to: '1', reason: 'Errors rose' },
    ]);
  });

  it('takes a move whose end nobody lived to tell for done', async () => {
    const { store } = storeWith({
      status: 'overtaken',
      current: '1',
      movedBy: ADA.actor,
      since: ADA.at,
    });
    const { aliases, messages } = await returnAliases(store, [wish()], '', ADA);
    expect(aliases).toEqual([done()]);
    expect(messages).toEqual([
      'production of support/chat points to version 1.',
    ]);
  });

  it.each<[MoveOutcome, RegExp]>([
    [
      { status: 'overtaken', current: null, movedBy: null, since: null },
      /left alone: it does not point to version 2 any more, but to none/,
    ],
    [{ status: 'retired', reason: 'leaks' }, /version 1 is retired \(leaks\)/],
    [{ status: 'no-version' }, /version 1 is not registered any more/],
  ])('says why nothing moves: %j', async (outcome, words) => {
    const { store } = storeWith(outcome);
    const moved = await returnAliases(store, [wish()], '', ADA);
    expect(moved.aliases).toEqual([]);
    expect(moved.messages).toEqual([expect.stringMatching(words)]);
    const asked = await returnAliases(store, [wish('ask')], '', ADA);
    expect(asked.aliases).toEqual([]);
    expect(asked.messages).toEqual([
      expect.stringContaining('No approval was asked for'),
    ]);
  });

  it('remembers the request for a protected alias', async () => {
    const { store, wishes } = storeWith({ status: 'moved', from: '2' });
    const { aliases } = await returnAliases(store, [wish('ask')], '', ADA);
    expect(aliases).toEqual([done('r-1')]);
    expect(wishes).toEqual([]);
  });
});

describe('takeAliasesBack', () => {
  it('moves aliases forth again, and only from where they were put', async () => {
    const { store, wishes } = storeWith({ status: 'moved', from: '1' });
    expect(await takeAliasesBack(store, [done()], 'Undone', ADA)).toEqual([
      'production of support/chat was moved from version 1 to 2.',
    ]);
    expect(wishes).toMatchObject([{ expected: '1', to: '2' }]);
  });

  it('withdraws a request, and says when it was approved before', async () => {
    const open = storeWith({ status: 'no-version' });
    expect(await takeAliasesBack(open.store, [done('r-1')], 'U', ADA)).toEqual([
      'The request to move production is withdrawn.',
    ]);
    expect(open.decisions).toEqual([{ approve: false, reason: 'U' }]);
    const approved = storeWith({ status: 'no-version' }, 'approved');
    expect(
      await takeAliasesBack(approved.store, [done('r-1')], 'U', ADA),
    ).toEqual([expect.stringContaining('approved meanwhile')]);
  });
});

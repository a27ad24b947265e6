import type { AliasReturn } from '../../decide/rollback/judgeVersions';
import type { ReturnedAlias } from '../../decide/rollback/rollbackRecord';
import type { RegistryStore, Writer } from '../../record';

/** The part of the registry in which aliases move. */
export type AliasStore = Pick<
  RegistryStore,
  'moveAlias' | 'requestAliasMove' | 'decideAliasRequest'
>;

/** What came of aliases, with a sentence for each. */
export interface ReturnedAliases {
  readonly aliases: readonly ReturnedAlias[];
  readonly messages: readonly string[];
}

interface Moved {
  readonly done: ReturnedAlias | null;
  readonly message: string;
}

async function moveOne(
  store: AliasStore,
  {
    alias,
    from,
    model,
    to,
  }: Pick<AliasReturn, 'alias' | 'from' | 'model' | 'to'>,
  reason: string,
  writer: Writer,
): Promise<Moved> {
  const name = `${alias} of ${model.namespace}/${model.name}`;
  const outcome = await store.moveAlias(
    model,
    { alias, to, expected: from, reason, approvedBy: null },
    writer,
  );
  switch (outcome.status) {
    case 'moved':
    case 'unchanged':
      return {
        done: { model, alias, from, to, requestId: null },
        message: `${name} was moved from version ${from} to ${to}.`,
      };
    case 'overtaken':
      // Whoever did this before and did not live to tell of it finds it done.
      return outcome.current === to
        ? {
            done: { model, alias, from, to, requestId: null },
            message: `${name} points to version ${to}.`,
          }
        : {
            done: null,
            message: `${name} was left alone: it does not point to version ${from} any more, but to ${
              outcome.current ?? 'none'
            }.`,
          };
    case 'retired':
      return {
        done: null,
        message: `${name} was not moved: version ${to} is retired (${outcome.reason}).`,
      };
    default:
      return {
        done: null,
        message: `${name} was not moved: version ${to} is not registered any more.`,
      };
  }
}

async function askOne(
  store: AliasStore,
  { alias, from, model, to }: AliasReturn,
  reason: string,
  writer: Writer,
): Promise<Moved> {
  const name = `${alias} of ${model.namespace}/${model.name}`;
  const outcome = await store.requestAliasMove(
    model,
    { alias, to, expected: from, reason },
    writer,
  );
  return outcome.status === 'requested'
    ? {
        done: { model, alias, from, to, requestId: outcome.request.id },
        message: `Approval is asked for to move ${name} from version ${from} to ${to}.`,
      }
    : {
        done: null,
        message: `No approval was asked for to move ${name}: it does not point to version ${from} any more, or version ${to} may not be used.`,
      };
}

/** Lets aliases follow a server that is healthy again, each only while it points where the plan saw it. May be called again after a crash. */
export async function returnAliases(
  store: AliasStore,
  wishes: readonly AliasReturn[],
  reason: string,
  writer: Writer,
): Promise<ReturnedAliases> {
  const results: Moved[] = [];
  for (const wish of wishes) {
    const act = wish.how === 'move' ? moveOne : askOne;
    results.push(await act(store, wish, reason, writer));
  }
  return {
    aliases: results.flatMap(({ done }) => done ?? []),
    messages: results.map(({ message }) => message),
  };
}

/** Takes back what {@link returnAliases} did, for a rollback that is undone. */
export async function takeAliasesBack(
  store: AliasStore,
  returned: readonly ReturnedAlias[],
  reason: string,
  writer: Writer,
): Promise<readonly string[]> {
  const messages: string[] = [];
  for (const { alias, from, model, requestId, to } of returned) {
    if (requestId === null) {
      const wish = { model, alias, from: to, to: from };
      messages.push((await moveOne(store, wish, reason, writer)).message);
      continue;
    }
    const decided = await store.decideAliasRequest(
      model,
      requestId,
      { approve: false, reason },
      writer,
    );
    messages.push(
      decided?.status === 'approved'
        ? `The move of ${alias} was approved meanwhile: move it back yourself.`
        : `The request to move ${alias} is withdrawn.`,
    );
  }
  return messages;
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { RecordedChange } from '../../record';
import type { Message, Notifier } from './Notifier';

/** A server that was changed, and by what. */
export interface ChangedServer {
  readonly change: RecordedChange;
  readonly server: Pick<ModelServer, 'id' | 'name' | 'owner'>;
}

/** Tells the owner of a server, or `to`, how a change of it goes; nobody when it has none. Never rejects: what was done is done, and stands in the history. */
export async function tellOfChange(
  { change, server }: ChangedServer,
  words: Pick<Message, 'title' | 'description' | 'severity'> &
    Partial<Pick<Message, 'to' | 'link'>>,
  options: { notifier: Notifier; logger: LoggerService },
): Promise<void> {
  const to = words.to ?? server.owner.ref;
  if (to === null) {
    return;
  }
  try {
    await options.notifier.send({
      link: `/inference/servers/${server.id}`,
      ...words,
      to,
      scope: `${change.kind}:${change.id}`,
    });
  } catch (error) {
    options.logger.warn(
      `${to} could not be told of ${change.kind} ${change.id}: ${stringifyError(
        error,
      )}`,
    );
  }
}

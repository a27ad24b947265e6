import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { Notifier } from '../../act/notify/Notifier';
import type { RollbackProgress } from '../../decide/rollback/rollbackRecord';
import type { ChangeStep, RecordedChange } from '../../record';

/** A state of a rollback of which owners are told. */
type ToldState = 'applying' | 'succeeded' | 'failed' | 'undone';

const TITLES: { readonly [state in ToldState]: (name: string) => string } = {
  applying: name => `${name} is being rolled back`,
  succeeded: name => `${name} was rolled back`,
  failed: name => `The rollback of ${name} failed`,
  undone: name => `The rollback of ${name} was undone`,
};

function isTold(state: string): state is ToldState {
  return Object.hasOwn(TITLES, state);
}

/** Tells owners how rollbacks of their servers go. */
export class RollbackTeller {
  readonly #notifier: Notifier;
  readonly #logger: LoggerService;

  constructor(options: { notifier: Notifier; logger: LoggerService }) {
    this.#notifier = options.notifier;
    this.#logger = options.logger;
  }

  /** Tells what a step came to, if it is news. Never rejects; telling it again replaces the message. */
  async tell(
    change: RecordedChange,
    server: Pick<ModelServer, 'id' | 'name' | 'owner'>,
    step: ChangeStep,
    { problem, reverted }: RollbackProgress,
  ): Promise<void> {
    const to = server.owner.ref;
    const { state } = step;
    const isNews = state !== change.state || reverted !== null;
    if (to === null || !isTold(state) || !isNews) {
      return;
    }
    try {
      await this.#notifier.send({
        to,
        title:
          reverted === null
            ? TITLES[state](server.name)
            : `The rollback of ${server.name} was reverted`,
        description: problem ?? `${change.actor}: ${change.reason}`,
        link: `/inference/servers/${server.id}`,
        severity: problem === null ? 'normal' : 'high',
        scope: `rollback:${change.id}`,
      });
    } catch (error) {
      this.#logger.warn(
        `${to} could not be told of rollback ${change.id}: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}

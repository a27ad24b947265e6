import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Notifier } from '../../act/notify/Notifier';
import {
  tellOfChange,
  type ChangedServer,
} from '../../act/notify/tellOfChange';
import type { RollbackProgress } from '../../decide/rollback/rollbackRecord';
import type { ChangeStep, RecordedChange } from '../../record';

/** A state of a rollback of which owners are told: of its begin once it is written, so that no server waits for a message. */
type ToldState =
  | 'awaiting-merge'
  | 'rolling'
  | 'succeeded'
  | 'failed'
  | 'undone'
  | 'declined';

const TITLES: { readonly [state in ToldState]: (name: string) => string } = {
  'awaiting-merge': name =>
    `A pull request rolls ${name} back, and waits to be merged`,
  rolling: name => `${name} is being rolled back`,
  succeeded: name => `${name} was rolled back`,
  failed: name => `The rollback of ${name} failed`,
  undone: name => `The rollback of ${name} was undone`,
  declined: name => `The rollback of ${name} was not approved`,
};

function isTold(state: string): state is ToldState {
  return Object.hasOwn(TITLES, state);
}

/** Tells owners how rollbacks of their servers go. */
export class RollbackTeller {
  readonly #telling: { notifier: Notifier; logger: LoggerService };

  constructor(options: { notifier: Notifier; logger: LoggerService }) {
    this.#telling = options;
  }

  /** Asks whoever decides to approve a rollback, the owner when `approvers` is null. Never rejects. */
  async ask(
    change: RecordedChange,
    server: ChangedServer['server'],
    approvers: string | null,
  ): Promise<void> {
    await tellOfChange(
      { change, server },
      {
        ...(approvers !== null && { to: approvers }),
        title: `The rollback of ${server.name} waits for your approval`,
        description: `${change.actor}: ${change.reason}`,
        link: `/inference/rollbacks/${change.id}`,
        severity: 'high',
      },
      this.#telling,
    );
  }

  /** Tells what a step came to, if it is news. Never rejects; telling it again replaces the message. */
  async tell(
    change: RecordedChange,
    server: ChangedServer['server'],
    step: ChangeStep,
    { problem, reverted }: RollbackProgress,
  ): Promise<void> {
    const { state } = step;
    const isNews = state !== change.state || reverted !== null;
    if (!isTold(state) || !isNews) {
      return;
    }
    await tellOfChange(
      { change, server },
      {
        title:
          reverted === null
            ? TITLES[state](server.name)
            : `The rollback of ${server.name} was reverted`,
        description: problem ?? `${change.actor}: ${change.reason}`,
        severity: problem === null ? 'normal' : 'high',
      },
      this.#telling,
    );
  }
}

import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Message, Notifier } from './Notifier';

/** Topic of all notifications on findings; people may switch it off in their settings. */
const TOPIC = 'inference.findings';

/** Tells people through Backstage's notifications, whose processors pass them on to Slack and e-mail. */
export class BackstageNotifier implements Notifier {
  readonly #notifications: NotificationService;

  constructor(options: { notifications: NotificationService }) {
    this.#notifications = options.notifications;
  }

  async send({ to, ...payload }: Message): Promise<void> {
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: to },
      payload: { ...payload, topic: TOPIC },
    });
  }
}

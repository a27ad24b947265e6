import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { Notifier } from '../../act/notify/Notifier';
import { thousands } from '../../decide/thousands';
import type { RecordedChange } from '../../record';

/** What the owner of a server is told. */
export type RemediationNews = {
  readonly change: RecordedChange;
  readonly server: Pick<ModelServer, 'id' | 'name' | 'owner'>;
} & (
  | { readonly what: 'scaled-to-zero' | 'restored' }
  | { readonly what: 'refused'; readonly requests: number }
);

function wordsOf(news: RemediationNews): { title: string; text: string } {
  const { change, server } = news;
  switch (news.what) {
    case 'scaled-to-zero':
      return {
        title: `${server.name} was scaled to zero`,
        text: `${change.actor}: ${change.reason}. Nothing was deleted; it can be restored with one click.`,
      };
    case 'restored':
      return {
        title: `${server.name} was brought back`,
        text: `${change.actor}: ${change.reason}.`,
      };
    case 'refused':
      return {
        title: `Somebody misses ${server.name}`,
        text: `${thousands(
          news.requests,
        )} requests were refused since it was scaled to zero. Restore it if it is needed.`,
      };
    default:
      news satisfies never;
      throw new Error('Unknown news');
  }
}

/** Tells owners what was done to their servers. */
export class RemediationTeller {
  readonly #notifier: Notifier;
  readonly #logger: LoggerService;

  constructor(options: { notifier: Notifier; logger: LoggerService }) {
    this.#notifier = options.notifier;
    this.#logger = options.logger;
  }

  /** Never rejects: what was done is done, and stands in the history. Telling it again replaces the message. */
  async tell(news: RemediationNews): Promise<void> {
    const { change, server, what } = news;
    const to = server.owner.ref;
    if (to === null) {
      return;
    }
    const { title, text } = wordsOf(news);
    try {
      await this.#notifier.send({
        to,
        title,
        description: text,
        link: `/inference/servers/${server.id}`,
        severity: what === 'refused' ? 'high' : 'normal',
        scope: `remediation:${change.id}`,
      });
    } catch (error) {
      this.#logger.warn(
        `${to} could not be told of remediation ${change.id}: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}

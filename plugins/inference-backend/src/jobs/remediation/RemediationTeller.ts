import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Notifier } from '../../act/notify/Notifier';
import {
  tellOfChange,
  type ChangedServer,
} from '../../act/notify/tellOfChange';
import { thousands } from '../../decide/thousands';

/** What the owner of a server is told. */
export type RemediationNews = ChangedServer &
  (
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
  readonly #telling: { notifier: Notifier; logger: LoggerService };

  constructor(options: { notifier: Notifier; logger: LoggerService }) {
    this.#telling = options;
  }

  /** Never rejects: what was done is done, and stands in the history. Telling it again replaces the message. */
  async tell(news: RemediationNews): Promise<void> {
    const { title, text } = wordsOf(news);
    await tellOfChange(
      news,
      {
        title,
        description: text,
        severity: news.what === 'refused' ? 'high' : 'normal',
      },
      this.#telling,
    );
  }
}

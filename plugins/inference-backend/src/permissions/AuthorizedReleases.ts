import type {
  ModelServer,
  ServerRelease,
} from '@inference-portal/plugin-inference-common';
import {
  BEFORE_MS,
  JUDGED_MS,
  judgeRelease,
  type ReleaseJudgement,
} from '../decide/releases/judgeRelease';
import { HOUR_MS } from '../durations';
import { eachServer } from '../record';
import type { UsageStore } from '../record/usage/UsageStore';
import type { InstantMs } from '../types';
import type { AuthorizedInventory, OnBehalfOf } from './AuthorizedInventory';

/** Of more revisions in three days, most are of machines that write all the time. */
const MOST_JUDGED = 100;
/** Servers whose hours are read at a time. */
const AT_A_TIME = 10;

function startOf({ changedAt }: ModelServer): InstantMs | null {
  return changedAt === null ? null : (Date.parse(changedAt) as InstantMs);
}

/** How servers are since their last revision, for those who may read the servers. */
export class AuthorizedReleases {
  readonly #usage: Pick<UsageStore, 'listHours'>;
  readonly #servers: Pick<AuthorizedInventory, 'getServer' | 'listServers'>;

  constructor(options: {
    usage: Pick<UsageStore, 'listHours'>;
    servers: Pick<AuthorizedInventory, 'getServer' | 'listServers'>;
  }) {
    this.#usage = options.usage;
    this.#servers = options.servers;
  }

  /** Throws like `AuthorizedInventory.getServer`. */
  async getRelease(
    serverId: string,
    now: InstantMs,
    onBehalfOf: OnBehalfOf,
  ): Promise<ServerRelease> {
    const server = await this.#servers.getServer(serverId, onBehalfOf);
    return this.#toRelease(server, now);
  }

  /** Servers that are worse since a revision, the newest revision first. Throws `NotAllowedError` when the caller may read none. */
  async listFailing(
    now: InstantMs,
    onBehalfOf: OnBehalfOf,
  ): Promise<ServerRelease[]> {
    const changed: { server: ModelServer; startedAt: InstantMs }[] = [];
    const inventory = {
      listServers: (
        options: Parameters<AuthorizedInventory['listServers']>[0],
      ) => this.#servers.listServers(options, onBehalfOf),
    };
    for await (const server of eachServer(inventory, null)) {
      const startedAt = startOf(server);
      if (startedAt !== null && now - startedAt <= JUDGED_MS) {
        changed.push({ server, startedAt });
      }
    }
    changed.sort((a, b) => b.startedAt - a.startedAt);
    const judged = changed.slice(0, MOST_JUDGED);
    const releases: ServerRelease[] = [];
    for (let start = 0; start < judged.length; start += AT_A_TIME) {
      releases.push(
        ...(await Promise.all(
          judged
            .slice(start, start + AT_A_TIME)
            .map(({ server }) => this.#toRelease(server, now)),
        )),
      );
    }
    return releases.filter(
      ({ judgement }) => (judgement?.symptom ?? null) !== null,
    );
  }

  async #toRelease(
    server: ModelServer,
    now: InstantMs,
  ): Promise<ServerRelease> {
    const { id, name, namespace, cluster, model, entityRef } = server;
    return {
      server: { id, name, namespace, cluster, model: model.id, entityRef },
      revision: server.currentRevision,
      startedAt: server.changedAt,
      judgement: await this.#judge(server, now),
    };
  }

  async #judge(
    server: ModelServer,
    now: InstantMs,
  ): Promise<ReleaseJudgement | null> {
    const { currentRevision: revision, id } = server;
    const startedAt = startOf(server);
    if (
      revision === null ||
      startedAt === null ||
      now - startedAt > JUDGED_MS
    ) {
      return null;
    }
    const from = (startedAt - BEFORE_MS - HOUR_MS) as InstantMs;
    const hours = await this.#usage.listHours(id, from, now);
    return judgeRelease({ revision, startedAt }, hours, now);
  }
}

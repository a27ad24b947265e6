import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  planGitRevert,
  type FoundRevert,
  type GitRevert,
  type GitSource,
} from '../../../decide/gitRevert/gitRevert';
import type { GitFile } from '../../../decide/gitRevert/manifestPlaces';
import { repositoryAddress } from '../../../decide/gitRevert/repositoryAddress';
import type {
  KnownRevision,
  RollbackWorld,
} from '../../../decide/rollback/rollbackWorld';
import { redactText } from '../../../decide/secrets/redactText';
import { ClusterRequestError } from '../../../observe/clusters/connection/ClusterRequestError';
import type { ArgoCdPlace, WriterOf } from '../sync/findSyncController';
import type { GitHostOf } from './createGitHosts';
import { findGitSource } from './findGitSource';
import type { GitHost, PullRequest } from './GitHost';
import { ScmRequestError } from './ScmHttp';

/** Beyond that nobody can say where a server is described. */
const MAX_FILES = 500;
const MAX_FILE_BYTES = 512 * 1024;

/** What is written beside the change itself. */
export interface RevertWords {
  /** One line. */
  readonly title: string;
  readonly body: string;
}

/** The branch of a rollback: the same one however often it is begun again. */
export function branchOf(changeId: string): string {
  return `inference-portal/rollback-${changeId}`;
}

/** Brings servers back by pull requests, where `integrations` of Backstage may write to their repositories. */
export class GitReverter {
  readonly #hostOf: GitHostOf;
  readonly #reader: UrlReaderService;
  readonly #argoCd: ArgoCdPlace;

  constructor(options: {
    hostOf: GitHostOf;
    reader: UrlReaderService;
    argoCd: ArgoCdPlace;
  }) {
    this.#hostOf = options.hostOf;
    this.#reader = options.reader;
    this.#argoCd = options.argoCd;
  }

  /** The change in Git by which a server runs `target` again. Failures to ask are a problem of the plan, not of whoever asks for it, unless they are rethrown. */
  async find(
    world: RollbackWorld,
    target: KnownRevision,
    {
      rethrows = false,
      signal,
      writerOf,
    }: {
      readonly writerOf: WriterOf;
      readonly signal: AbortSignal;
      /** True where a host or cluster that does not answer is asked again later. Default: false. */
      readonly rethrows?: boolean;
    },
  ): Promise<FoundRevert> {
    try {
      const found = await findGitSource(world, this.#argoCd, writerOf);
      return 'problem' in found
        ? found
        : await this.#revert(world, target, found.source, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (rethrows) {
        throw error;
      }
      const isExpected =
        error instanceof ScmRequestError ||
        error instanceof ClusterRequestError;
      return {
        problem: isExpected
          ? `${redactText(error.message)}.`
          : 'The repository could not be read.',
      };
    }
  }

  /** Opens the pull request of a rollback, or answers the one that it opened before. Rejects with a {@link ScmRequestError}. */
  async open(
    changeId: string,
    revert: GitRevert,
    { body, title }: RevertWords,
    signal: AbortSignal,
  ): Promise<PullRequest> {
    const host = this.#require(revert.repository, signal);
    const branch = branchOf(changeId);
    const before = await host.find(branch);
    if (before !== null) {
      return before;
    }
    await host.commit({
      branch,
      parent: revert.head,
      message: title,
      files: revert.files.map(({ after, path }) => ({ path, text: after })),
    });
    return host.open({ branch, base: revert.branch, title, body });
  }

  /** How the pull request of a rollback stands; null when there is none. Rejects with a {@link ScmRequestError}. */
  async look(
    changeId: string,
    repository: string,
    signal: AbortSignal,
  ): Promise<PullRequest | null> {
    return this.#require(repository, signal).find(branchOf(changeId));
  }

  /**
   * Closes the pull request of a rollback and deletes its branch, unless it is merged; answers how it stands then. Done again, it ends what
   * was begun, and takes away a branch from which none was opened. Rejects with a {@link ScmRequestError}.
   */
  async close(
    changeId: string,
    repository: string,
    signal: AbortSignal,
  ): Promise<PullRequest | null> {
    const host = this.#require(repository, signal);
    const branch = branchOf(changeId);
    const found = await host.find(branch);
    if (found?.state === 'merged') {
      return found;
    }
    if (found?.state === 'open') {
      await host.close(found.number);
    }
    await host.deleteBranch(branch);
    return found && { ...found, state: 'closed' };
  }

  #require(repository: string, signal: AbortSignal): GitHost {
    const address = repositoryAddress(repository);
    const host = address && this.#hostOf(address, signal);
    if (!host) {
      throw new ScmRequestError(
        null,
        `No credentials for ${repository} are configured under integrations in app-config`,
      );
    }
    return host;
  }

  async #revert(
    world: RollbackWorld,
    target: KnownRevision,
    { branch, path, repository }: GitSource,
    signal: AbortSignal,
  ): Promise<FoundRevert> {
    const address = repositoryAddress(repository);
    const host = address && this.#hostOf(address, signal);
    if (!host) {
      return {
        problem: `Add an integration with credentials for ${
          address?.host ?? 'its repository'
        } under integrations in app-config (GitHub or GitLab).`,
      };
    }
    const head = await host.headOf(branch);
    if (head === null) {
      return {
        problem: `${address.url} has no branch ${branch}, or the portal may not see it.`,
      };
    }
    const files = await this.#read(
      host.treeUrl(head.commit, path),
      path,
      signal,
    );
    if (files.length > MAX_FILES) {
      return { problem: `More than ${MAX_FILES} files stand in its folder.` };
    }
    const revised = planGitRevert(world, target, files);
    return 'problem' in revised
      ? revised
      : {
          revert: {
            repository: address.url,
            branch: head.branch,
            head: head.commit,
            files: revised.files,
          },
        };
  }

  async #read(
    url: string,
    folder: string,
    signal: AbortSignal,
  ): Promise<readonly GitFile[]> {
    const tree = await this.#reader.readTree(url, {
      signal,
      filter: (path, info) =>
        /\.ya?ml$|(?:^|\/)Kustomization$/.test(path) &&
        (info?.size ?? 0) <= MAX_FILE_BYTES,
    });
    const found = await tree.files();
    return Promise.all(
      found.slice(0, MAX_FILES + 1).map(async file => ({
        path: folder === '' ? file.path : `${folder}/${file.path}`,
        text: (await file.content()).toString('utf8'),
      })),
    );
  }
}

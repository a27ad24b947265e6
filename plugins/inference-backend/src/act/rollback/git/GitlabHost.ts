import { z } from 'zod';
import type { RepositoryAddress } from '../../../decide/gitRevert/repositoryAddress';
import type { BranchCommit, GitHost, PullRequest } from './GitHost';
import { ScmRequestError, type ScmHttp } from './ScmHttp';

const project = z.object({ default_branch: z.string() });
const branchBody = z.object({ commit: z.object({ id: z.string() }) });
const mergeRequest = z.object({
  iid: z.number(),
  web_url: z.string(),
  state: z.string(),
});

function toPullRequest(found: z.infer<typeof mergeRequest>): PullRequest {
  const state = found.state === 'closed' ? 'closed' : 'open';
  return {
    number: found.iid,
    url: found.web_url,
    state: found.state === 'merged' ? 'merged' : state,
  };
}

function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof ScmRequestError &&
    error.status !== null &&
    statuses.includes(error.status)
  );
}

/** A project on GitLab, by its REST API. */
export class GitlabHost implements GitHost {
  readonly #http: ScmHttp;
  readonly #address: RepositoryAddress;
  readonly #base: string;

  constructor(http: ScmHttp, address: RepositoryAddress) {
    this.#http = http;
    this.#address = address;
    this.#base = `/projects/${encodeURIComponent(address.path)}`;
  }

  async headOf(branch: string | null) {
    const name =
      branch ??
      (await this.#http.json({ method: 'GET', path: this.#base }, project))
        .default_branch;
    const found = await this.#branch(name);
    return found === null ? null : { branch: name, commit: found.commit.id };
  }

  treeUrl(commit: string, path: string): string {
    return `${this.#address.url}/-/tree/${commit}/${path}`.replace(/\/$/, '');
  }

  async commit({ branch, files, message, parent }: BranchCommit) {
    try {
      await this.#http.send({
        method: 'POST',
        path: `${this.#base}/repository/commits`,
        json: {
          branch,
          start_sha: parent,
          commit_message: message,
          actions: files.map(({ path, text }) => ({
            action: 'update',
            file_path: path,
            content: text,
          })),
        },
      });
    } catch (error) {
      const isThere =
        hasStatus(error, 400, 409) && (await this.#branch(branch)) !== null;
      if (!isThere) {
        throw error;
      }
    }
  }

  async find(branch: string): Promise<PullRequest | null> {
    const query = new URLSearchParams({
      source_branch: branch,
      state: 'all',
      order_by: 'created_at',
      sort: 'desc',
      per_page: '1',
    });
    const [found] = await this.#http.json(
      { method: 'GET', path: `${this.#base}/merge_requests?${query}` },
      z.array(mergeRequest),
    );
    return found ? toPullRequest(found) : null;
  }

  async open(request: Parameters<GitHost['open']>[0]): Promise<PullRequest> {
    const { base, body, branch, title } = request;
    try {
      return toPullRequest(
        await this.#http.json(
          {
            method: 'POST',
            path: `${this.#base}/merge_requests`,
            json: {
              source_branch: branch,
              target_branch: base,
              title,
              description: body,
              remove_source_branch: true,
            },
          },
          mergeRequest,
        ),
      );
    } catch (error) {
      const found = hasStatus(error, 409) ? await this.find(branch) : null;
      if (found === null) {
        throw error;
      }
      return found;
    }
  }

  async close(number: number): Promise<void> {
    await this.#http.send({
      method: 'PUT',
      path: `${this.#base}/merge_requests/${number}`,
      json: { state_event: 'close' },
    });
  }

  async deleteBranch(branch: string): Promise<void> {
    try {
      await this.#http.send({
        method: 'DELETE',
        path: `${this.#base}/repository/branches/${encodeURIComponent(branch)}`,
      });
    } catch (error) {
      if (!hasStatus(error, 404)) {
        throw error;
      }
    }
  }

  async #branch(name: string) {
    return this.#http.find(
      {
        method: 'GET',
        path: `${this.#base}/repository/branches/${encodeURIComponent(name)}`,
      },
      branchBody,
    );
  }
}

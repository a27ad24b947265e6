import { z } from 'zod';
import type { RepositoryAddress } from '../../../decide/gitRevert/repositoryAddress';
import type { BranchCommit, GitHost, PullRequest } from './GitHost';
import { ScmRequestError, type ScmHttp } from './ScmHttp';

const repository = z.object({ default_branch: z.string() });
const reference = z.object({ object: z.object({ sha: z.string() }) });
const commitBody = z.object({ tree: z.object({ sha: z.string() }) });
const made = z.object({ sha: z.string() });
const pull = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.string(),
  merged_at: z.string().nullish(),
});

function toPullRequest(found: z.infer<typeof pull>): PullRequest {
  const closed = found.state === 'closed' ? 'closed' : 'open';
  return {
    number: found.number,
    url: found.html_url,
    state: found.merged_at ? 'merged' : closed,
  };
}

/** GitHub answers so when what is to be made is there already. */
function isThereAlready(error: unknown): boolean {
  return error instanceof ScmRequestError && error.status === 422;
}

function encodeName(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}

/** A repository on GitHub, by its REST API. */
export class GithubHost implements GitHost {
  readonly #http: ScmHttp;
  readonly #address: RepositoryAddress;
  readonly #base: string;

  constructor(http: ScmHttp, address: RepositoryAddress) {
    this.#http = http;
    this.#address = address;
    this.#base = `/repos/${address.path}`;
  }

  async headOf(branch: string | null) {
    const name =
      branch ??
      (await this.#http.json({ method: 'GET', path: this.#base }, repository))
        .default_branch;
    const found = await this.#reference(name);
    return found === null ? null : { branch: name, commit: found.object.sha };
  }

  treeUrl(commit: string, path: string): string {
    return `${this.#address.url}/tree/${commit}/${path}`.replace(/\/$/, '');
  }

  async commit({ branch, files, message, parent }: BranchCommit) {
    const base = await this.#http.json(
      { method: 'GET', path: `${this.#base}/git/commits/${parent}` },
      commitBody,
    );
    const tree = await this.#post(
      '/git/trees',
      {
        base_tree: base.tree.sha,
        tree: files.map(({ path, text }) => ({
          path,
          mode: '100644',
          type: 'blob',
          content: text,
        })),
      },
      made,
    );
    const commit = await this.#post(
      '/git/commits',
      { message, tree: tree.sha, parents: [parent] },
      made,
    );
    try {
      // Until then nobody sees anything of it.
      await this.#post(
        '/git/refs',
        { ref: `refs/heads/${branch}`, sha: commit.sha },
        z.unknown(),
      );
    } catch (error) {
      const isThere =
        isThereAlready(error) && (await this.#reference(branch)) !== null;
      if (!isThere) {
        throw error;
      }
    }
  }

  async find(branch: string): Promise<PullRequest | null> {
    const [owner = ''] = this.#address.path.split('/');
    const query = new URLSearchParams({
      head: `${owner}:${branch}`,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: '1',
    });
    const [found] = await this.#http.json(
      { method: 'GET', path: `${this.#base}/pulls?${query}` },
      z.array(pull),
    );
    return found ? toPullRequest(found) : null;
  }

  async open(request: Parameters<GitHost['open']>[0]): Promise<PullRequest> {
    const { base, body, branch, title } = request;
    try {
      return toPullRequest(
        await this.#post('/pulls', { title, body, base, head: branch }, pull),
      );
    } catch (error) {
      const found = isThereAlready(error) ? await this.find(branch) : null;
      if (found === null) {
        throw error;
      }
      return found;
    }
  }

  async close(number: number): Promise<void> {
    await this.#http.send({
      method: 'PATCH',
      path: `${this.#base}/pulls/${number}`,
      json: { state: 'closed' },
    });
  }

  async deleteBranch(branch: string): Promise<void> {
    try {
      await this.#http.send({
        method: 'DELETE',
        path: `${this.#base}/git/refs/heads/${encodeName(branch)}`,
      });
    } catch (error) {
      if (!isThereAlready(error)) {
        throw error;
      }
    }
  }

  async #reference(branch: string) {
    return this.#http.find(
      {
        method: 'GET',
        path: `${this.#base}/git/ref/heads/${encodeName(branch)}`,
      },
      reference,
    );
  }

  async #post<T>(path: string, json: unknown, schema: z.ZodType<T>) {
    return this.#http.json(
      { method: 'POST', path: `${this.#base}${path}`, json },
      schema,
    );
  }
}

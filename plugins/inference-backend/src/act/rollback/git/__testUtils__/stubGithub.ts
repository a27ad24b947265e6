import { StubScm, type StubAnswer, type StubRequest } from './StubScm';

const REPOSITORY = '/repos/team/models';

/** A pull request as GitHub tells it. */
export interface StubPull {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  state: 'open' | 'closed';
  merged_at: string | null;
}

/** What the repository holds. */
export interface StubRepository {
  /** Commits by branch. */
  readonly branches: Map<string, string>;
  /** Texts by path, by commit. */
  readonly commits: Map<string, Record<string, string>>;
  readonly pulls: StubPull[];
}

function pullJson(pull: StubPull) {
  const html_url = `https://git.example.com/team/models/pull/${pull.number}`;
  return { ...pull, html_url };
}

/** `team/models` on a GitHub that knows what the portal asks, with a branch `main`. */
export function stubGithub(): {
  readonly stub: StubScm;
  readonly repository: StubRepository;
} {
  const repository: StubRepository = {
    branches: new Map([['main', 'c0']]),
    commits: new Map([['c0', {}]]),
    pulls: [],
  };
  const { branches, commits, pulls } = repository;
  const trees = new Map<string, Record<string, string>>();

  function post(path: string, json: StubRequest['json']): StubAnswer {
    switch (path) {
      case '/git/trees': {
        const sha = `t${trees.size + 1}`;
        const files = json.tree as { path: string; content: string }[];
        trees.set(
          sha,
          Object.fromEntries(files.map(file => [file.path, file.content])),
        );
        return { status: 201, json: { sha } };
      }
      case '/git/commits': {
        const sha = `c${commits.size}`;
        commits.set(sha, trees.get(String(json.tree)) ?? {});
        return { status: 201, json: { sha } };
      }
      case '/git/refs': {
        const name = String(json.ref).replace('refs/heads/', '');
        if (branches.has(name)) {
          return { status: 422, json: { message: 'Reference already exists' } };
        }
        branches.set(name, String(json.sha));
        return { status: 201, json: {} };
      }
      case '/pulls': {
        if (pulls.some(({ head }) => head === json.head)) {
          return { status: 422, json: { message: 'Validation Failed' } };
        }
        const pull: StubPull = {
          number: pulls.length + 1,
          head: String(json.head),
          base: String(json.base),
          title: String(json.title),
          body: String(json.body),
          state: 'open',
          merged_at: null,
        };
        pulls.push(pull);
        return { status: 201, json: pullJson(pull) };
      }
      default:
        return { status: 404 };
    }
  }

  function get(path: string, query: URLSearchParams): StubAnswer {
    const branch = /^\/git\/ref\/heads\/(.+)$/.exec(path)?.[1];
    if (branch !== undefined) {
      const sha = branches.get(decodeURIComponent(branch));
      return sha === undefined
        ? { status: 404, json: { message: 'Not Found' } }
        : { status: 200, json: { object: { sha } } };
    }
    if (path === '') {
      return { status: 200, json: { default_branch: 'main' } };
    }
    if (path === '/pulls') {
      const head = query.get('head')?.replace('team:', '');
      return {
        status: 200,
        json: pulls.filter(pull => pull.head === head).map(pullJson),
      };
    }
    return path.startsWith('/git/commits/')
      ? { status: 200, json: { tree: { sha: 't0' } } }
      : { status: 404 };
  }

  const stub = new StubScm(({ headers, json, method, path, query }) => {
    if (headers.authorization !== 'Bearer test-token') {
      return { status: 401, json: { message: 'Bad credentials' } };
    }
    const rest = path.slice(REPOSITORY.length);
    switch (method) {
      case 'GET':
        return get(rest, query);
      case 'POST':
        return post(rest, json);
      case 'PATCH': {
        const pull = pulls.find(({ number }) => rest === `/pulls/${number}`);
        if (pull) {
          pull.state = 'closed';
        }
        return pull ? { status: 200, json: pullJson(pull) } : { status: 404 };
      }
      default:
        branches.delete(
          decodeURIComponent(rest.replace('/git/refs/heads/', '')),
        );
        return { status: 204 };
    }
  });
  return { stub, repository };
}

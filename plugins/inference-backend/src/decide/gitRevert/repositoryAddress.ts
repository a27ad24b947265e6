/** A repository on a host, however its address is written. */
export interface RepositoryAddress {
  /** With the port where an http address has one. */
  readonly host: string;
  /** Such as `team/models`; on GitLab groups may be nested. */
  readonly path: string;
  /** For browsers, without credentials. */
  readonly url: string;
}

function addressOf(
  protocol: string,
  host: string,
  rest: string,
): RepositoryAddress | null {
  const path = rest.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  return /^[\w.-]+(?:\/[\w.-]+)+$/.test(path)
    ? { host, path, url: `${protocol}//${host}/${path}` }
    : null;
}

/** Understands `https://…`, `ssh://git@…` and `git@host:path`; null for anything else. */
export function repositoryAddress(text: string): RepositoryAddress | null {
  const short = /^[\w.-]+@([\w.-]+):(?!\/\/)(.+)$/.exec(text);
  if (short) {
    return addressOf('https:', short[1] ?? '', short[2] ?? '');
  }
  if (!URL.canParse(text)) {
    return null;
  }
  const { host, hostname, pathname, protocol } = new URL(text);
  switch (protocol) {
    case 'https:':
    case 'http:':
      return addressOf(protocol, host, pathname);
    case 'ssh:':
      return addressOf('https:', hostname, pathname);
    default:
      return null;
  }
}

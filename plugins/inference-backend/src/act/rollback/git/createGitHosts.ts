import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { RepositoryAddress } from '../../../decide/gitRevert/repositoryAddress';
import type { GitHost } from './GitHost';
import { GithubHost } from './GithubHost';
import { GitlabHost } from './GitlabHost';
import { ScmHttp } from './ScmHttp';

/** The host of a repository; null when no integration of Backstage with credentials is configured for it. */
export type GitHostOf = (
  address: RepositoryAddress,
  signal: AbortSignal,
) => GitHost | null;

/** Hosts of Git as `integrations` in app-config configures them. */
export function createGitHosts(
  integrations: ScmIntegrationRegistry,
): GitHostOf {
  const github =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const gitlab =
    DefaultGitlabCredentialsProvider.fromIntegrations(integrations);
  return (address, signal) => {
    const { host, url } = address;
    const onGithub = integrations.github.byHost(host)?.config;
    const hasApps = (onGithub?.apps ?? []).length > 0;
    if (onGithub?.apiBaseUrl && (onGithub.token || hasApps)) {
      const http = new ScmHttp({
        base: onGithub.apiBaseUrl,
        headers: async () => ({
          'x-github-api-version': '2022-11-28',
          ...(await github.getCredentials({ url })).headers,
        }),
        signal,
      });
      return new GithubHost(http, address);
    }
    const onGitlab = integrations.gitlab.byHost(host)?.config;
    if (onGitlab?.token) {
      const http = new ScmHttp({
        base: onGitlab.apiBaseUrl,
        headers: async () =>
          (await gitlab.getCredentials({ url })).headers ?? {},
        signal,
      });
      return new GitlabHost(http, address);
    }
    return null;
  };
}

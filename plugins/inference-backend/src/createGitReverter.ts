import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createGitHosts } from './act/rollback/git/createGitHosts';
import { GitReverter } from './act/rollback/git/GitReverter';
import type { RollbackRules } from './permissions';

/** Puts together what opens pull requests, with the credentials of Backstage's integrations. */
export function createGitReverter(options: {
  config: Config;
  urlReader: UrlReaderService;
  rules: RollbackRules;
}): GitReverter {
  return new GitReverter({
    hostOf: createGitHosts(ScmIntegrations.fromConfig(options.config)),
    reader: options.urlReader,
    argoCd: options.rules.syncPause.argoCd,
  });
}

import type {
  ListReadinessServersQuery,
  ReadinessReportQuery,
} from '@inference-portal/plugin-inference-common';
import type { ReadinessSelection } from '../permissions/AuthorizedReadinessReports';
import type { RouterOptions } from './createRouter';
import type { InferenceRouter } from './endpoints';
import { readOwner } from './readOwner';

/** Items of a page when the caller does not say. */
const DEFAULT_LIMIT = 100;

function readSelection({
  owner,
  cluster,
  rollUp = 0,
}: ReadinessReportQuery | ListReadinessServersQuery): ReadinessSelection {
  return {
    owners: owner?.map(readOwner) ?? null,
    clusters: cluster ?? null,
    rollUp,
  };
}

/** `/readiness` with what is below it, and `/model-servers/{id}/readiness`. */
export function addReadinessRoutes(
  router: InferenceRouter,
  { httpAuth, readiness }: Pick<RouterOptions, 'httpAuth' | 'readiness'>,
): void {
  router.get('/model-servers/:id/readiness', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await readiness.getReadiness(req.params.id, { credentials }));
  });

  router.get('/readiness', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const selection = readSelection(req.query);
    res.json(await readiness.reports.getReport(selection, { credentials }));
  });

  router.get('/readiness/servers', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const {
      rule = null,
      result = null,
      limit = DEFAULT_LIMIT,
      cursor,
    } = req.query;
    const listing = {
      ...readSelection(req.query),
      rule,
      result,
      limit,
      cursor,
    };
    res.json(await readiness.reports.listServers(listing, { credentials }));
  });

  router.get('/readiness/scores', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { server = null } = req.query;
    res.json(await readiness.reports.getScores(server, { credentials }));
  });
}

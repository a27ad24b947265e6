import { summarizeCoverage } from './coverage';
import type { RouterOptions } from './createRouter';
import type { InferenceRouter } from './endpoints';
import { queryToFilter } from './serverQuery';

/** `/summary`. */
export function addSummaryRoutes(
  router: InferenceRouter,
  { httpAuth, inventory, coverage }: RouterOptions,
): void {
  router.get('/summary', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const filter = queryToFilter(req.query);
    const clusters = req.query.cluster ?? null;
    const figures = await inventory.summarize(
      { filter, clusters },
      { credentials },
    );
    const sources = await coverage.list();
    res.json({ ...figures, coverage: summarizeCoverage(sources) });
  });
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { InferenceRouter } from '../endpoints';
import type { CostRouterOptions } from './CostRouterOptions';
import { readCostQuestion, readReportQuestion } from './costQuery';
import { readPriceWindow } from './readTimes';
import { toCsv } from './toCsv';
import { toFocus } from './toFocus';

/** Items of a page when the caller does not say. */
const DEFAULT_LIMIT = 100;

/** `/costs` and what is below it. */
export function addCostRoutes(
  router: InferenceRouter,
  { costs, httpAuth, now }: CostRouterOptions,
): void {
  router.get('/costs', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const question = readReportQuestion(req.query);
    res.json(await costs.getReport(question, credentials));
  });

  router.get('/costs/evidence', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { key, limit = DEFAULT_LIMIT, cursor } = req.query;
    res.json(
      await costs.getEvidence(
        readCostQuestion(req.query),
        { key: key ?? null, limit, cursor: cursor ?? null },
        credentials,
      ),
    );
  });

  router.get('/costs/export', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { format, granularity = 'day', ...query } = req.query;
    const question = readReportQuestion({ ...query, granularity });
    const lines =
      format === 'focus'
        ? toFocus(await costs.exportCharges(question, credentials))
        : toCsv(await costs.exportPieces(question, credentials));
    // The first one before the headers: what fails until then is answered as any error is.
    const first = await lines.next();
    res.setHeader('content-type', 'text/csv; charset=utf-8');
    res.setHeader(
      'content-disposition',
      `attachment; filename="gpu-costs-${format}.csv"`,
    );
    res.setHeader('cache-control', 'no-store');
    if (!first.done) {
      res.write(first.value);
    }
    await pipeline(Readable.from(lines), res);
  });

  router.get('/costs/prices', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const window = readPriceWindow(req.query, now());
    res.json(await costs.getPrices(window, credentials));
  });

  router.get('/costs/rates', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { server = null } = req.query;
    res.json(await costs.getRates(server, credentials));
  });
}

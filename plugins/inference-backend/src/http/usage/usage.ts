import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  ServerUsage,
  ServerUsageQuery,
  UsageSumsQuery,
} from '@inference-portal/plugin-inference-common';
import { DAY_MS, HOUR_MS } from '../../durations';
import type { AuthorizedCosts, AuthorizedUsage } from '../../permissions';
import type { TimeWindow } from '../../record';
import type { InstantMs } from '../../types';
import { readOptionalWindow } from '../costs/readTimes';
import type { InferenceRouter } from '../endpoints';

/** Points of one answer: a hundred days by the hour, 25 months by the day. */
const MAX_POINTS = { hour: 101 * 24, day: 800 };
const DEFAULT_DAYS = { hour: 7, day: 30 };

/** What is asked, on whole hours or days. Throws `InputError` that names the field. */
export function readUsageQuestion(
  query: ServerUsageQuery,
  now: number,
): TimeWindow & { granularity: 'hour' | 'day' } {
  const { granularity = 'hour' } = query;
  const { from, to } = readOptionalWindow(query, {
    now,
    days: DEFAULT_DAYS[granularity],
    timezone: 'UTC',
  });
  const step = granularity === 'hour' ? HOUR_MS : DAY_MS;
  const start = Math.floor(from / step) * step;
  const end = Math.ceil(to / step) * step;
  if ((end - start) / step > MAX_POINTS[granularity]) {
    throw new InputError(
      `to: ${
        granularity === 'hour'
          ? 'hours are told of at most 101 days at a time; ask for granularity=day, or for a shorter window'
          : 'days are told of at most 800 at a time'
      }`,
    );
  }
  return { granularity, from: start as InstantMs, to: end as InstantMs };
}

/** Hours of one answer about many servers; longer ones are what days are for. */
const MAX_SUMMED_DAYS = 31;

/** The window over which many servers are summed, on whole hours. Throws `InputError` that names the field. */
export function readSumsWindow(query: UsageSumsQuery, now: number): TimeWindow {
  const { from, to } = readOptionalWindow(query, {
    now,
    days: 1,
    timezone: 'UTC',
  });
  if (to - from > MAX_SUMMED_DAYS * DAY_MS) {
    throw new InputError(
      `to: sums are told of at most ${MAX_SUMMED_DAYS} days at a time; ask for a shorter window`,
    );
  }
  return {
    from: (Math.floor(from / HOUR_MS) * HOUR_MS) as InstantMs,
    to: (Math.ceil(to / HOUR_MS) * HOUR_MS) as InstantMs,
  };
}

/** What the window cost for what the server did; null for those who may not know. */
async function findUnitCosts(
  costs: AuthorizedCosts,
  serverId: string,
  window: TimeWindow,
  credentials: BackstageCredentials,
): Promise<ServerUsage['unitCosts']> {
  try {
    const { lines } = await costs.getReport(
      {
        window,
        timezone: 'UTC',
        groupBy: 'server',
        label: null,
        selection: {
          owners: null,
          models: null,
          versions: null,
          servers: [serverId],
          clusters: null,
          gpuProducts: null,
        },
        rollUp: 0,
        granularity: 'total',
        idle: 'separate',
        comparesPrevious: false,
        tellsUnitCosts: false,
      },
      credentials,
    );
    const own = lines.filter(({ key }) => key === serverId);
    const [line] = own;
    // Two currencies are no price for one request.
    return own.length === 1 &&
      line?.unitCosts &&
      line.currency !== null &&
      line.micros !== null
      ? { ...line.unitCosts, currency: line.currency, micros: line.micros }
      : null;
  } catch (error) {
    if (error instanceof NotAllowedError) {
      return null;
    }
    throw error;
  }
}

/** `/usage` and `/model-servers/{id}/usage`. */
export function addUsageRoutes(
  router: InferenceRouter,
  options: {
    readonly httpAuth: HttpAuthService;
    readonly usage: AuthorizedUsage;
    readonly costs: AuthorizedCosts;
    /** Milliseconds since the Unix epoch. */
    readonly now: () => number;
  },
): void {
  const { httpAuth, usage, costs, now } = options;
  router.get('/usage', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const window = readSumsWindow(req.query, now());
    res.json(
      await usage.listSums(req.query.server ?? null, window, { credentials }),
    );
  });

  router.get('/model-servers/:id/usage', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { id } = req.params;
    const question = readUsageQuestion(req.query, now());
    const found = await usage.getUsage(id, question, { credentials });
    res.json({
      ...found,
      unitCosts: await findUnitCosts(costs, id, question, credentials),
    });
  });
}

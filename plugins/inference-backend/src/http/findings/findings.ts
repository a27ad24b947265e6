import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  MAX_SNOOZE_DAYS,
  MAX_WAIVER_DAYS,
} from '@inference-portal/plugin-inference-common';
import type {
  AuthorizedFindings,
  AuthorizedRegistry,
  FindingAnswer,
} from '../../permissions';
import type { InferenceRouter } from '../endpoints';
import { audited } from '../registry/audited';
import { callerOf, DEFAULT_LIMIT } from '../registry/RegistryRouterOptions';
import { queryToFindingFilter, readReason, requireUntil } from './findingQuery';

/** What the routes of findings are made of. */
export interface FindingRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly findings: AuthorizedFindings;
  /** Tells who stands behind credentials. */
  readonly registry: AuthorizedRegistry;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

function requireReason(text: string): string {
  const reason = readReason(text);
  if (reason === null) {
    throw new InputError(
      'reason: say why the server shall stay as it is; the next reader will ask',
    );
  }
  return reason;
}

/** `/findings` and what is below it. */
export function addFindingRoutes(
  router: InferenceRouter,
  options: FindingRouterOptions,
): void {
  const { auditor, findings, httpAuth, now } = options;

  router.get('/findings', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const { limit = DEFAULT_LIMIT, cursor } = req.query;
    const filter = queryToFindingFilter(req.query);
    res.json(await findings.list({ filter, limit, cursor }, credentials));
  });

  // Before the route of one finding: `snooze` is no id.
  router.post('/findings/snooze', async (req, res) => {
    const caller = await callerOf(options, req);
    const { ids, until, reason } = req.body;
    const result = await audited(
      {
        auditor,
        request: req,
        eventId: 'finding-answer',
        meta: { queryType: 'snooze-many', findings: ids },
      },
      async () =>
        findings.answerMany(
          ids,
          {
            kind: 'snoozed',
            until: requireUntil(until, {
              now: now(),
              maxDays: MAX_SNOOZE_DAYS,
            }),
            reason: readReason(reason),
          },
          caller,
        ),
      ({ items, failed }) => ({
        snoozed: items.map(({ id }) => id),
        failed: failed.map(({ id }) => id),
      }),
    );
    res.json(result);
  });

  router.get('/findings/:findingId', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await findings.get(req.params.findingId, credentials));
  });

  const answer = async (
    req: Parameters<typeof callerOf>[1],
    findingId: string,
    queryType: 'snooze' | 'waive' | 'accept',
    read: () => FindingAnswer,
  ) => {
    const caller = await callerOf(options, req);
    return audited(
      {
        auditor,
        request: req,
        eventId: 'finding-answer',
        meta: { queryType, finding: findingId },
      },
      async () => findings.answer(findingId, read(), caller),
      ({ server, cause }) => ({ server: server.id, cause }),
    );
  };

  router.post('/findings/:findingId/snooze', async (req, res) => {
    const { until, reason } = req.body;
    res.json(
      await answer(req, req.params.findingId, 'snooze', () => ({
        kind: 'snoozed',
        until: requireUntil(until, { now: now(), maxDays: MAX_SNOOZE_DAYS }),
        reason: readReason(reason),
      })),
    );
  });

  router.post('/findings/:findingId/waive', async (req, res) => {
    const { until, reason } = req.body;
    res.json(
      await answer(req, req.params.findingId, 'waive', () => ({
        kind: 'waived',
        until: requireUntil(until, { now: now(), maxDays: MAX_WAIVER_DAYS }),
        reason: requireReason(reason),
      })),
    );
  });

  router.post('/findings/:findingId/accept', async (req, res) => {
    const { reason } = req.body;
    res.json(
      await answer(req, req.params.findingId, 'accept', () => ({
        kind: 'accepted',
        until: null,
        reason: readReason(reason),
      })),
    );
  });
}

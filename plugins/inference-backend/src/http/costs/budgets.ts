import { InputError } from '@backstage/errors';
import type {
  BudgetScope,
  NewBudget,
} from '@inference-portal/plugin-inference-common';
import { isCurrency } from '../../decide/cost/checkPrices';
import { parseOwnerRef } from '../../decide/ownerRef';
import type { InferenceRouter } from '../endpoints';
import { audited } from '../registry/audited';
import { callerOf } from '../registry/RegistryRouterOptions';
import type { RequestedBudget } from '../../permissions';
import type { CostRouterOptions } from './CostRouterOptions';
import { readMonth, requireTimezone } from './readTimes';

function readScope({ kind, ref }: BudgetScope): BudgetScope {
  if (kind === 'model') {
    if (!/^[^/\s]+\/\S+$/.test(ref)) {
      throw new InputError(
        'scope.ref: write a model as namespace/name, as costs grouped by model name it',
      );
    }
    return { kind, ref };
  }
  const parsed = parseOwnerRef(ref);
  if (parsed.status === 'invalid') {
    throw new InputError(`scope.ref: ${parsed.problem}`);
  }
  return { kind, ref: parsed.ref };
}

function readBudget({
  scope,
  monthly,
  timezone = 'UTC',
  note = null,
}: NewBudget): RequestedBudget {
  if (!isCurrency(monthly.currency)) {
    throw new InputError(
      `monthly.currency: ${JSON.stringify(
        monthly.currency,
      )} is no currency; write an ISO 4217 code such as USD`,
    );
  }
  if (!Number.isSafeInteger(monthly.micros) || monthly.micros <= 0) {
    throw new InputError(
      'monthly.micros: a budget is more than 0, in whole micro-units; delete it where nothing limits the costs',
    );
  }
  return {
    scope: readScope(scope),
    monthly,
    timezone: requireTimezone('timezone', timezone),
    note: note?.trim() || null,
  };
}

/** `/budgets` and what is below it. */
export function addBudgetRoutes(
  router: InferenceRouter,
  options: CostRouterOptions,
): void {
  const { auditor, costs, httpAuth } = options;

  router.get('/budgets', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json({ items: await costs.budgets.list(req.query, credentials) });
  });

  router.get('/budgets/status', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const month = readMonth('month', req.query.month);
    res.json({
      items: await costs.budgets.listStatus(req.query, month, credentials),
    });
  });

  router.put('/budgets', async (req, res) => {
    const caller = await callerOf(options, req);
    const { scope } = req.body;
    const budget = await audited(
      {
        auditor,
        request: req,
        eventId: 'budget-set',
        meta: { scope: { ...scope } },
      },
      async () => costs.budgets.set(readBudget(req.body), caller),
      ({ id }) => ({ budget: id }),
    );
    res.json(budget);
  });

  router.delete('/budgets/:budgetId', async (req, res) => {
    const caller = await callerOf(options, req);
    const { budgetId } = req.params;
    await audited(
      {
        auditor,
        request: req,
        eventId: 'budget-delete',
        meta: { budget: budgetId },
      },
      async () => costs.budgets.delete(budgetId, caller),
      ({ scope }) => ({ scope: { ...scope } }),
    );
    res.status(204).end();
  });
}

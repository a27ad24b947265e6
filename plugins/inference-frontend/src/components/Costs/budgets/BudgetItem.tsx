import { lazy, Suspense } from 'react';
import { Skeleton } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { BudgetStatus } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useFormats } from '../../../format/useFormats';
import { useBudgetRight } from '../../../hooks/costs/useBudgetRight';
import { costsRouteRef } from '../../../routes';
import { useText } from '../../../translation/useText';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { shortOwner } from '../../states/OwnerName';
import { ToneBadge } from '../../states/ToneBadge';
import { MoneyText } from '../MoneyText';
import styles from '../Costs.module.css';
import { BUDGET_STATES } from './budgetStates';

const BurnDown = lazy(() => import('../chart/BurnDown'));
const CHART_HEIGHT = 120;

/** Name of what a budget is about. */
export function scopeName({ scope }: BudgetStatus['budget']): string {
  return scope.kind === 'owner' ? shortOwner(scope.ref) : scope.ref;
}

/** One budget: how it stands in a sentence, the month day by day, and what can be done. */
export function BudgetItem(props: {
  status: BudgetStatus;
  onEdit(): void;
  onDelete(): void;
}) {
  const t = useText();
  const { status } = props;
  const { budget, spent, forecast, state } = status;
  const formats = useFormats(budget.timezone);
  const { currency, micros: monthly } = budget.monthly;
  const costs = useRouteRef(costsRouteRef)();
  const name = scopeName(budget);
  const right = useBudgetRight(budget.scope);
  const look = BUDGET_STATES[state];
  const share = spent === null ? null : spent / monthly;
  const query = new URLSearchParams({
    [budget.scope.kind]: budget.scope.ref,
    zone: budget.timezone,
    ...(budget.scope.kind === 'owner' ? { rollUp: '1' } : {}),
  });
  return (
    <li className={styles.budget} aria-label={t('budgets.of', { name })}>
      <div className={styles.budgetHead}>
        <h3>
          <Link className={styles.link} to={`${costs}?${query}`}>
            {name}
          </Link>
        </h3>
        <ToneBadge
          tone={look.tone}
          icon={look.icon}
          label={t(`budgets.state.${state}`)}
          title={t(`budgets.stateHint.${state}`)}
        />
        <span className={styles.budgetActions}>
          <GuardedButton right={right} onPress={props.onEdit}>
            {t('budgets.edit')}
          </GuardedButton>
          <GuardedButton
            right={right}
            variant="tertiary"
            onPress={props.onDelete}
          >
            {t('budgets.delete')}
          </GuardedButton>
        </span>
      </div>
      <dl className={styles.budgetFacts}>
        <div>
          <dt>{t('budgets.spent')}</dt>
          <dd>
            <MoneyText
              micros={spent}
              currency={currency}
              absent={t('budgets.noSpent', { currency })}
            />{' '}
            {share !== null && (
              <span className={styles.note}>{formats.percent(share)}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('budgets.monthly')}</dt>
          <dd>
            <MoneyText micros={monthly} currency={currency} />
          </dd>
        </div>
        <div>
          <dt title={t('budgets.forecastHint')}>{t('budgets.forecast')}</dt>
          <dd>
            <MoneyText
              micros={forecast}
              currency={currency}
              absent={t('budgets.noForecast')}
            />
          </dd>
        </div>
        <div>
          <dt>{t('budgets.month')}</dt>
          <dd>
            {status.month}{' '}
            <span className={styles.note}>{budget.timezone}</span>
          </dd>
        </div>
      </dl>
      <Suspense fallback={<Skeleton height={CHART_HEIGHT} width="100%" />}>
        <BurnDown status={status} formats={formats} />
      </Suspense>
      {budget.note !== null && <p className={styles.note}>{budget.note}</p>}
    </li>
  );
}

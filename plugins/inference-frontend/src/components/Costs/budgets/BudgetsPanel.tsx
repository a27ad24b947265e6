import { useState } from 'react';
import {
  inferenceCostReadPermission,
  type Budget,
  type BudgetScope,
  type ListBudgetStatusQuery,
} from '@inference-portal/plugin-inference-common';
import { RiAddLine } from '@remixicon/react';
import { useBudgetRight } from '../../../hooks/costs/useBudgetRight';
import { useBudgetStatus } from '../../../hooks/costs/useCosts';
import { useText } from '../../../translation/useText';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { PageMessage } from '../../states/PageMessage';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import styles from '../Costs.module.css';
import { BudgetDialog } from './BudgetDialog';
import { BudgetItem } from './BudgetItem';
import { BUDGET_STATES } from './budgetStates';
import { DeleteBudgetDialog } from './DeleteBudgetDialog';

type Open =
  | { readonly kind: 'none' | 'new' }
  | { readonly kind: 'edit' | 'delete'; readonly budget: Budget };

/** Budgets of a month, the ones in trouble first. */
export function BudgetsPanel(props: {
  query: ListBudgetStatusQuery;
  /** The page of all budgets, which opens with how they stand; on the pages of entities a heading is enough. */
  whole?: boolean;
  /** What a new budget would be about. */
  scope?: BudgetScope;
}) {
  const t = useText();
  const state = useBudgetStatus(props.query);
  const right = useBudgetRight(props.scope);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('budgets.what')}
        permission={inferenceCostReadPermission.name}
        rows={4}
      />
    );
  }
  const budgets = [...state.data].sort(
    (a, b) => BUDGET_STATES[a.state].rank - BUDGET_STATES[b.state].rank,
  );
  const troubled = budgets.filter(
    ({ state: one }) => one === 'exceeded' || one === 'at-risk',
  ).length;
  const add = (
    <GuardedButton
      right={right}
      iconStart={<RiAddLine />}
      onPress={() => setOpen({ kind: 'new' })}
    >
      {t('budgets.add')}
    </GuardedButton>
  );
  return (
    <div className={styles.page}>
      <StaleBanner stale={state.stale} />
      {budgets.length === 0 && props.whole ? (
        <PageMessage title={t('budgets.emptyTitle')}>
          <p>{t('budgets.emptyHint')}</p>
          {add}
        </PageMessage>
      ) : (
        <>
          <div className={styles.budgetsHead}>
            <h2 className={styles.headline}>
              {props.whole
                ? t('budgets.headline', {
                    count: budgets.length,
                    troubled: String(troubled),
                  })
                : t('budgets.tab')}
            </h2>
            {(props.whole || budgets.length === 0) && add}
          </div>
          {budgets.length === 0 && (
            <p className={styles.note}>{t('budgets.none')}</p>
          )}
          <ul className={styles.budgets}>
            {budgets.map(status => (
              <BudgetItem
                key={status.budget.id}
                status={status}
                onEdit={() => setOpen({ kind: 'edit', budget: status.budget })}
                onDelete={() =>
                  setOpen({ kind: 'delete', budget: status.budget })
                }
              />
            ))}
          </ul>
        </>
      )}
      {open.kind === 'new' && (
        <BudgetDialog budget={null} scope={props.scope} onClose={close} />
      )}
      {open.kind === 'edit' && (
        <BudgetDialog budget={open.budget} onClose={close} />
      )}
      {open.kind === 'delete' && (
        <DeleteBudgetDialog budget={open.budget} onClose={close} />
      )}
    </div>
  );
}

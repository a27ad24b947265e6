import type { Budget } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { BUDGETS } from '../../../hooks/costs/useCosts';
import { useWrite } from '../../../hooks/useWrite';
import { useText } from '../../../translation/useText';
import { FormDialog } from '../../RegistryDialogs/FormDialog';
import { scopeName } from './BudgetItem';

const STALE = [BUDGETS];

/** Takes a budget away; the costs stay as they are. */
export function DeleteBudgetDialog(props: { budget: Budget; onClose(): void }) {
  const t = useText();
  const formats = useFormats();
  const { budget } = props;
  const write = useWrite(
    STALE,
    (api, id: string) => api.deleteBudget(id),
    props.onClose,
  );
  const name = scopeName(budget);
  return (
    <FormDialog
      title={t('budgets.deleteTitle', { name })}
      submit={t('budgets.deleteSubmit', { name })}
      destructive
      pending={write.pending}
      problem={write.problem?.message ?? null}
      onSubmit={() => write.run(budget.id)}
      onClose={props.onClose}
    >
      <p>
        {t('budgets.deleteEffect', {
          name,
          amount: formats.money(budget.monthly.micros, budget.monthly.currency),
        })}
      </p>
    </FormDialog>
  );
}

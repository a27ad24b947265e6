import { useState } from 'react';
import { Select } from '@backstage/ui';
import type {
  Budget,
  BudgetScope,
  NewBudget,
} from '@inference-portal/plugin-inference-common';
import { READER_TIME_ZONE } from '../../../format/useFormats';
import { BUDGETS } from '../../../hooks/costs/useCosts';
import { useWrite } from '../../../hooks/useWrite';
import { useText } from '../../../translation/useText';
import { fieldOfProblem } from '../../RegistryDialogs/fieldOfProblem';
import { FormDialog } from '../../RegistryDialogs/FormDialog';
import { FormField } from '../../RegistryDialogs/FormField';
import formStyles from '../../RegistryDialogs/dialogs.module.css';
import { amountText, parseAmount } from './amount';
import { scopeName } from './BudgetItem';

const STALE = [BUDGETS];
const FIELDS = ['ref', 'micros', 'currency', 'timezone', 'note'] as const;
type Field = (typeof FIELDS)[number];

/** Where most price lists are written; only a proposal. */
const USUAL_CURRENCY = 'USD';

/** Sets a budget: of what, how much a month, in whose calendar. */
export function BudgetDialog(props: {
  /** Null for a new one. */
  budget: Budget | null;
  scope?: BudgetScope;
  onClose(): void;
}) {
  const t = useText();
  const { budget } = props;
  const [kind, setKind] = useState<BudgetScope['kind']>(
    budget?.scope.kind ?? props.scope?.kind ?? 'owner',
  );
  const [fields, setFields] = useState<{ readonly [name in Field]: string }>({
    ref: budget?.scope.ref ?? props.scope?.ref ?? '',
    micros: budget === null ? '' : amountText(budget.monthly.micros),
    currency: budget?.monthly.currency ?? USUAL_CURRENCY,
    timezone: budget?.timezone ?? READER_TIME_ZONE,
    note: budget?.note ?? '',
  });
  const write = useWrite(
    STALE,
    (api, wanted: NewBudget) => api.setBudget(wanted),
    props.onClose,
  );
  const amount = parseAmount(fields.micros);
  const refused = write.problem?.message ?? null;
  const field = refused === null ? null : fieldOfProblem(refused, FIELDS);
  const problemOf = (name: Field) => (field === name ? refused : null);
  const set = (name: Field) => (value: string) => {
    write.reset();
    setFields(previous => ({ ...previous, [name]: value }));
  };
  const fixed = budget !== null || props.scope !== undefined;
  const incomplete =
    fields.ref.trim() === '' || fields.micros.trim() === ''
      ? t('budgets.incomplete')
      : null;
  const notAmount =
    fields.micros.trim() !== '' && amount === null
      ? t('budgets.notAmount')
      : null;
  return (
    <FormDialog
      title={
        budget === null
          ? t('budgets.addTitle')
          : t('budgets.editTitle', { name: scopeName(budget) })
      }
      submit={t('budgets.submit')}
      pending={write.pending}
      problem={field === null ? refused : null}
      blocked={incomplete ?? notAmount}
      onSubmit={() => {
        if (amount !== null) {
          write.run({
            scope: { kind, ref: fields.ref.trim() },
            monthly: {
              currency: fields.currency.trim().toUpperCase(),
              micros: amount,
            },
            timezone: fields.timezone.trim(),
            note: fields.note.trim() === '' ? null : fields.note.trim(),
          });
        }
      }}
      onClose={props.onClose}
    >
      {!fixed && (
        <Select
          size="small"
          label={t('budgets.kind')}
          value={kind}
          onChange={key => setKind(key === 'model' ? 'model' : 'owner')}
          options={[
            { id: 'owner', label: t('budgets.kinds.owner') },
            { id: 'model', label: t('budgets.kinds.model') },
          ]}
        />
      )}
      <FormField
        name="ref"
        label={t(`budgets.kinds.${kind}`)}
        help={t(`budgets.refHelp.${kind}`)}
        value={fields.ref}
        onChange={set('ref')}
        problem={problemOf('ref')}
        required
        readOnly={fixed}
        first={!fixed}
      />
      <div className={formStyles.pair}>
        <FormField
          name="micros"
          label={t('budgets.amount')}
          help={t('budgets.amountHelp')}
          value={fields.micros}
          onChange={set('micros')}
          problem={notAmount ?? problemOf('micros')}
          required
          first={fixed}
        />
        <FormField
          name="currency"
          label={t('budgets.currency')}
          help={t('budgets.currencyHelp')}
          value={fields.currency}
          onChange={set('currency')}
          problem={problemOf('currency')}
          required
        />
      </div>
      <FormField
        name="timezone"
        label={t('budgets.zone')}
        help={t('budgets.zoneHelp')}
        value={fields.timezone}
        onChange={set('timezone')}
        problem={problemOf('timezone')}
      />
      <FormField
        name="note"
        label={t('budgets.note')}
        value={fields.note}
        onChange={set('note')}
        problem={problemOf('note')}
        rows={2}
      />
    </FormDialog>
  );
}

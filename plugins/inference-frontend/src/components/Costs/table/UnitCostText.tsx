import { VisuallyHidden } from '@backstage/ui';
import type { CostLine } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { Chip } from '../../states/Chip';

/** What a million tokens cost, else a request; all of it on hover. A dash with the reason where nobody knows. */
export function UnitCostText(props: {
  costs: CostLine['unitCosts'];
  currency: string | null;
}) {
  const t = useText();
  const formats = useFormats();
  const { costs, currency } = props;
  const amount = costs?.perMillionTokens ?? costs?.perRequest ?? null;
  if (!costs || currency === null || amount === null) {
    return <Absent reason={t('costs.table.noUnitCosts')} />;
  }
  const exact = (micros: number | null) =>
    micros === null
      ? t('costs.table.unknown')
      : formats.moneyExact(Math.round(micros), currency);
  const hint = t(
    costs.split === 'fallback'
      ? 'costs.table.unitHintFallback'
      : 'costs.table.unitHint',
    {
      input: exact(costs.perMillionInputTokens),
      output: exact(costs.perMillionOutputTokens),
      request: exact(costs.perRequest),
    },
  );
  const short = formats.money(Math.round(amount), currency);
  return (
    <span title={hint}>
      {costs.lowVolume && (
        <Chip
          label={t('costs.table.lowVolume')}
          title={t('costs.table.lowVolumeHint')}
        />
      )}
      {costs.perMillionTokens === null
        ? t('costs.table.perRequest', { amount: short })
        : short}
      <VisuallyHidden>{hint}</VisuallyHidden>
    </span>
  );
}

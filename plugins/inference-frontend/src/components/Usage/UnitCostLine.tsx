import type { ServerUsage } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Chip } from '../states/Chip';

/** What a million tokens cost in a window. Nothing where nobody knows it, or the reader may not. */
export function UnitCostLine(props: { costs: ServerUsage['unitCosts'] }) {
  const t = useText();
  const formats = useFormats();
  const { costs } = props;
  if (costs === null || costs.perMillionTokens === null) {
    return null;
  }
  return (
    <span
      title={t('usage.costLineHint', {
        cost: formats.money(costs.micros, costs.currency),
      })}
    >
      {t('usage.costLine', {
        amount: formats.money(
          Math.round(costs.perMillionTokens),
          costs.currency,
        ),
      })}{' '}
      {costs.lowVolume && <Chip label={t('usage.lowVolume')} />}
    </span>
  );
}

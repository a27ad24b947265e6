import { useCosts } from '../../hooks/costs/useCosts';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Chip } from '../states/Chip';

/** What a million tokens of a server cost in a window (RFC 3339). Nothing where nobody knows it, or the reader may not. */
export function UnitCostLine(props: {
  serverId: string;
  from: string;
  to: string;
}) {
  const t = useText();
  const formats = useFormats();
  const state = useCosts({
    from: props.from,
    to: props.to,
    timezone: 'UTC',
    groupBy: 'server',
    server: [props.serverId],
  });
  const line =
    state.status === 'ready'
      ? state.data.lines.find(({ key }) => key === props.serverId)
      : undefined;
  const micros = line?.unitCosts?.perMillionTokens ?? null;
  if (line === undefined || micros === null || line.currency === null) {
    return null;
  }
  return (
    <span
      title={
        line.micros === null
          ? undefined
          : t('usage.costLineHint', {
              cost: formats.money(line.micros, line.currency),
            })
      }
    >
      {t('usage.costLine', {
        amount: formats.money(Math.round(micros), line.currency),
      })}{' '}
      {line.unitCosts?.lowVolume && <Chip label={t('usage.lowVolume')} />}
    </span>
  );
}

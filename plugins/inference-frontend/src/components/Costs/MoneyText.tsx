import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';

/** An amount of integer micro-units, exact to the micro-unit on hover. Null is a dash with the reason. */
export function MoneyText(props: {
  micros: number | null;
  currency: string | null;
  /** `$4,310` instead of `$4,310.22`. */
  short?: boolean;
  signed?: boolean;
  /** Why there is no amount, if not for the want of a price. */
  absent?: string;
}) {
  const t = useText();
  const formats = useFormats();
  const { micros, currency } = props;
  if (micros === null || currency === null) {
    return <Absent reason={props.absent ?? t('costs.unpriced')} />;
  }
  const exact = formats.moneyExact(micros, currency);
  if (props.signed) {
    return <span title={exact}>{formats.moneySigned(micros, currency)}</span>;
  }
  return (
    <span title={exact}>
      {props.short
        ? formats.moneyShort(micros, currency)
        : formats.money(micros, currency)}
    </span>
  );
}

import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { trendOf, type CostEffects } from './effects';
import { MoneyText } from './MoneyText';
import styles from './Costs.module.css';

/** The difference to the period before, told apart: what prices did, and what the number of GPU-hours did. */
export function ComparisonPanel(props: {
  effects: CostEffects;
  currency: string | null;
  /** True when the period before is known in part only: there is no change in per cent. */
  isIncomplete: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const { effects, currency } = props;
  const change = effects.price + effects.quantity;
  const priceTrend = trendOf(effects.price, micros =>
    currency === null ? String(micros) : formats.money(micros, currency),
  );
  return (
    <Panel title={t('costs.compare')}>
      <dl className={styles.effects}>
        <dt>{t('costs.before')}</dt>
        <dd>
          <MoneyText micros={effects.before} currency={currency} />
        </dd>
        <dd>{t('costs.beforeHint')}</dd>
        <dt>{t('costs.priceEffect')}</dt>
        <dd>
          <MoneyText micros={effects.price} currency={currency} signed />
        </dd>
        <dd>{t(`costs.priceEffectHint.${priceTrend}`)}</dd>
        <dt>{t('costs.quantityEffect')}</dt>
        <dd>
          <MoneyText micros={effects.quantity} currency={currency} signed />
        </dd>
        <dd>
          {t('costs.quantityEffectHint', {
            hours: formats.count(effects.hours),
            before: formats.count(effects.hoursBefore),
          })}
        </dd>
        <dt>{t('costs.change')}</dt>
        <dd>
          <MoneyText micros={change} currency={currency} signed />
        </dd>
        <dd>
          {effects.before === 0 && t('costs.changeNew')}
          {effects.before !== 0 &&
            (props.isIncomplete
              ? t('costs.caveatReason.previous-incomplete')
              : formats.percentSigned(change / effects.before))}
        </dd>
      </dl>
      {effects.incomparable > 0 && (
        <p className={styles.note}>
          {t('costs.incomparable', { count: effects.incomparable })}
        </p>
      )}
    </Panel>
  );
}

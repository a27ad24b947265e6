import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useText } from '../../../translation/useText';
import { MoneyText } from '../MoneyText';
import { OTHER } from './costStack';
import { Swatch } from './fills';
import type { StackedCostsProps } from './StackedCosts';
import styles from './chart.module.css';

/** The legend of the chart and the values of one bar at once: names from the top of the stack to its bottom. */
export function StackValues(
  props: StackedCostsProps & { prefix: string; current: number | null },
) {
  const t = useText();
  const [expanded, setExpanded] = useState(false);
  const { stack, currency, prefix, totals } = props;
  const slot = props.current === null ? undefined : stack.slots[props.current];
  const rows = stack.series
    .map((series, index) => ({
      series,
      micros: (slot === undefined ? totals : slot.values)[index] ?? null,
    }))
    .reverse();
  const others = stack.series.find(({ key }) => key === OTHER)?.members ?? [];
  const absent = slot === undefined ? undefined : t('costs.chart.nothingThen');
  return (
    <div className={styles.values}>
      <table aria-live="polite">
        <caption>
          {slot === undefined ? t('costs.chart.window') : props.labelOf(slot)}
          {slot !== undefined &&
            slot.end > props.now &&
            ` ${t('costs.chart.soFar')}`}
        </caption>
        <tbody>
          {rows.map(({ series, micros }) => (
            <tr key={series.key}>
              <th scope="row">
                <Swatch fill={series.fill} prefix={prefix} />
                <span title={props.nameOf(series)}>{props.nameOf(series)}</span>
              </th>
              <td>
                <MoneyText
                  micros={micros}
                  currency={currency}
                  absent={absent}
                />
              </td>
            </tr>
          ))}
        </tbody>
        {slot !== undefined && (
          <tfoot>
            <tr>
              <th scope="row">{t('costs.total')}</th>
              <td>
                <MoneyText
                  micros={slot.total}
                  currency={currency}
                  absent={t('costs.chart.gap')}
                />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      {others.length > 0 && (
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={expanded}
          onPress={() => setExpanded(!expanded)}
        >
          {expanded
            ? t('costs.chart.hideOthers')
            : t('costs.chart.showOthers', { count: others.length })}
        </Button>
      )}
      {expanded && (
        <ul className={styles.others}>
          {others.map(line => (
            <li key={line.key}>
              <span>{props.lineNameOf(line)}</span>
              <MoneyText micros={line.micros} currency={currency} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import type { FindingSum } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';

/** `$3,110`, or `$3,110 and €40` where prices are in several currencies; null when nothing has a price. */
export function avoidableText(
  { avoidable }: FindingSum,
  formats: Formats,
): string | null {
  return avoidable.length === 0
    ? null
    : formats.list(
        avoidable.map(({ micros, currency }) =>
          formats.moneyShort(micros, currency),
        ),
      );
}

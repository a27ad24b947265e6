import type { ReadinessCode } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';

const SHOWN = 3;

/** Names of rules, the rest as a number with their names on hover. */
export function RuleNames({ codes }: { codes: readonly ReadinessCode[] }) {
  const t = useText();
  const formats = useFormats();
  const names = codes.map(code => t(`readiness.rules.${code}`));
  const more = names.length - SHOWN;
  if (names.length === 0) {
    return <>{t('readiness.fleet.noRule')}</>;
  }
  return (
    <span title={names.join('\n')}>
      {names.slice(0, SHOWN).join(', ')}
      {more > 0 &&
        ` ${t('readiness.fleet.more', { number: formats.count(more) })}`}
    </span>
  );
}

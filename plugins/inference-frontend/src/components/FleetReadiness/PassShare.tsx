import type { ReadinessCounts } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';

/** Which share of the answers that can be judged pass; the numbers on hover. */
export function PassShare({ counts }: { counts: ReadinessCounts }) {
  const t = useText();
  const formats = useFormats();
  const judged = counts.pass + counts.fail;
  if (judged === 0) {
    return <Absent reason={t('readiness.fleet.notJudged')} />;
  }
  return (
    <span
      title={t('readiness.fleet.shareHint', {
        pass: formats.count(counts.pass),
        judged: formats.count(judged),
        unknown: formats.count(counts.unknown),
      })}
    >
      {formats.percent(counts.pass / judged)}
    </span>
  );
}

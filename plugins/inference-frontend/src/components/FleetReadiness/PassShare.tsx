import type { ReadinessCounts } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { shareOfPasses } from './shareOfPasses';

/** Which share of the answers that can be judged pass; the numbers on hover. */
export function PassShare({ counts }: { counts: ReadinessCounts }) {
  const t = useText();
  const formats = useFormats();
  const share = shareOfPasses(counts);
  if (share === null) {
    return <Absent reason={t('readiness.fleet.notJudged')} />;
  }
  return (
    <span
      title={t('readiness.fleet.shareHint', {
        pass: formats.count(counts.pass),
        judged: formats.count(counts.pass + counts.fail),
        unknown: formats.count(counts.unknown),
      })}
    >
      {formats.percent(share)}
    </span>
  );
}

import type { Gpus } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';

/** GPUs that the pods of a server hold now: `4 × H100`. */
export function GpusHeld({ gpus }: { gpus: Gpus }) {
  const t = useText();
  const formats = useFormats();
  return gpus.held === null ? (
    <Absent reason={t('absent.gpus')} />
  ) : (
    <span
      title={
        gpus.products.length > 1
          ? gpus.products.join(', ')
          : formats.gpus(gpus.held, gpus.product)
      }
    >
      {formats.gpus(gpus.held, gpus.product)}
    </span>
  );
}

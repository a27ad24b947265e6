import type { GpuPlanNearest } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';
import type { PlannerQuestion } from './plannerQuestion';

/** The smallest change that fits, as a sentence. */
export function nearestText(
  t: Text,
  formats: Formats,
  nearest: GpuPlanNearest,
): string {
  switch (nearest.change) {
    case 'maxModelLen':
      return t('planner.nearest.maxModelLen', {
        tokens:
          nearest.maxModelLen === null
            ? '—'
            : formats.count(nearest.maxModelLen),
      });
    case 'tensorParallel':
      return t('planner.nearest.tensorParallel', {
        gpus: formats.count(nearest.tensorParallel),
      });
    case 'pipelineParallel':
      return t('planner.nearest.pipelineParallel', {
        stages: formats.count(nearest.pipelineParallel),
        gpus: formats.count(nearest.tensorParallel),
      });
    case 'quantization':
      return t('planner.nearest.quantization', {
        format: nearest.quantization ?? '—',
      });
    case 'kvCacheDtype':
      return t('planner.nearest.kvCacheDtype', {
        format: nearest.kvCacheDtype,
      });
    case 'dtype':
      return t('planner.nearest.dtype', { format: nearest.dtype });
    default:
      nearest.change satisfies never;
      throw new Error('Unknown change');
  }
}

/** The question with the change in it; null for changes that cannot be asked for as people choose. */
export function withNearest(
  question: PlannerQuestion,
  { change, maxModelLen, tensorParallel, quantization }: GpuPlanNearest,
): PlannerQuestion | null {
  switch (change) {
    case 'maxModelLen':
      return { ...question, maxModelLen };
    case 'tensorParallel':
      return { ...question, tensorParallel };
    case 'quantization':
      return { ...question, quantization };
    default:
      return null;
  }
}

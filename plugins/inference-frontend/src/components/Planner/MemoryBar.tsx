import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { memoryParts } from './memoryParts';
import styles from './Planner.module.css';

/** What the memory of one GPU is used for: a bar, and the same in words. */
export function MemoryBar({ plan }: { plan: GpuPlan }) {
  const t = useText();
  const formats = useFormats();
  const memory = memoryParts(plan);
  if (memory === null) {
    return <Absent reason={t('planner.memoryUnknown')} />;
  }
  const { totalGiB, missingGiB } = memory;
  const width = totalGiB + missingGiB;
  const gib = (value: number) =>
    t('planner.gib', { value: formats.count(value) });
  const parts = memory.parts.filter(one => one.gib > 0);
  return (
    <figure className={styles.memory}>
      <figcaption>
        {t('planner.memoryOf', {
          total: gib(totalGiB),
          product: plan.gpu.product ?? t('planner.aGpu'),
        })}
        {missingGiB > 0 && (
          <strong> {t('planner.missing', { missing: gib(missingGiB) })}</strong>
        )}
      </figcaption>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(one => (
          <span
            key={one.name}
            data-part={one.name}
            style={{ width: `${(one.gib / width) * 100}%` }}
          />
        ))}
        {missingGiB > 0 && (
          <span
            className={styles.limit}
            style={{ left: `${(totalGiB / width) * 100}%` }}
          />
        )}
      </div>
      <ul className={styles.legend} aria-label={t('planner.memory')}>
        {memory.parts.map(one => (
          <li key={one.name} data-part={one.name}>
            {t(`planner.parts.${one.name}`)} {gib(one.gib)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

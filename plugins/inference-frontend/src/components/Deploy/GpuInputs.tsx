import { useState } from 'react';
import { Select } from '@backstage/ui';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { GPU_COUNTS, QUANTIZATIONS } from '../Planner/plannerQuestion';
import { FormField } from '../RegistryDialogs/FormField';
import {
  DTYPES,
  KV_CACHE_DTYPES,
  typedNumber,
  type GpuPlanValue,
} from './deployValues';
import type { GpuChoice } from './gpuChoices';
import styles from './Deploy.module.css';

const AS_PUBLISHED = 'as-published';

/** The choices of a GPU plan, one input each. */
export function GpuInputs(props: {
  value: GpuPlanValue;
  choices: readonly GpuChoice[];
  disabled: boolean;
  onChange(part: GpuPlanValue): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { value, choices, disabled, onChange } = props;
  const counts = (chosen: number | undefined) =>
    [...new Set([...GPU_COUNTS, ...(chosen === undefined ? [] : [chosen])])]
      .sort((a, b) => a - b)
      .map(count => ({ id: String(count), label: formats.count(count) }));
  const common = { size: 'small', isDisabled: disabled } as const;
  return (
    <div className={styles.inputs}>
      <div className={styles.wide}>
        <Select
          {...common}
          label={t('deploy.gpu.product')}
          value={
            choices.some(({ label }) => label === value.product)
              ? value.product
              : null
          }
          onChange={key => key !== null && onChange({ product: String(key) })}
          options={choices.map(({ label, product, free, total }) => ({
            id: label,
            label: t('deploy.gpu.choice', {
              product,
              free: formats.gpuCount(free),
              total: formats.gpuCount(total),
            }),
            description: label,
          }))}
          isRequired
        />
      </div>
      <Select
        {...common}
        label={t('deploy.gpu.perStage')}
        value={String(value.tensorParallel ?? '')}
        onChange={key => onChange({ tensorParallel: Number(key) })}
        options={counts(value.tensorParallel)}
      />
      <Select
        {...common}
        label={t('deploy.gpu.stages')}
        value={String(value.pipelineParallel ?? '')}
        onChange={key => onChange({ pipelineParallel: Number(key) })}
        options={counts(value.pipelineParallel)}
      />
      <NumberInput
        name="maxModelLen"
        label={t('planner.length')}
        kind="whole"
        problem={t('deploy.gpu.lengthFirst')}
        value={value.maxModelLen ?? null}
        onChange={maxModelLen => onChange({ maxModelLen })}
        disabled={disabled}
      />
      <Select
        {...common}
        label={t('planner.quantization')}
        value={value.quantization ?? AS_PUBLISHED}
        onChange={key =>
          onChange({
            quantization: QUANTIZATIONS.find(one => one === key) ?? null,
          })
        }
        options={QUANTIZATIONS.map(one => ({
          id: one ?? AS_PUBLISHED,
          label: one ?? t('planner.asPublished'),
        }))}
      />
      <Select
        {...common}
        label={t('deploy.gpu.kvCache')}
        value={value.kvCacheDtype ?? 'auto'}
        onChange={key =>
          onChange({
            kvCacheDtype: KV_CACHE_DTYPES.find(one => one === key) ?? 'auto',
          })
        }
        options={KV_CACHE_DTYPES.map(one => ({
          id: one,
          label: one === 'auto' ? t('deploy.gpu.asModel') : one,
        }))}
      />
      <Select
        {...common}
        label={t('deploy.gpu.dtype')}
        value={value.dtype ?? 'bfloat16'}
        onChange={key =>
          onChange({ dtype: DTYPES.find(one => one === key) ?? 'bfloat16' })
        }
        options={DTYPES.map(one => ({ id: one, label: one }))}
      />
      <NumberInput
        name="gpuMemoryUtilization"
        label={t('deploy.gpu.share')}
        kind="share"
        problem={t('deploy.gpu.shareProblem')}
        value={value.gpuMemoryUtilization ?? null}
        onChange={gpuMemoryUtilization => onChange({ gpuMemoryUtilization })}
        disabled={disabled}
      />
    </div>
  );
}

/** A number that may be wrong while it is typed. */
function NumberInput(props: {
  name: string;
  label: string;
  kind: 'whole' | 'share';
  problem: string;
  value: number | null;
  disabled: boolean;
  onChange(value: number | null): void;
}) {
  const { kind, value, problem } = props;
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  // Another number than the typed one was put in, by a suggestion for one.
  const shown =
    typedNumber(typed, kind) === value ? typed : String(value ?? '');
  return (
    <FormField
      name={props.name}
      label={props.label}
      value={shown}
      onChange={text => {
        setTyped(text);
        props.onChange(typedNumber(text, kind));
      }}
      problem={value === null ? problem : null}
      readOnly={props.disabled}
    />
  );
}

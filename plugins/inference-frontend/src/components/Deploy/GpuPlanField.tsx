import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useDeploymentTargets } from '../../hooks/deploy/useDeploymentTargets';
import { useText } from '../../translation/useText';
import { currentGpuPlan, fieldsOf, type GpuPlanValue } from './deployValues';
import { FieldFrame } from './FieldFrame';
import { gpuChoices } from './gpuChoices';
import { GpuInputs } from './GpuInputs';
import { GpuVerdict } from './GpuVerdict';
import { readGpuPlanOptions, type GpuPlanOptions } from './gpuPlanQuestion';
import { findTarget } from './targetAccess';
import styles from './Deploy.module.css';

/** Form field: GPUs and how the engine uses them, with the planner beside it. */
export function GpuPlanField({
  formData,
  formContext,
  onChange,
  schema,
  uiSchema,
  disabled,
}: FieldExtensionComponentProps<GpuPlanValue>) {
  const t = useText();
  return (
    <FieldFrame
      title={schema.title ?? t('deploy.gpu.title')}
      description={schema.description}
    >
      <GpuPlanInputs
        value={currentGpuPlan(formData)}
        options={readGpuPlanOptions(
          uiSchema['ui:options'],
          fieldsOf(formContext).formData,
        )}
        onChange={onChange}
        disabled={disabled}
      />
    </FieldFrame>
  );
}

function GpuPlanInputs(props: {
  readonly value: GpuPlanValue;
  readonly options: GpuPlanOptions;
  readonly disabled: boolean;
  onChange(value: GpuPlanValue): void;
}) {
  const t = useText();
  const targets = useDeploymentTargets();
  const { value, options, disabled, onChange } = props;
  const target =
    targets.status === 'ready'
      ? findTarget(targets.data.items, options.target)
      : undefined;
  if (
    options.model.name === undefined ||
    options.target.cluster === undefined
  ) {
    return <p className={styles.note}>{t('deploy.gpu.modelFirst')}</p>;
  }
  const choices = target === undefined ? [] : gpuChoices(target);
  // The weights belong to the plan of the settings before.
  const change = (part: GpuPlanValue) => {
    const { weightsGiB, ...settings } = { ...value, ...part };
    onChange(settings);
  };
  return (
    <>
      <GpuInputs
        value={value}
        choices={choices}
        onChange={change}
        disabled={disabled}
      />
      <GpuVerdict
        value={value}
        options={options}
        choices={choices}
        onChange={change}
        onWeights={weightsGiB => onChange({ ...value, weightsGiB })}
      />
    </>
  );
}

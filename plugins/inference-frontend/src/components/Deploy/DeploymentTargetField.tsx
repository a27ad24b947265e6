import { useEffect } from 'react';
import { Alert, Select } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  inferenceServerReadPermission,
  type DeploymentTarget,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useDeploymentTargets } from '../../hooks/deploy/useDeploymentTargets';
import { useText } from '../../translation/useText';
import { UnloadedView } from '../states/UnloadedView';
import { readTarget, type TargetValue } from './deployValues';
import { FieldFrame, FieldProblem } from './FieldFrame';
import { findTarget, targetText, whyNotThere } from './targetAccess';
import styles from './Deploy.module.css';

/** Form field: the namespace of a cluster. Those where nothing may be deployed are shown with the reason. */
export function DeploymentTargetField({
  formData,
  onChange,
  schema,
  disabled,
}: FieldExtensionComponentProps<TargetValue>) {
  const t = useText();
  return (
    <FieldFrame
      title={schema.title ?? t('deploy.target.title')}
      description={schema.description}
    >
      <TargetPicker
        value={readTarget(formData)}
        onChange={onChange}
        disabled={disabled}
      />
    </FieldFrame>
  );
}

const valueOf = ({ cluster, namespace, owner }: DeploymentTarget) => ({
  cluster,
  namespace,
  owner,
});
const idOf = ({ cluster, namespace }: DeploymentTarget) =>
  JSON.stringify([cluster, namespace]);

function TargetPicker(props: {
  readonly value: TargetValue;
  readonly disabled: boolean;
  onChange(value: TargetValue): void;
}) {
  const t = useText();
  const formats = useFormats();
  const state = useDeploymentTargets();
  const { value, onChange, disabled } = props;
  const chosen =
    state.status === 'ready' ? findTarget(state.data.items, value) : undefined;
  // A link names the place; who owns it is what the cluster says.
  const isWhole = chosen === undefined || chosen.owner === value.owner;
  useEffect(() => {
    if (chosen !== undefined && !isWhole) {
      onChange(valueOf(chosen));
    }
  }, [chosen, isWhole, onChange]);
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('deploy.target.what')}
        permission={inferenceServerReadPermission.name}
        rows={1}
      />
    );
  }
  const { items, problems } = state.data;
  const { cluster, namespace } = value;
  const problemOf = () => {
    if (chosen !== undefined) {
      return whyNotThere(t, chosen);
    }
    return cluster === undefined || namespace === undefined
      ? null
      : t('deploy.target.unknown', { cluster, namespace });
  };
  const problem = problemOf();
  return (
    <>
      {items.length === 0 ? (
        <p className={styles.note}>{t('deploy.target.none')}</p>
      ) : (
        <Select
          size="small"
          label={t('deploy.target.name')}
          searchable
          searchPlaceholder={t('deploy.target.nameHint')}
          value={chosen === undefined ? null : idOf(chosen)}
          onChange={key => {
            const next = items.find(one => idOf(one) === key);
            if (next !== undefined) {
              onChange(valueOf(next));
            }
          }}
          options={items.map(one => {
            const why = whyNotThere(t, one);
            return {
              id: idOf(one),
              label: t('deploy.target.whole', {
                cluster: one.cluster,
                namespace: one.namespace,
              }),
              description: why ?? targetText(t, formats, one),
              disabled: why !== null,
            };
          })}
          isDisabled={disabled}
          isRequired
        />
      )}
      {chosen !== undefined && problem === null && (
        <TargetGpus target={chosen} />
      )}
      <FieldProblem problem={problem} />
      {problems.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('deploy.target.unread')}
          description={problems.join(' ')}
        />
      )}
    </>
  );
}

function TargetGpus({ target }: { target: DeploymentTarget }) {
  const t = useText();
  const formats = useFormats();
  const { cluster, gpus } = target;
  return (
    <p className={styles.note}>
      {targetText(t, formats, target)}.{' '}
      {gpus.length === 0
        ? t('deploy.target.noGpus', { cluster })
        : t('deploy.target.gpus', {
            cluster,
            gpus: formats.list(
              gpus.map(({ product, free, total }) =>
                t('deploy.target.gpusOf', {
                  product,
                  free: formats.gpuCount(free),
                  total: formats.gpuCount(total),
                }),
              ),
            ),
          })}
    </p>
  );
}

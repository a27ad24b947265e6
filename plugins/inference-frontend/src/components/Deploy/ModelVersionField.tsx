import { useEffect } from 'react';
import { Select } from '@backstage/ui';
import {
  inferenceModelReadPermission,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useModels } from '../../hooks/registry/useModels';
import { useModelVersions } from '../../hooks/registry/useModelVersions';
import { useText } from '../../translation/useText';
import { Chip } from '../states/Chip';
import { UnloadedView } from '../states/UnloadedView';
import { readModelVersion, type ModelVersionValue } from './deployValues';
import { FieldFrame, FieldProblem } from './FieldFrame';
import { offeredVersion, whyNotServable } from './servableVersion';
import styles from './Deploy.module.css';

/** Form field: a registered model and one of its versions. */
export function ModelVersionField({
  formData,
  onChange,
  schema,
  disabled,
}: FieldExtensionComponentProps<ModelVersionValue>) {
  const t = useText();
  return (
    <FieldFrame
      title={schema.title ?? t('deploy.model.title')}
      description={schema.description}
    >
      <ModelVersionPicker
        value={readModelVersion(formData)}
        onChange={onChange}
        disabled={disabled}
      />
    </FieldFrame>
  );
}

interface PickerProps {
  readonly value: ModelVersionValue;
  readonly disabled: boolean;
  onChange(value: ModelVersionValue): void;
}

function ModelVersionPicker({ value, onChange, disabled }: PickerProps) {
  const t = useText();
  const models = useModels();
  if (models.status !== 'ready') {
    return (
      <UnloadedView
        state={models}
        what={t('deploy.model.what')}
        permission={inferenceModelReadPermission.name}
        rows={1}
      />
    );
  }
  const { items } = models.data;
  if (items.length === 0) {
    return <p className={styles.note}>{t('deploy.model.none')}</p>;
  }
  const nameOf = ({ namespace, name }: ModelRef) => `${namespace}/${name}`;
  const chosen = items.find(one => nameOf(one) === value.name);
  return (
    <>
      <div className={styles.pair}>
        <div>
          <Select
            size="small"
            label={t('deploy.model.name')}
            searchable
            searchPlaceholder={t('deploy.model.nameHint')}
            value={chosen === undefined ? null : value.name ?? null}
            onChange={key => key !== null && onChange({ name: String(key) })}
            options={items.map(one => ({
              id: nameOf(one),
              label: one.title ?? nameOf(one),
              description: nameOf(one),
            }))}
            isDisabled={disabled}
            isRequired
          />
        </div>
        {chosen !== undefined && (
          <VersionPicker
            key={nameOf(chosen)}
            model={chosen}
            value={value}
            onChange={onChange}
            disabled={disabled}
          />
        )}
      </div>
      {chosen === undefined && value.name !== undefined && (
        <FieldProblem
          problem={t('deploy.model.unknown', {
            name: value.name,
            version: value.version ?? '',
          })}
        />
      )}
    </>
  );
}

function VersionPicker({
  model,
  value,
  onChange,
  disabled,
}: PickerProps & { readonly model: ModelRef }) {
  const t = useText();
  const versions = useModelVersions(model);
  const items = versions.status === 'ready' ? versions.data.items : [];
  const chosen = items.find(one => one.version === value.version);
  const offered =
    value.version === undefined ? offeredVersion(t, items) : chosen;
  const version = offered?.version;
  const source = offered?.source.uri;
  const name = `${model.namespace}/${model.name}`;
  // The source belongs to the version: whoever comes with a link brings only names.
  useEffect(() => {
    if (
      version !== undefined &&
      source !== undefined &&
      (version !== value.version || source !== value.source)
    ) {
      onChange({ name, version, source });
    }
  }, [name, version, source, value.version, value.source, onChange]);
  if (versions.status !== 'ready') {
    return (
      <UnloadedView
        state={versions}
        what={t('states.whatVersions')}
        permission={inferenceModelReadPermission.name}
        rows={1}
      />
    );
  }
  const problem = chosen === undefined ? null : whyNotServable(t, chosen);
  const missing =
    chosen === undefined && value.version !== undefined
      ? t('deploy.model.unknown', {
          name: value.name ?? '',
          version: value.version,
        })
      : null;
  return (
    <>
      <div>
        <Select
          size="small"
          searchable
          label={t('deploy.model.version')}
          value={chosen?.version ?? null}
          onChange={key => {
            const next = items.find(one => one.version === key);
            if (next !== undefined && value.name !== undefined) {
              onChange({
                name: value.name,
                version: next.version,
                source: next.source.uri,
              });
            }
          }}
          options={items.map(one => {
            const why = whyNotServable(t, one);
            return {
              id: one.version,
              label:
                one.aliases.length > 0
                  ? `${one.version} (${one.aliases.join(', ')})`
                  : one.version,
              description: why ?? one.source.uri,
              disabled: why !== null,
            };
          })}
          isDisabled={disabled}
          isRequired
        />
      </div>
      {chosen !== undefined && problem === null && (
        <p className={`${styles.note} ${styles.chips}`}>
          {chosen.aliases.map(alias => (
            <Chip key={alias} label={alias} />
          ))}
          {t('deploy.model.chosen', {
            source: chosen.source.uri,
            license: chosen.license ?? t('deploy.model.noLicense'),
          })}
        </p>
      )}
      {items.length > 0 && offered === undefined && missing === null && (
        <p className={styles.note}>{t('deploy.model.noVersion')}</p>
      )}
      <FieldProblem problem={problem ?? missing} />
    </>
  );
}

import type { ReactNode } from 'react';
import type { ModelVersionDetail } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Fact, Facts } from '../../layout/Facts';
import { Absent } from '../../states/Absent';
import { CopyButton } from '../../states/CopyButton';
import { Moment } from '../../states/Moment';
import { OwnerName } from '../../states/OwnerName';
import { FieldValue } from '../Fields/FieldValue';
import { PinnedChip } from './PinnedChip';
import { SignatureFact } from './SignatureFact';
import styles from '../Model.module.css';

/** What a version says of itself, field by field. */
export function VersionFacts(props: {
  version: ModelVersionDetail;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const { version, now } = props;
  const recorded = (value: ReactNode) =>
    value ?? <Absent reason={t('versions.notRecorded')} />;
  const mono = (value: string | null) =>
    recorded(value && <span className={styles.mono}>{value}</span>);
  const number = (value: number | null) =>
    recorded(value === null ? null : formats.count(value));
  const tags = Object.entries(version.tags);
  return (
    <>
      {version.description !== null && <p>{version.description}</p>}
      <Facts>
        <Fact name={t('versions.source')}>
          <span className={styles.mono}>{version.source.uri}</span>
          <PinnedChip source={version.source} />
          <CopyButton text={version.source.uri} />
        </Fact>
        <Fact name={t('versions.digest')}>
          {mono(version.digest)}
          {version.digest !== null && <CopyButton text={version.digest} />}
        </Fact>
        <SignatureFact signature={version.signature} now={now} />
      </Facts>
      <div className={styles.columns}>
        <Facts>
          <Fact name={t('versions.format')}>{recorded(version.format)}</Fact>
          <Fact name={t('versions.architecture')}>
            {mono(version.architecture)}
          </Fact>
          <Fact name={t('versions.parameters')}>
            {number(version.parameters)}
          </Fact>
          <Fact name={t('versions.precision')}>
            {recorded(version.precision)}
          </Fact>
          <Fact name={t('versions.quantization')}>
            {recorded(version.quantization)}
          </Fact>
          <Fact name={t('versions.contextLength')}>
            {recorded(
              version.contextLength === null
                ? null
                : t('server.maxLengthValue', {
                    tokens: formats.count(version.contextLength),
                  }),
            )}
          </Fact>
        </Facts>
        <Facts>
          <Fact name={t('versions.license')}>{recorded(version.license)}</Fact>
          <Fact name={t('versions.creator')}>
            <FieldValue field="creator" value={version.creator} now={now} />
          </Fact>
          <Fact name={t('versions.created')}>
            <Moment
              at={parseInstant(version.createdAt)}
              now={now}
              absent={t('versions.notRecorded')}
            />
          </Fact>
          <Fact name={t('versions.registered')}>
            <Moment at={parseInstant(version.registeredAt)} now={now} />
            <OwnerName owner={version.registeredBy} />
            <span title={t(`originMeaning.${version.origin}`)}>
              {t('model.origin', { origin: t(`origin.${version.origin}`) })}
            </span>
          </Fact>
          <Fact name={t('versions.homepage')}>{mono(version.homepage)}</Fact>
          {tags.length > 0 && (
            <Fact name={t('versions.tags')}>
              {tags.map(([name, value]) => (
                <span key={name} className={styles.mono}>
                  {name}={value}
                </span>
              ))}
            </Fact>
          )}
        </Facts>
      </div>
    </>
  );
}

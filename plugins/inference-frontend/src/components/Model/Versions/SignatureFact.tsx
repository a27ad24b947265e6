import type { VersionSignature } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useText } from '../../../translation/useText';
import { Fact } from '../../layout/Facts';
import { Absent } from '../../states/Absent';
import { Chip } from '../../states/Chip';
import { Moment } from '../../states/Moment';
import styles from '../Model.module.css';

/** Who signed, and what a verifier said; always with the word that the portal has not verified it. */
export function SignatureFact(props: {
  signature: VersionSignature | null;
  now: InstantMs;
}) {
  const t = useText();
  const { signature } = props;
  if (signature === null) {
    return (
      <Fact name={t('versions.signature')}>
        <Absent reason={t('versions.noSignature')} />
      </Fact>
    );
  }
  const verifiedAt = parseInstant(signature.verifiedAt);
  return (
    <Fact
      name={t('versions.signature')}
      evidence={
        signature.issuer && t('server.from', { source: signature.issuer })
      }
    >
      {signature.identity}
      <Chip
        label={t('versions.signatureRecorded')}
        title={t('versions.signatureRecordedHint')}
      />
      <span>
        {t(`versions.signatureStatus.${signature.status ?? 'unverified'}`)}
      </span>
      {verifiedAt !== null && <Moment at={verifiedAt} now={props.now} />}
      <span className={styles.mono}>{signature.bundleDigest}</span>
    </Fact>
  );
}

import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { Moment } from '../../states/Moment';
import { OwnerName } from '../../states/OwnerName';
import styles from '../Model.module.css';

/** The value of a field of a version as people read it, with the exact one on hover; a dash when none was recorded. */
export function FieldValue(props: {
  /** Its name in the API. */
  field: string;
  /** As the API writes it. */
  value: string | null;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const { field, value } = props;
  if (value === null) {
    return <Absent reason={t('versions.notRecorded')} />;
  }
  switch (field) {
    case 'state':
      return (
        <>
          {value === 'retired' ? t('versions.retired') : t('versions.active')}
        </>
      );
    case 'pinned':
      return value === 'true' ? (
        <span title={t('versions.pinnedHint')}>{t('versions.pinned')}</span>
      ) : (
        <span title={t('versions.notPinnedHint')}>
          {t('versions.notPinned')}
        </span>
      );
    case 'parameters':
      return (
        <span title={formats.count(Number(value))}>
          {formats.compact(Number(value))}
        </span>
      );
    case 'contextLength':
      return (
        <>
          {t('server.maxLengthValue', { tokens: formats.count(Number(value)) })}
        </>
      );
    case 'createdAt':
    case 'registeredAt':
    case 'signature.verifiedAt': {
      const at = parseInstant(value);
      return at === null ? <>{value}</> : <Moment at={at} now={props.now} />;
    }
    // A person or team of the catalog, or whatever a hub says.
    case 'creator':
    case 'registeredBy':
      return <OwnerName owner={value} />;
    case 'modelCard':
      return <CardSize text={value} />;
    case 'source':
    case 'revision':
    case 'digest':
    case 'homepage':
    case 'signature.bundleDigest':
      return <span className={styles.mono}>{value}</span>;
    default:
      return <span className={styles.breaking}>{value}</span>;
  }
}

/** A card is read on its own or as a difference; among other fields its length is enough. */
function CardSize({ text }: { text: string }) {
  const t = useText();
  const formats = useFormats();
  const lines = text.trimEnd().split('\n').length;
  return (
    <span
      title={t('field.cardCharacters', { number: formats.count(text.length) })}
    >
      {t('field.cardLines', { count: lines })}
    </span>
  );
}

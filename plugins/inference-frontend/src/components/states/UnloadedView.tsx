import { Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { Unloaded } from '../../hooks/LoadState';
import { useText } from '../../translation/useText';
import { useFormats } from '../../format/useFormats';
import { NotFoundView, type NotFoundKind } from './NotFoundView';
import { PageMessage } from './PageMessage';
import styles from './states.module.css';

function LoadingRows({ rows }: { rows: number }) {
  const t = useText();
  return (
    <div className={styles.skeleton} role="status" aria-busy="true">
      <VisuallyHidden>{t('states.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <div className={styles.skeletonRow} key={row}>
          {Array.from({ length: 6 }, (__, column) => (
            <Skeleton key={column} height={18} width="100%" />
          ))}
        </div>
      ))}
    </div>
  );
}

/** What stands in place of something that is not loaded: skeleton, refusal, absence or failure. */
export function UnloadedView(props: {
  state: Unloaded;
  /** Named in sentences: "the model servers". */
  what: string;
  permission: string;
  /** What was asked for; says what is not there and where the others are. */
  kind?: NotFoundKind;
  /** Rows of the skeleton; about as many as the real thing has. */
  rows?: number;
}) {
  const t = useText();
  const formats = useFormats();
  const { state, what } = props;
  switch (state.status) {
    case 'loading':
      return <LoadingRows rows={props.rows ?? 8} />;
    case 'forbidden':
      return (
        <PageMessage title={t('states.forbiddenTitle', { what })} role="alert">
          <p>{t('states.forbiddenHint', { permission: props.permission })}</p>
          <code className={styles.code}>{state.message}</code>
        </PageMessage>
      );
    case 'not-found':
      return (
        <NotFoundView kind={props.kind ?? 'server'} message={state.message} />
      );
    default:
      return (
        <PageMessage title={t('states.errorTitle', { what })} role="alert">
          <code className={styles.code}>{state.message}</code>
          <p title={formats.utc(state.since)}>
            {t('states.errorSince', { when: formats.dateTime(state.since) })}{' '}
            {t('states.errorHint')}
          </p>
          <Button variant="primary" onPress={() => state.retry()}>
            {t('states.retry')}
          </Button>
        </PageMessage>
      );
  }
}

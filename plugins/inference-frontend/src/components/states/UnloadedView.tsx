import { Button, ButtonLink, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Unloaded } from '../../hooks/LoadState';
import { modelsRouteRef, serversRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { useFormats } from '../../format/useFormats';
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
  kind?: 'server' | 'model';
  /** Rows of the skeleton; about as many as the real thing has. */
  rows?: number;
}) {
  const t = useText();
  const formats = useFormats();
  const serversLink = useRouteRef(serversRouteRef);
  const modelsLink = useRouteRef(modelsRouteRef);
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
      return props.kind === 'model' ? (
        <PageMessage title={t('states.noModelTitle')} role="alert">
          <p>{t('states.noModelHint')}</p>
          <code className={styles.code}>{state.message}</code>
          <ButtonLink href={modelsLink()} variant="secondary">
            {t('states.backToModels')}
          </ButtonLink>
        </PageMessage>
      ) : (
        <PageMessage title={t('states.notFoundTitle')} role="alert">
          <p>{t('states.notFoundHint')}</p>
          <ButtonLink href={serversLink()} variant="secondary">
            {t('states.backToServers')}
          </ButtonLink>
        </PageMessage>
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

import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  findingsRouteRef,
  modelsRouteRef,
  rollbacksRouteRef,
  serversRouteRef,
} from '../../routes';
import { useText } from '../../translation/useText';
import { PageMessage } from './PageMessage';
import styles from './states.module.css';

/** What was asked for: its absence is said in its own words, and the way back leads to the others of its kind. */
const KINDS = {
  server: {
    title: 'states.notFoundTitle',
    hint: 'states.notFoundHint',
    back: 'states.backToServers',
    list: serversRouteRef,
  },
  model: {
    title: 'states.noModelTitle',
    hint: 'states.noModelHint',
    back: 'states.backToModels',
    list: modelsRouteRef,
  },
  finding: {
    title: 'findings.notFoundTitle',
    hint: 'findings.notFoundHint',
    back: 'findings.back',
    list: findingsRouteRef,
  },
  rollback: {
    title: 'rollback.notFoundTitle',
    hint: 'rollback.notFoundHint',
    back: 'rollback.back',
    list: rollbacksRouteRef,
  },
} as const;

/** A kind of thing that has a page of its own. */
export type NotFoundKind = keyof typeof KINDS;

/** What stands in place of a thing that does not exist. */
export function NotFoundView(props: {
  kind: NotFoundKind;
  /** The server's own words: it names which part of an address is not there. */
  message: string;
}) {
  const t = useText();
  const { title, hint, back, list } = KINDS[props.kind];
  const link = useRouteRef(list);
  return (
    <PageMessage title={t(title)} role="alert">
      <p>{t(hint)}</p>
      {props.kind === 'model' && (
        <code className={styles.code}>{props.message}</code>
      )}
      <ButtonLink href={link()} variant="secondary">
        {t(back)}
      </ButtonLink>
    </PageMessage>
  );
}

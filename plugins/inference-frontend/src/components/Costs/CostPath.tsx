import { Link } from 'react-router-dom';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { COSTS_INTERVAL_MS } from '../../api/polling';
import { useText } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';
import {
  NO_OWNER,
  partsOfVersion,
  SCOPE_NAMES,
  type CostScope,
  type ScopeName,
} from './costScope';
import styles from './Costs.module.css';

function ServerName({ id }: { id: string }) {
  const state = useLiveQuery(
    ['server', id],
    (api, options) => api.getModelServer(id, options),
    COSTS_INTERVAL_MS,
  );
  // A server that is gone, or that one may not see, still has costs; its id names it well enough.
  return <>{state.status === 'ready' ? state.data.name : id}</>;
}

function ScopeValue(props: { name: ScopeName; value: string }) {
  const t = useText();
  const { name, value } = props;
  if (name === 'server') {
    return <ServerName id={value} />;
  }
  if (name === 'owner') {
    return <>{value === NO_OWNER ? t('common.unowned') : shortOwner(value)}</>;
  }
  if (name === 'version') {
    const { version } = partsOfVersion(value);
    return <>{version === '' ? t('costs.unknownVersion') : version}</>;
  }
  return <>{value}</>;
}

/** What the page is narrowed to, with the way back to everything wider. Nothing while it shows all. */
export function CostPath(props: {
  scope: CostScope;
  /** Names that cannot be taken away here, such as the model on the page of a model. */
  fixed: CostScope;
  linkTo(scope: CostScope): string;
}) {
  const t = useText();
  const { scope, fixed } = props;
  const steps = SCOPE_NAMES.filter(
    name => scope[name].length > 0 && fixed[name].length === 0,
  );
  if (steps.length === 0) {
    return null;
  }
  const upTo = (last: ScopeName | null): CostScope => {
    const kept = last === null ? [] : steps.slice(0, steps.indexOf(last) + 1);
    const entries = SCOPE_NAMES.map((name): [ScopeName, readonly string[]] => [
      name,
      kept.includes(name) ? scope[name] : [],
    ]);
    return { ...scope, ...Object.fromEntries(entries) };
  };
  return (
    <nav className={styles.path} aria-label={t('costs.path')}>
      <ol>
        <li>
          <Link className={styles.link} to={props.linkTo(upTo(null))}>
            {t('costs.all')}
          </Link>
        </li>
        {steps.map((name, index) => {
          const values = scope[name].map(value => (
            <ScopeValue key={value} name={name} value={value} />
          ));
          const last = index === steps.length - 1;
          return (
            <li key={name}>
              <span className={styles.pathName}>
                {t(`costs.scope.${name}`)}
              </span>{' '}
              {last ? (
                <span className={styles.pathValues} aria-current="page">
                  {values}
                </span>
              ) : (
                <Link
                  className={`${styles.link} ${styles.pathValues}`}
                  to={props.linkTo(upTo(name))}
                >
                  {values}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { DataSourceItem } from './DataSourceItem';
import styles from './DataSources.module.css';

/** Data sources, those with a problem first. */
export function DataSourcesView(props: {
  sources: readonly DataSource[];
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const { sources } = props;
  const unhealthy = sources.filter(
    source => source.status !== 'healthy' || source.issues.length > 0,
  );
  const healthy = sources.filter(source => !unhealthy.includes(source));
  return (
    <div className={styles.page}>
      <h2 className={styles.headline}>
        {unhealthy.length === 0
          ? t('dataSources.healthy', { count: sources.length })
          : t('dataSources.unhealthy', {
              count: unhealthy.length,
              total: formats.count(sources.length),
            })}
      </h2>
      <ul className={styles.list} aria-label={t('dataSources.list')}>
        {[...unhealthy, ...healthy].map(source => (
          <li key={source.id}>
            <DataSourceItem source={source} now={props.now} />
          </li>
        ))}
      </ul>
    </div>
  );
}

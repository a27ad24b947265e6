import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  BgProvider,
} from '@backstage/ui';
import type { DataSource } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { Moment } from '../states/Moment';
import { Fact, Facts } from '../layout/Facts';
import { RegistryImports } from '../Imports/RegistryImports';
import { QueriesTable } from './QueriesTable';
import { ResourcesTable } from './ResourcesTable';
import { SourceIssues } from './SourceIssues';
import { SourceStatus } from './SourceStatus';
import styles from './DataSources.module.css';

/** One data source: its health in a row, its issues below, what it is asked on demand. */
export function DataSourceItem(props: { source: DataSource; now: InstantMs }) {
  const t = useText();
  const formats = useFormats();
  const { source, now } = props;
  const type = t(`dataSources.typeOf.${source.type}`);
  const hasDetails = source.resources.length > 0 || source.queries.length > 0;
  return (
    <BgProvider bg="neutral-1">
      <section className={styles.source} aria-label={`${type} ${source.name}`}>
        <div className={styles.sourceHead}>
          <h3>
            <span className={styles.type}>{type}</span> {source.name}
          </h3>
          <SourceStatus status={source.status} />
        </div>
        <div className={styles.facts}>
          <Facts>
            <Fact name={t('dataSources.lastData')}>
              <Moment
                at={parseInstant(source.lastDataAt)}
                now={now}
                absent={t('absent.lag')}
              />
            </Fact>
            <Fact name={t('dataSources.lag')}>
              {source.lagSeconds === null ? (
                <Absent reason={t('absent.lag')} />
              ) : (
                formats.duration(source.lagSeconds * 1000)
              )}
            </Fact>
          </Facts>
          <Facts>
            <Fact name={t('dataSources.version')}>
              {source.version ?? <Absent reason={t('absent.value')} />}
            </Fact>
            <Fact name="URL">
              {source.url === null ? (
                <Absent reason={t('absent.value')} />
              ) : (
                <span className={styles.mono}>{source.url}</span>
              )}
            </Fact>
          </Facts>
          <Facts>
            <Fact name={t('dataSources.coverage')}>
              {source.coverage.length === 0 && (
                <Absent reason={t('absent.lag')} />
              )}
              <span className={styles.coverage}>
                {source.coverage.map(line => (
                  <span key={line.name}>
                    {t('dataSources.coverageValue', {
                      name: line.name,
                      have: line.have === null ? '—' : formats.count(line.have),
                      want: line.want === null ? '—' : formats.count(line.want),
                    })}
                  </span>
                ))}
              </span>
            </Fact>
          </Facts>
        </div>
        {source.issues.length > 0 && (
          <SourceIssues issues={source.issues} now={now} />
        )}
        {source.type === 'registry' && (
          <RegistryImports source={source} now={now} />
        )}
        {hasDetails && (
          <Accordion>
            <AccordionTrigger
              title={
                source.type === 'cluster'
                  ? t('dataSources.resources')
                  : t('dataSources.queries')
              }
            />
            <AccordionPanel>
              {source.resources.length > 0 && (
                <ResourcesTable source={source} now={now} />
              )}
              {source.queries.length > 0 && <QueriesTable source={source} />}
            </AccordionPanel>
          </Accordion>
        )}
      </section>
    </BgProvider>
  );
}

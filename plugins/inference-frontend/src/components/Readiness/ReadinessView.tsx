import {
  readinessGroups,
  readinessResults,
  type ServerReadiness,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { ReadinessCountsList } from './ReadinessCountsList';
import { RuleItem } from './RuleItem';
import styles from './Readiness.module.css';

/** A scorecard: how many rules pass, then every rule by its group, what fails first. */
export function ReadinessView({ readiness }: { readiness: ServerReadiness }) {
  const t = useText();
  const formats = useFormats();
  const { counts, items, revision } = readiness;
  const groups = readinessGroups.map(group => ({
    group,
    rules: items
      .filter(item => item.group === group)
      .sort(
        (a, b) =>
          readinessResults.indexOf(a.result) -
          readinessResults.indexOf(b.result),
      ),
  }));
  return (
    <div className={styles.page}>
      <h3 className={styles.headline}>
        {t('readiness.headline', {
          pass: formats.count(counts.pass),
          judged: formats.count(counts.pass + counts.fail),
        })}
      </h3>
      <ReadinessCountsList counts={counts} />
      <p className={styles.note}>
        {revision === null
          ? t('readiness.noRevision')
          : t('readiness.ofRevision', { revision: formats.count(revision) })}
      </p>
      <div className={styles.groups}>
        {groups
          .filter(({ rules }) => rules.length > 0)
          .map(({ group, rules }) => (
            <Panel key={group} title={t(`readiness.groups.${group}`)}>
              <ul className={styles.rules}>
                {rules.map(item => (
                  <RuleItem key={item.code} item={item} />
                ))}
              </ul>
            </Panel>
          ))}
      </div>
    </div>
  );
}

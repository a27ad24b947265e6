import type { ReadinessItem } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { ResultBadge } from './ResultBadge';
import styles from './Readiness.module.css';

function EvidenceTable({ item }: { item: ReadinessItem }) {
  const t = useText();
  const title = t(`readiness.rules.${item.code}`);
  return (
    <div className={styles.scroll}>
      <table
        className={styles.evidence}
        aria-label={t('readiness.evidenceOf', { rule: title })}
      >
        <thead>
          <tr>
            <th scope="col">{t('readiness.evidenceName')}</th>
            <th scope="col">{t('readiness.evidenceValue')}</th>
            <th scope="col">{t('readiness.evidenceSource')}</th>
          </tr>
        </thead>
        <tbody>
          {item.evidence.map(({ name, value, source }, index) => (
            // The same name may stand twice, such as two images.
            // eslint-disable-next-line react/no-array-index-key
            <tr key={`${index} ${name}`}>
              <th scope="row">{name}</th>
              <td>
                {value === null ? (
                  <Absent reason={t('readiness.notStated')} />
                ) : (
                  String(value)
                )}
              </td>
              <td>{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One rule: what it says, why, on what evidence, and how to make it pass. */
export function RuleItem({ item }: { item: ReadinessItem }) {
  const t = useText();
  const title = t(`readiness.rules.${item.code}`);
  const isOpen = item.result === 'fail' || item.result === 'unknown';
  return (
    <li className={styles.rule} data-code={item.code}>
      <div className={styles.ruleHead}>
        <h4>{title}</h4>
        <ResultBadge result={item.result} />
      </div>
      {/* The API speaks English. */}
      <p lang="en">{item.message}</p>
      {isOpen && (
        <p className={styles.fix}>
          {t(`readiness.fixes.${item.code}`)}{' '}
          <a
            href={item.fix}
            aria-label={t('readiness.fixLinkOf', { rule: title })}
          >
            {t('readiness.fixLink')}
          </a>
        </p>
      )}
      {item.evidence.length > 0 && (
        <details>
          <summary>{t('readiness.evidence')}</summary>
          <EvidenceTable item={item} />
        </details>
      )}
    </li>
  );
}

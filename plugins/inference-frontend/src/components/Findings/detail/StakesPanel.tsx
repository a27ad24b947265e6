import { useRouteRef } from '@backstage/core-plugin-api';
import type { Finding } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useFormats } from '../../../format/useFormats';
import { costsRouteRef } from '../../../routes';
import { useText } from '../../../translation/useText';
import { Panel } from '../../layout/Panel';
import styles from '../Findings.module.css';

/** What the server costs a month, and what becomes free where. */
export function StakesPanel({ finding }: { finding: Finding }) {
  const t = useText();
  const formats = useFormats();
  const costs = useRouteRef(costsRouteRef)();
  const { stakes, server } = finding;
  const { gpus, gpuProduct, microsPerMonth, currency } = stakes;
  const query = new URLSearchParams({ server: server.id, window: '30d' });
  const sentence = () => {
    if (gpus === null) {
      return t('findings.costsNothing');
    }
    const held = formats.gpus(gpus, gpuProduct);
    return microsPerMonth === null || currency === null
      ? t('findings.costsUnknown', { gpus: held })
      : t('findings.costs', {
          amount: formats.moneyShort(microsPerMonth, currency),
          gpus: held,
        });
  };
  return (
    <Panel
      title={t('findings.money')}
      action={
        <Link className={styles.link} to={`${costs}?${query}`}>
          {t('findings.costsLink')}
        </Link>
      }
    >
      <p className={styles.amount} title={t('findings.avoidableHint')}>
        {sentence()}
      </p>
      {microsPerMonth !== null && stakes.unpricedGpus > 0 && (
        <p className={styles.note}>
          {t('findings.costsPartly', {
            gpus: formats.gpuCount(stakes.unpricedGpus),
          })}
        </p>
      )}
      {stakes.nodes.length > 0 && (
        <ul className={styles.reasons}>
          {stakes.nodes.map(node => (
            <li key={node.node}>
              {node.empties
                ? t('findings.freesAll', {
                    gpus: formats.gpuCount(node.gpus),
                    node: node.node,
                  })
                : t('findings.freesSome', {
                    gpus: formats.gpuCount(node.gpus),
                    nodeGpus: formats.gpuCount(node.nodeGpus),
                    node: node.node,
                    others: formats.gpuCount(node.othersGpus),
                  })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

import { Checkbox } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Finding } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { findingRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { Chip } from '../states/Chip';
import { MiddleText } from '../states/MiddleText';
import { Moment } from '../states/Moment';
import { CauseBadge } from './CauseBadge';
import { findingSentence } from './findingSentence';
import { SilenceText } from './SilenceText';
import { StakesText } from './StakesText';
import styles from './Findings.module.css';

/** One finding of a list. `selected` is null where nothing can be chosen. */
export function FindingRow(props: {
  finding: Finding;
  now: InstantMs;
  selected: boolean | null;
  onSelect(chosen: boolean): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { finding, now, selected } = props;
  const { id, server, stakes } = finding;
  const link = useRouteRef(findingRouteRef)({ id });
  return (
    <tr data-selected={selected || undefined}>
      {selected !== null && (
        <td className={styles.select}>
          <Checkbox
            aria-label={t('findings.selectOne', {
              server: server.name,
              cause: t(`findings.causes.${finding.cause}`),
            })}
            isSelected={selected}
            onChange={props.onSelect}
          />
        </td>
      )}
      <th scope="row" className={styles.server}>
        <Link className={styles.link} to={link}>
          <MiddleText text={server.name} />
        </Link>
        <span className={styles.place}>
          {server.cluster} / {server.namespace}
        </span>
      </th>
      <td>
        <CauseBadge cause={finding.cause} confidence={finding.confidence} />
        <span className={styles.place}>
          {t('findings.confidence')}:{' '}
          {t(`findings.confidences.${finding.confidence}`)}
        </span>
      </td>
      <td className={styles.evidence}>
        {findingSentence(finding, t, formats)}{' '}
        {finding.orphaned && finding.cause !== 'orphaned' && (
          <Chip label={t('findings.orphaned')} />
        )}
        <SilenceText finding={finding} now={now} />
      </td>
      <td>
        <Moment
          at={parseInstant(finding.since)}
          now={now}
          absent={t('findings.noSince')}
        />
      </td>
      <td data-numeric="">
        {stakes.gpus === null ? (
          <Absent reason={t('findings.noGpus')} />
        ) : (
          formats.gpus(stakes.gpus, stakes.gpuProduct)
        )}
      </td>
      <td data-numeric="">
        <StakesText finding={finding} />
      </td>
    </tr>
  );
}

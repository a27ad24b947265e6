import { Checkbox } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Finding } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { isEntityRef } from '../Server/isEntityRef';
import type { FindingGroup } from './findingGroups';
import { avoidableText } from './findingSum';
import type { Selection } from './FindingsTable';
import { useOwnerText } from './useOwnerText';
import styles from './Findings.module.css';

/** The head of an owner's findings: whose they are, and what they come to. */
export function GroupHead(props: {
  group: FindingGroup;
  columns: number;
  selection: Selection | null;
  onSelect(findings: readonly Finding[], chosen: boolean): void;
}) {
  const t = useText();
  const formats = useFormats();
  const ownerText = useOwnerText();
  const { group, columns, selection } = props;
  const { owner, sum, findings } = group;
  const chosen = findings.filter(({ id }) => selection?.ids.has(id)).length;
  const amount = sum && avoidableText(sum, formats);
  return (
    <tr className={styles.groupHead}>
      {selection !== null && (
        <td className={styles.select}>
          <Checkbox
            aria-label={t('findings.groupSelect', { owner: ownerText(owner) })}
            isSelected={chosen === findings.length}
            isIndeterminate={chosen > 0 && chosen < findings.length}
            onChange={wanted => props.onSelect(findings, wanted)}
          />
        </td>
      )}
      <th scope="rowgroup" colSpan={columns - (selection === null ? 1 : 2)}>
        <span className={styles.groupName}>
          {owner !== null && isEntityRef(owner) ? (
            <EntityRefLink entityRef={owner} defaultKind="group" hideIcon>
              {ownerText(owner)}
            </EntityRefLink>
          ) : (
            ownerText(owner)
          )}
        </span>
        <span className={styles.groupFigures}>
          {t('findings.group', { count: sum?.count ?? findings.length })}
          {sum !== null &&
            sum.gpus > 0 &&
            ` · ${t('findings.groupGpus', {
              gpus: formats.gpuCount(sum.gpus),
            })}`}
        </span>
      </th>
      <td data-numeric="" className={styles.groupAmount}>
        {amount ?? ''}
      </td>
    </tr>
  );
}

import { useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import type { Finding } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useText } from '../../translation/useText';
import { firstRows, type FindingGroup } from './findingGroups';
import { FindingRow } from './FindingRow';
import { GroupHead } from './GroupHead';
import { GroupMore } from './GroupMore';
import styles from './Findings.module.css';

const MORE_ROWS = 50;

/** What is chosen to be answered at once; null where nothing can be. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  onChange(ids: ReadonlySet<string>): void;
}

/** Findings by owner: one table, so that columns line up over all owners. */
export function FindingsTable(props: {
  groups: readonly FindingGroup[];
  now: InstantMs;
  selection: Selection | null;
}) {
  const t = useText();
  const { groups, now, selection } = props;
  // By owner; what nobody asked for is as many as `firstRows` says.
  const [asked, setAsked] = useState<ReadonlyMap<string | null, number>>(
    new Map(),
  );
  const first = firstRows(groups);
  const columns = selection === null ? 6 : 7;
  const onSelect = (findings: readonly Finding[], chosen: boolean) => {
    const ids = new Set(selection?.ids);
    for (const { id } of findings) {
      if (chosen) {
        ids.add(id);
      } else {
        ids.delete(id);
      }
    }
    selection?.onChange(ids);
  };
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label={t('findings.table')}
      // A region that scrolls sideways must be reachable by keyboard.
      tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
    >
      <table className={styles.table} aria-label={t('findings.table')}>
        <thead>
          <tr>
            {selection !== null && (
              <th scope="col">
                <VisuallyHidden>{t('findings.select')}</VisuallyHidden>
              </th>
            )}
            <th scope="col">{t('findings.server')}</th>
            <th scope="col">{t('findings.cause')}</th>
            <th scope="col">{t('findings.evidence')}</th>
            <th scope="col">{t('findings.since')}</th>
            <th scope="col" data-numeric="">
              {t('findings.frees')}
            </th>
            <th scope="col" data-numeric="" title={t('findings.avoidableHint')}>
              {t('findings.avoidable')}
            </th>
          </tr>
        </thead>
        {groups.map((group, index) => {
          const shown = Math.min(
            asked.get(group.owner) ?? first[index] ?? 0,
            group.findings.length,
          );
          return (
            <tbody key={group.owner ?? ''}>
              <GroupHead
                group={group}
                columns={columns}
                selection={selection}
                onSelect={onSelect}
              />
              {group.findings.slice(0, shown).map(finding => (
                <FindingRow
                  key={finding.id}
                  finding={finding}
                  now={now}
                  selected={selection?.ids.has(finding.id) ?? null}
                  onSelect={chosen => onSelect([finding], chosen)}
                />
              ))}
              {shown < group.findings.length && (
                <GroupMore
                  owner={group.owner}
                  left={group.findings.length - shown}
                  more={shown > 0}
                  columns={columns}
                  onPress={() =>
                    setAsked(new Map(asked).set(group.owner, shown + MORE_ROWS))
                  }
                />
              )}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

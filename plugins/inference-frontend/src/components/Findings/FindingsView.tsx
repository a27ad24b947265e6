import { useMemo, useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type {
  Finding,
  FindingPage,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { selectRows } from '../table/selectRows';
import { isUnfiltered, withoutFilters } from '../table/tableQuery';
import { SnoozeManyDialog } from './answers/SnoozeManyDialog';
import { findingGroups } from './findingGroups';
import { FindingsHeadline } from './FindingsHeadline';
import {
  FACETS,
  FINDING_TRAITS,
  SHOWS,
  type FindingsQuery,
} from './findingsQuery';
import { FindingsTable } from './FindingsTable';
import { FindingsToolbar } from './FindingsToolbar';
import { NoFindings } from './NoFindings';
import { SelectionBar } from './SelectionBar';
import styles from './Findings.module.css';

const NONE_CHOSEN: ReadonlySet<string> = new Set();

/** The list of findings: what they come to, what to choose from, and the findings by owner. */
export function FindingsView(props: {
  page: FindingPage;
  /** All findings of the kind, whatever is filtered. */
  choices: readonly Finding[];
  query: FindingsQuery;
  now: InstantMs;
  onQuery(query: FindingsQuery): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { page, choices, query, now, onQuery } = props;
  const { show, table } = query;
  const [chosen, setChosen] = useState(NONE_CHOSEN);
  const [snoozing, setSnoozing] = useState(false);
  // Filters are the backend's, so that its sums are those of the list; words are searched here.
  const facets = useMemo(
    () => selectRows(choices, table, FINDING_TRAITS).facets,
    [choices, table],
  );
  const found = useMemo(() => {
    const searched = { ...withoutFilters(table, FACETS), search: table.search };
    return selectRows(page.items, searched, FINDING_TRAITS).rows;
  }, [page.items, table]);
  const groups = useMemo(
    () => findingGroups(page.byOwner, found),
    [page.byOwner, found],
  );
  // What was answered meanwhile is no longer there to be chosen.
  const selected = useMemo(
    () => new Set(found.flatMap(({ id }) => (chosen.has(id) ? [id] : []))),
    [found, chosen],
  );
  const empty = page.items.length === 0 && isUnfiltered(table);
  const onTable = (next: FindingsQuery['table']) =>
    onQuery({ ...query, table: next });
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        {!empty && <FindingsHeadline page={page} show={show} now={now} />}
        <ToggleButtonGroup
          className={styles.shows}
          aria-label={t('findings.show')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[show]}
          onSelectionChange={keys =>
            onQuery({
              ...query,
              show: SHOWS.find(one => keys.has(one)) ?? 'open',
            })
          }
        >
          {SHOWS.map(one => (
            <ToggleButton key={one} id={one} size="small">
              {t(`findings.shows.${one}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {empty ? (
        <NoFindings show={show} detection={page.detection} />
      ) : (
        <>
          <FindingsToolbar
            query={table}
            facets={facets}
            rows={found}
            onChange={onTable}
          />
          {page.totals.count > page.items.length && (
            <p className={styles.note} role="status">
              {t('findings.moreOnServer', {
                shown: formats.count(page.items.length),
                total: formats.count(page.totals.count),
              })}
            </p>
          )}
          {table.search !== '' && (
            <p className={styles.note} role="status">
              {t('findings.shown', {
                shown: formats.count(found.length),
                total: formats.count(page.items.length),
              })}
            </p>
          )}
          <SelectionBar
            count={selected.size}
            onSnooze={() => setSnoozing(true)}
            onClear={() => setChosen(NONE_CHOSEN)}
          />
          {found.length === 0 ? (
            <PageMessage title={t('findings.noMatchTitle')}>
              <p>{t('findings.noMatchHint')}</p>
              <Button
                variant="secondary"
                onPress={() => onTable(withoutFilters(table, FACETS))}
              >
                {t('table.clear')}
              </Button>
            </PageMessage>
          ) : (
            <FindingsTable
              groups={groups}
              now={now}
              selection={
                show === 'open' ? { ids: selected, onChange: setChosen } : null
              }
            />
          )}
        </>
      )}
      {snoozing && (
        <SnoozeManyDialog
          findings={found.filter(({ id }) => selected.has(id))}
          now={now}
          onClose={() => setSnoozing(false)}
        />
      )}
    </div>
  );
}

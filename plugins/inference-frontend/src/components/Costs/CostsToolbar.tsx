import { useMemo } from 'react';
import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Select,
  Switch,
} from '@backstage/ui';
import {
  idleViews,
  type CostGrouping,
} from '@inference-portal/plugin-inference-common';
import { RiDownloadLine, RiPrinterLine } from '@remixicon/react';
import { READER_TIME_ZONE } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { COST_WINDOWS, type ChosenWindow } from './costWindow';
import type { CostsParams } from './costsParams';
import { CustomWindow } from './CustomWindow';
import { LabelName } from './LabelName';
import type { LocalDate } from './localDate';
import styles from './Costs.module.css';

/** Groupings to choose from; buckets have a panel of their own. */
const GROUPINGS: readonly CostGrouping[] = [
  'owner',
  'model',
  'version',
  'server',
  'pod',
  'node',
  'cluster',
  'gpu-product',
  'capacity-type',
  'label',
];

/** Levels of the group hierarchy to put owners together by. */
const TOPMOST = 1;

function zoneOptions(current: string) {
  const names = new Set([
    'UTC',
    READER_TIME_ZONE,
    current,
    ...Intl.supportedValuesOf('timeZone'),
  ]);
  return [...names].map(id => ({ id, label: id }));
}

/** Which costs, of which days of which zone, and how: everything in the URL. */
export function CostsToolbar(props: {
  params: CostsParams;
  grouping: CostGrouping;
  /** Days of the window, both of them in it. */
  first: LocalDate;
  last: LocalDate;
  currencies: readonly string[];
  currency: string | null;
  onChange(change: Partial<CostsParams>): void;
  onDownload(format: 'csv' | 'focus'): void;
}) {
  const t = useText();
  const { params, grouping, onChange } = props;
  const zones = useMemo(() => zoneOptions(params.zone), [params.zone]);
  const chooseWindow = (key: string) => {
    const name = COST_WINDOWS.find(one => one === key);
    if (name !== undefined) {
      const window: ChosenWindow =
        name === 'custom'
          ? { name, first: props.first, last: props.last }
          : { name };
      onChange({ window });
    }
  };
  return (
    <div
      className={styles.toolbar}
      role="search"
      aria-label={t('costs.toolbar')}
    >
      <Select
        size="small"
        label={t('costs.window')}
        value={params.window.name}
        onChange={key => chooseWindow(String(key))}
        options={COST_WINDOWS.map(id => ({
          id,
          label: t(`costs.windows.${id}`),
        }))}
      />
      {params.window.name === 'custom' && (
        <CustomWindow
          key={`${params.window.first} ${params.window.last}`}
          first={params.window.first}
          last={params.window.last}
          onChange={window => onChange({ window })}
        />
      )}
      <Select
        size="small"
        label={t('costs.groupBy')}
        value={grouping}
        onChange={key =>
          onChange({ by: GROUPINGS.find(one => one === key) ?? null })
        }
        options={[
          ...GROUPINGS.map(id => ({ id, label: t(`costs.by.${id}`) })),
          ...(GROUPINGS.includes(grouping)
            ? []
            : [{ id: grouping, label: t(`costs.by.${grouping}`) }]),
        ]}
      />
      {grouping === 'label' && (
        <LabelName
          key={params.label}
          name={params.label}
          onChange={label => onChange({ by: 'label', label })}
        />
      )}
      <Select
        size="small"
        label={t('costs.idle')}
        value={params.idle}
        onChange={key =>
          onChange({ idle: idleViews.find(one => one === key) ?? 'separate' })
        }
        options={idleViews.map(id => ({
          id,
          label: t(`costs.idleViews.${id}`),
        }))}
      />
      <Select
        size="small"
        searchable
        label={t('costs.zone')}
        value={params.zone}
        onChange={key => onChange({ zone: String(key) })}
        options={zones}
      />
      {props.currencies.length > 1 && props.currency !== null && (
        <Select
          size="small"
          label={t('costs.currency')}
          value={props.currency}
          onChange={key => onChange({ currency: String(key) })}
          options={props.currencies.map(id => ({ id, label: id }))}
        />
      )}
      {grouping === 'owner' && (
        <Switch
          label={t('costs.rollUp')}
          isSelected={params.rollUp > 0}
          onChange={wanted => onChange({ rollUp: wanted ? TOPMOST : 0 })}
        />
      )}
      <div className={styles.toolbarEnd}>
        <MenuTrigger>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiDownloadLine />}
          >
            {t('costs.download')}
          </Button>
          <Menu>
            <MenuItem onAction={() => props.onDownload('csv')}>
              {t('costs.downloadCsv')}
            </MenuItem>
            <MenuItem onAction={() => props.onDownload('focus')}>
              {t('costs.downloadFocus')}
            </MenuItem>
          </Menu>
        </MenuTrigger>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiPrinterLine />}
          onPress={() => window.print()}
        >
          {t('costs.print')}
        </Button>
      </div>
    </div>
  );
}

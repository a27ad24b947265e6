import { Select } from '@backstage/ui';
import {
  inferenceServerReadPermission,
  usageGranularities,
} from '@inference-portal/plugin-inference-common';
import { useSearchParams } from 'react-router-dom';
import { useServerUsage } from '../../hooks/useServerUsage';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { UsageView } from './UsageView';
import styles from './Usage.module.css';

const GRANULARITY = 'by';

/** What a server did in the last days: by the hour, or longer by the day. */
export function ServerUsagePanel({ serverId }: { serverId: string }) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const granularity =
    usageGranularities.find(one => one === params.get(GRANULARITY)) ?? 'hour';
  const state = useServerUsage(serverId, { granularity });
  return (
    <div className={styles.page}>
      <Select
        className={styles.window}
        size="small"
        label={t('usage.granularity')}
        value={granularity}
        onChange={key =>
          setParams(
            previous => {
              const next = new URLSearchParams(previous);
              if (key === 'day') {
                next.set(GRANULARITY, 'day');
              } else {
                next.delete(GRANULARITY);
              }
              return next;
            },
            { replace: true },
          )
        }
        options={usageGranularities.map(id => ({
          id,
          label: t(`usage.windows.${id}`),
        }))}
      />
      {state.status === 'ready' ? (
        <>
          <StaleBanner stale={state.stale} />
          <UsageView usage={state.data} />
        </>
      ) : (
        <UnloadedView
          state={state}
          what={t('usage.what')}
          permission={inferenceServerReadPermission.name}
        />
      )}
    </div>
  );
}

import type { DataSource } from '@inference-portal/plugin-inference-common';
import {
  RiAlertLine,
  RiCheckLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiSettings3Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../../translation/useText';
import type { Tone } from '../states/serverStates';
import { ToneBadge } from '../states/ToneBadge';

const LOOKS: {
  readonly [status in DataSource['status']]: {
    readonly tone: Tone;
    readonly icon: RemixiconComponentType;
  };
} = {
  healthy: { tone: 'good', icon: RiCheckLine },
  degraded: { tone: 'warning', icon: RiAlertLine },
  unreachable: { tone: 'bad', icon: RiCloseCircleLine },
  misconfigured: { tone: 'bad', icon: RiSettings3Line },
  starting: { tone: 'neutral', icon: RiLoader4Line },
};

/** Health of a data source: icon and word. */
export function SourceStatus({ status }: { status: DataSource['status'] }) {
  const t = useText();
  return (
    <ToneBadge
      {...LOOKS[status]}
      label={t(`dataSources.statusValue.${status}`)}
    />
  );
}

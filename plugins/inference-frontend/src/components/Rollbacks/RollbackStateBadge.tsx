import type { RollbackState } from '@inference-portal/plugin-inference-common';
import {
  RiArrowGoBackLine,
  RiCheckLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiUserLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../../translation/useText';
import type { Tone } from '../states/serverStates';
import { ToneBadge } from '../states/ToneBadge';

const ICONS: Partial<{
  readonly [state in RollbackState]: {
    readonly icon: RemixiconComponentType;
    readonly tone: Tone;
  };
}> = {
  succeeded: { icon: RiCheckLine, tone: 'good' },
  failed: { icon: RiCloseCircleLine, tone: 'bad' },
  undone: { icon: RiArrowGoBackLine, tone: 'neutral' },
  declined: { icon: RiCloseCircleLine, tone: 'neutral' },
  'awaiting-approval': { icon: RiUserLine, tone: 'warning' },
};

/** Where a rollback stands, as icon and word. */
export function RollbackStateBadge({ state }: { state: RollbackState }) {
  const t = useText();
  const { icon, tone } = ICONS[state] ?? {
    icon: RiLoader4Line,
    tone: 'warning',
  };
  return (
    <ToneBadge tone={tone} icon={icon} label={t(`rollback.states.${state}`)} />
  );
}

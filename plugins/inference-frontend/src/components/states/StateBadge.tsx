import type { ServerState } from '@inference-portal/plugin-inference-common';
import {
  RiAlertLine,
  RiCheckLine,
  RiCloseCircleLine,
  RiDeleteBinLine,
  RiDownload2Line,
  RiHourglassLine,
  RiLoader4Line,
  RiMoonLine,
  RiQuestionLine,
  RiRam2Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../../translation/useText';
import { toneOf } from './serverStates';
import { ToneBadge } from './ToneBadge';

const ICONS: { readonly [state in ServerState]: RemixiconComponentType } = {
  serving: RiCheckLine,
  degraded: RiAlertLine,
  starting: RiLoader4Line,
  'crash-looping': RiCloseCircleLine,
  'image-pull-error': RiDownload2Line,
  'out-of-memory': RiRam2Line,
  pending: RiHourglassLine,
  'scaled-to-zero': RiMoonLine,
  removed: RiDeleteBinLine,
  unknown: RiQuestionLine,
};

/** State of a server: icon and word, coloured. `reason` is shown on hover. */
export function StateBadge(props: {
  state: ServerState;
  reason?: string | null;
}) {
  const t = useText();
  return (
    <ToneBadge
      tone={toneOf(props.state)}
      icon={ICONS[props.state]}
      label={t(`state.${props.state}`)}
      title={props.reason ?? undefined}
    />
  );
}

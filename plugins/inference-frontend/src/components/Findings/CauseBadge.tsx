import type {
  FindingCause,
  FindingConfidence,
} from '@inference-portal/plugin-inference-common';
import {
  RiCloseCircleLine,
  RiFileCopy2Line,
  RiGhostLine,
  RiHistoryLine,
  RiHourglassLine,
  RiMoonLine,
  RiScales3Line,
  RiUserUnfollowLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../../translation/useText';
import type { Tone } from '../states/serverStates';
import { ToneBadge } from '../states/ToneBadge';

const ICONS: { readonly [cause in FindingCause]: RemixiconComponentType } = {
  zombie: RiGhostLine,
  superseded: RiHistoryLine,
  'crash-looping': RiCloseCircleLine,
  'stuck-pending': RiHourglassLine,
  orphaned: RiUserUnfollowLine,
  duplicate: RiFileCopy2Line,
  idle: RiMoonLine,
  'over-provisioned': RiScales3Line,
};

const TONES: { readonly [confidence in FindingConfidence]: Tone } = {
  high: 'bad',
  medium: 'warning',
  low: 'neutral',
};

/** What a server is found to be, coloured by how sure that is. */
export function CauseBadge(props: {
  cause: FindingCause;
  confidence: FindingConfidence;
}) {
  const t = useText();
  return (
    <ToneBadge
      tone={TONES[props.confidence]}
      icon={ICONS[props.cause]}
      label={t(`findings.causes.${props.cause}`)}
      title={t(`findings.causeHint.${props.cause}`)}
    />
  );
}

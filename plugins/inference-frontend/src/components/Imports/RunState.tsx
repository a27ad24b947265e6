import {
  RiCheckLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiPauseCircleLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { ImportRun } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import type { Tone } from '../states/serverStates';
import { ToneBadge } from '../states/ToneBadge';

const LOOKS: {
  readonly [state in ImportRun['state']]: {
    readonly tone: Tone;
    readonly icon: RemixiconComponentType;
  };
} = {
  running: { tone: 'neutral', icon: RiLoader4Line },
  succeeded: { tone: 'good', icon: RiCheckLine },
  failed: { tone: 'bad', icon: RiCloseCircleLine },
  interrupted: { tone: 'warning', icon: RiPauseCircleLine },
};

/** How far a run has come, and whether it wrote anything. */
export function RunState({ run }: { run: ImportRun }) {
  const t = useText();
  return (
    <ToneBadge
      {...LOOKS[run.state]}
      label={t(
        run.dryRun
          ? `imports.dryStateOf.${run.state}`
          : `imports.stateOf.${run.state}`,
      )}
      title={
        run.state === 'interrupted' ? t('imports.interruptedHint') : undefined
      }
    />
  );
}

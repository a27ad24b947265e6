import type { ReadinessResult } from '@inference-portal/plugin-inference-common';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiQuestionLine,
  RiSubtractLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useText } from '../../translation/useText';
import type { Tone } from '../states/serverStates';
import { ToneBadge } from '../states/ToneBadge';

const LOOKS: {
  readonly [result in ReadinessResult]: {
    readonly icon: RemixiconComponentType;
    readonly tone: Tone;
  };
} = {
  pass: { icon: RiCheckboxCircleLine, tone: 'good' },
  fail: { icon: RiCloseCircleLine, tone: 'bad' },
  unknown: { icon: RiQuestionLine, tone: 'neutral' },
  'not-applicable': { icon: RiSubtractLine, tone: 'neutral' },
};

/** What a rule says, as icon and word. */
export function ResultBadge(props: {
  result: ReadinessResult;
  /** Stands before the word. */
  count?: string;
}) {
  const t = useText();
  const { result, count } = props;
  const { icon, tone } = LOOKS[result];
  const word = t(`readiness.results.${result}`);
  return (
    <ToneBadge
      tone={tone}
      icon={icon}
      label={count === undefined ? word : `${count} ${word}`}
      title={t(`readiness.resultHint.${result}`)}
    />
  );
}

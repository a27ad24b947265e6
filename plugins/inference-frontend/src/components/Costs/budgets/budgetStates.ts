import type { BudgetStatus } from '@inference-portal/plugin-inference-common';
import {
  RiAlertLine,
  RiCheckLine,
  RiCloseCircleLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { Tone } from '../../states/serverStates';

type BudgetState = BudgetStatus['state'];

/** How a state of a budget looks, the worst first. */
export const BUDGET_STATES: {
  readonly [state in BudgetState]: {
    readonly tone: Tone;
    readonly icon: RemixiconComponentType;
    readonly rank: number;
  };
} = {
  exceeded: { tone: 'bad', icon: RiCloseCircleLine, rank: 0 },
  'at-risk': { tone: 'warning', icon: RiAlertLine, rank: 1 },
  unknown: { tone: 'neutral', icon: RiQuestionLine, rank: 2 },
  'on-track': { tone: 'good', icon: RiCheckLine, rank: 3 },
};

import { changeMessages } from './en/changes';
import { commonMessages } from './en/common';
import { costMessages } from './en/costs';
import { deployMessages } from './en/deploy';
import { fieldMessages } from './en/fields';
import { findingMessages } from './en/findings';
import { importMessages } from './en/imports';
import { lineageMessages } from './en/lineage';
import { modelMessages } from './en/models';
import { pageMessages } from './en/pages';
import { plannerMessages } from './en/planner';
import { plannedCacheMessages } from './en/plannedCache';
import { readinessMessages } from './en/readiness';
import { registryDialogMessages } from './en/registryDialogs';
import { releaseMessages } from './en/releases';
import { rollbackMessages } from './en/rollbacks';
import { searchMessages } from './en/search';
import { usageMessages } from './en/usage';

/** English texts: whole sentences, grouped by the page that says them. */
export const messages = {
  ...commonMessages,
  ...pageMessages,
  ...modelMessages,
  ...registryDialogMessages,
  ...lineageMessages,
  ...costMessages,
  ...fieldMessages,
  ...importMessages,
  ...searchMessages,
  ...findingMessages,
  ...usageMessages,
  ...plannedCacheMessages,
  ...readinessMessages,
  ...changeMessages,
  ...rollbackMessages,
  ...releaseMessages,
  ...plannerMessages,
  ...deployMessages,
} as const;

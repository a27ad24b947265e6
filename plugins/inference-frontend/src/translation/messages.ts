import { commonMessages } from './en/common';
import { lineageMessages } from './en/lineage';
import { modelMessages } from './en/models';
import { pageMessages } from './en/pages';
import { registryDialogMessages } from './en/registryDialogs';

/** English texts: whole sentences, grouped by the page that says them. */
export const messages = {
  ...commonMessages,
  ...pageMessages,
  ...modelMessages,
  ...registryDialogMessages,
  ...lineageMessages,
} as const;

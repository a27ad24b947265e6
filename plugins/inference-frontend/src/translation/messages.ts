import { commonMessages } from './en/common';
import { costMessages } from './en/costs';
import { fieldMessages } from './en/fields';
import { importMessages } from './en/imports';
import { lineageMessages } from './en/lineage';
import { modelMessages } from './en/models';
import { pageMessages } from './en/pages';
import { registryDialogMessages } from './en/registryDialogs';
import { searchMessages } from './en/search';

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
} as const;

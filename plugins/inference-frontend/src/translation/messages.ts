import { commonMessages } from './en/common';
import { pageMessages } from './en/pages';

/** English texts: whole sentences, grouped by the page that says them. */
export const messages = { ...commonMessages, ...pageMessages } as const;

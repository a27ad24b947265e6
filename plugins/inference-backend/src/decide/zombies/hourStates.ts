/** What is known of an hour. */
export const UNSEEN = 0;
export const QUIET = 1;
export const USED = 2;

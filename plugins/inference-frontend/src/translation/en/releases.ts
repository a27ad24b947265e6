/** What pages say of releases that made a server worse. */
export const releaseMessages = {
  release: {
    failing: 'Releases that made servers worse',
    others: 'Worse since a release, too ({{number}}):',
    partial:
      'The hour in which it was released is counted whole, with minutes of the revision before.',
    errors: {
      rose: 'Errors rose {{factor}}× since revision {{revision}}, {{when}}',
      began:
        'Requests fail since revision {{revision}}, {{when}}; none did before',
      figures:
        '{{share}} of {{requests}} requests failed in the newest hours, {{before}} in the week before.',
    },
    restarts: {
      rose: 'Restarts rose {{factor}}× since revision {{revision}}, {{when}}',
      began:
        'Containers restart since revision {{revision}}, {{when}}; none did before',
      figures:
        '{{perHour}} restarts an hour in the newest hours, {{before}} in the week before.',
    },
  },
} as const;

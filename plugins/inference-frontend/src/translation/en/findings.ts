/** What pages and cards say about findings. */
export const findingMessages = {
  findings: {
    tab: 'Findings',
    what: 'the findings',
    whatOne: 'this finding',
    table: 'Findings by owner',
    search: 'Search findings',
    searchPlaceholder: 'Server, namespace, model, owner …',
    owner: 'Owner',
    cause: 'Finding',
    confidence: 'Confidence',
    cluster: 'Cluster',
    show: 'Show',
    shows: {
      open: 'Open',
      silenced: 'Answered',
      resolved: 'Resolved',
    },
    causes: {
      zombie: 'Unused',
      superseded: 'Superseded',
      'crash-looping': 'Crash-looping',
      'stuck-pending': 'No node',
      orphaned: 'Nobody’s',
      duplicate: 'Duplicate',
      idle: 'Idle',
      'over-provisioned': 'Too large',
    },
    causeHint: {
      zombie: 'Silent for longer than its own past explains.',
      superseded: 'A newer version of its model serves, and it is silent.',
      'crash-looping': 'Starts and ends again and again; nobody is served.',
      'stuck-pending': 'Its pods find no node.',
      orphaned: 'Its owner is missing in the catalog.',
      duplicate: 'The same model with the same arguments runs beside it.',
      idle: 'Silent for a while, not yet for longer than its past explains.',
      'over-provisioned': 'Its busiest hours need far less than it holds.',
    },
    confidences: {
      high: 'high',
      medium: 'medium',
      low: 'low',
    },
    states: {
      open: 'Open',
      snoozed: 'Snoozed',
      waived: 'Needed',
      accepted: 'Seen to',
      resolved: 'Resolved',
    },
    headline_one:
      '{{amount}} a month is avoidable: {{count, number}} finding, {{gpus}} GPUs.',
    headline_other:
      '{{amount}} a month is avoidable: {{count, number}} findings, {{gpus}} GPUs.',
    headlineUnpriced_one:
      '{{count, number}} finding on {{gpus}} GPUs; what they cost is not known.',
    headlineUnpriced_other:
      '{{count, number}} findings on {{gpus}} GPUs; what they cost is not known.',
    headlineShown_one: '{{count, number}} finding on {{gpus}} GPUs.',
    headlineShown_other: '{{count, number}} findings on {{gpus}} GPUs.',
    unpriced_one: '{{count, number}} finding has no price.',
    unpriced_other: '{{count, number}} findings have no price.',
    avoidableHint:
      'Avoidable only where somebody else uses the GPUs, or where the node is given back once it is empty. A month has 730 hours.',
    checked: 'Last looked {{when}}.',
    neverLooked:
      'Nobody has looked yet: the first search for unused servers runs once the portal has read its Prometheus servers.',
    pausedTitle_one:
      'Not everything on {{count, number}} cluster can be judged now',
    pausedTitle_other:
      'Not everything on {{count, number}} clusters can be judged now',
    pausedAt: {
      outage:
        '{{cluster}}: no metrics of any server have arrived since {{when}}, so there are no new findings until they do.',
      past: '{{cluster}}: what was before is still being read, back to {{when}} so far. Silence that began earlier is not judged yet.',
    },
    paused: {
      outage:
        '{{cluster}}: no metrics of any server have arrived lately, so there are no new findings until they do.',
      past: '{{cluster}}: what was before is still being read. Silence that began then is not judged yet.',
    },
    pausedAction: 'See data sources',
    emptyTitle: 'Nothing wastes GPUs, as far as the portal can see',
    emptyHint:
      'Servers that hold GPUs and that nobody uses are listed here, with the evidence and what they cost.',
    notLookedTitle: 'No search for unused servers has run yet',
    blindTitle: 'No findings, because samples are missing',
    blindHint:
      'Without samples nobody can tell what is unused. What was found before would stay in the list.',
    emptySilencedTitle: 'Nobody has answered a finding yet',
    emptySilencedHint:
      'Findings that were snoozed, that are needed or that somebody sees to stand here.',
    emptyResolvedTitle: 'Nothing has been resolved yet',
    emptyResolvedHint:
      'Findings stand here once the server is used again, scaled to zero or removed.',
    noMatchTitle: 'No finding matches',
    noMatchHint: 'Search for something else or take a filter away.',
    moreOnServer:
      'The first {{shown}} of {{total}} findings are listed. Filter by owner or cluster to see the others.',
    shown: '{{shown}} of {{total}} findings match.',
    group_one: '{{count, number}} finding',
    group_other: '{{count, number}} findings',
    groupGpus: '{{gpus}} GPUs',
    groupSelect: 'Select all findings of {{owner}}',
    groupOpen_one: 'Show {{count, number}} finding of {{owner}}',
    groupOpen_other: 'Show {{count, number}} findings of {{owner}}',
    groupMore_one: 'Show {{count, number}} more of {{owner}}',
    groupMore_other: 'Show {{count, number}} more of {{owner}}',
    selectOne: 'Select {{server}}: {{cause}}',
    select: 'Selection',
    selected_one: '{{count, number}} selected',
    selected_other: '{{count, number}} selected',
    bulk: 'What to do with the selected findings',
    deselect: 'Select none',
    server: 'Model server',
    evidence: 'Evidence',
    since: 'Since',
    noSince: 'the evidence does not tell since when.',
    frees: 'GPUs',
    noGpus: 'the ledger of GPUs does not know this server.',
    avoidable: 'A month',
    noPrice: 'nobody knows what its GPUs cost.',
    heldHint:
      'What the server costs; only a part of it could be saved, so it is not in the sums.',
    resolutions: {
      'in-use': 'It is used again, or works again.',
      'another-cause': 'Another finding says it better.',
      exempt: 'It was declared as a standby or as scheduled.',
      redeployed: 'It was deployed anew.',
      'scaled-to-zero': 'It was scaled to zero.',
      'server-removed': 'The server was removed.',
      unknown: 'It no longer holds.',
    },
    orphaned: 'Owner missing in the catalog',
    back: 'All findings',
    notFoundTitle: 'There is no such finding',
    notFoundHint:
      'It may have been forgotten, or it belongs to somebody whose findings you may not see.',
    silencedBy: '{{state}} by {{who}}, {{when}}.',
    silencedUntil: 'Nobody is told of it until {{until}}.',
    acceptedUntil: 'It is resolved by itself once the server is gone or used.',
    resolvedSince: 'Resolved {{when}}: {{why}}',
    why: 'Why the portal says so',
    whyConfidence: 'Confidence: {{confidence}}. Last looked {{when}}.',
    changes: 'What would change this',
    changesBy: {
      zombie: 'Requests, or a GPU that works, resolve it within an hour.',
      superseded: 'Requests, or a GPU that works, resolve it within an hour.',
      idle: 'Requests, or a GPU that works, resolve it within an hour.',
      'crash-looping':
        'Pods that stay up, or requests that are served, resolve it.',
      'stuck-pending': 'A pod that finds a node resolves it.',
      orphaned: 'An owner who stands in the catalog resolves it.',
      duplicate:
        'Other arguments or another model on either server resolve it.',
      'over-provisioned':
        'A fuller KV cache, waiting requests or fewer replicas resolve it.',
    },
    changesDeclare:
      'A server that shall wait says so on its workload, as a standby or with its schedule:',
    nextCheck: 'If nothing happens, the verdict can change next:',
    money: 'What it costs',
    costs: '{{amount}} a month for {{gpus}}, idle or not.',
    costsUnknown: '{{gpus}}; what they cost is not known.',
    costsNothing: 'The ledger of GPUs does not know this server.',
    costsPartly:
      '{{gpus}} of these GPUs have no price and are not in the amount.',
    freesAll:
      'Frees {{gpus}} GPUs on {{node}} and empties it: the node could be given back.',
    freesSome:
      'Frees {{gpus}} of {{nodeGpus}} GPUs on {{node}}; others hold {{others}}. It saves money once somebody else uses them.',
    costsLink: 'What it cost so far',
    activity: 'Activity of the last {{days}} days',
    history: 'What happened',
    event: {
      opened: 'Found, confidence {{confidence}}',
      openedFrom: 'Found, after “{{cause}}”, confidence {{confidence}}',
      reopened: 'Found again',
      'confidence-changed': 'Confidence is now {{confidence}}',
      snoozed: 'Snoozed until {{until}}',
      waived: 'Needed until {{until}}',
      accepted: 'Somebody sees to it',
      'silence-ended': 'No longer silent',
      notified: 'Owner told',
      'scaled-to-zero': 'Scaled to zero',
      restored: 'Restored',
      resolved: 'Resolved',
    },
    portal: 'the portal',
    actions: 'What to do',
    snooze: 'Snooze …',
    waive: 'It is needed …',
    accept: 'I see to it …',
    snoozeTitle: 'Snooze the finding on {{server}}',
    snoozeManyTitle_one: 'Snooze {{count, number}} finding',
    snoozeManyTitle_other: 'Snooze {{count, number}} findings',
    snoozeEffect:
      'Nobody is told of it until then. If it still holds, it is raised once again.',
    snoozeSubmit: 'Snooze until {{until}}',
    waiveTitle: '{{server}} is needed as it is',
    waiveEffect:
      'For a finding that is wrong, and for a server that has to wait. Say why: who looks at it next reads it. It is raised again after that day if it still holds.',
    waiveSubmit: 'Keep it until {{until}}',
    acceptTitle: 'I see to {{server}}',
    acceptEffect:
      'The finding is right and you do something about it. It leaves the list of open findings, and is resolved by itself once the server is gone, scaled to zero or used.',
    acceptSubmit: 'I see to it',
    until: 'Until the beginning of (UTC)',
    untilHelp: 'At the latest {{latest}}.',
    untilProblem: 'Choose a day from {{earliest}} to {{latest}}.',
    untilDays_one: '{{count, number}} day',
    untilDays_other: '{{count, number}} days',
    untilQuick: 'Length',
    reason: 'Why',
    reasonHelp: 'Everybody who may see the finding reads it.',
    reasonMissing: 'Say why.',
    snoozedSome_one: '{{count, number}} finding was not snoozed',
    snoozedSome_other: '{{count, number}} findings were not snoozed',
    alreadyResolved: 'It is resolved already.',
    card: 'Unused GPUs',
    cardServer: 'Findings',
    cardNone: 'No findings: this server is used, or too new to be judged.',
    cardGroupNone:
      'No findings: the portal knows of no server of this group that nobody uses.',
    cardGroup_one:
      '{{amount}} a month is avoidable in {{count, number}} finding on {{gpus}} GPUs.',
    cardGroup_other:
      '{{amount}} a month is avoidable in {{count, number}} findings on {{gpus}} GPUs.',
    cardGroupUnpriced_one: '{{count, number}} finding on {{gpus}} GPUs.',
    cardGroupUnpriced_other: '{{count, number}} findings on {{gpus}} GPUs.',
    cardMine: 'All findings of this group',
    sentence: {
      unused: 'Nobody has used it for {{span}}.',
      unusedDaily: 'Nobody has used it for {{span}}, after daily use.',
      scheduled: 'No run of its schedule {{schedule}} for {{span}}.',
      flat: 'Only flat, tiny requests as monitoring sends them ({{rate}} an hour) for {{span}}.',
      never: 'Nobody has ever used it, for {{span}}.',
      superseded: 'A newer version serves for {{span}}.',
      supersededSome: 'A newer version serves.',
      crashLooping: 'Crash-loops for {{span}} without serving anybody.',
      pending: 'Its pods have found no node for {{span}}.',
      orphaned: 'Nobody in the catalog owns it.',
      duplicate:
        'Runs the same model with the same arguments as {{server}} beside it.',
      roomy_one:
        'Its busiest hours fill {{share}} of the KV cache of its {{count, number}} replica, and no request waited.',
      roomy_other:
        'Its busiest hours fill {{share}} of the KV cache of its {{count, number}} replicas, and no request waited.',
    },
    because: {
      'silent-for':
        'Silent for {{days}}; its own past explains a silence of {{allowed}}.',
      'never-used':
        'Never used in {{days}}; a server gets {{allowed}} to be tried.',
      coverage:
        '{{seen}} of the silence was watched ({{hours}} hours with samples).',
      coverageBusy:
        '{{seen}} of the silence was watched ({{hours}} hours with samples), and {{busy}} of the hours in which it used to be busy.',
      'earlier-use':
        'It was used on {{days}} of the last 28 days before; its longest pause was {{pause}}.',
      'earlier-use-interval':
        'It was used on {{days}} of the last 28 days before, usually every {{interval}}; its longest pause was {{pause}}.',
      'flat-requests':
        '{{rate}} requests an hour of about {{tokens}} tokens each, all alike: probes of monitoring, not people.',
      'flat-requests-rate':
        '{{rate}} requests an hour, all alike: probes of monitoring, not people.',
      'quiet-by-gpu-alone':
        'In {{hours}} hours only the GPU says that it was quiet: requests were not counted.',
      'gpu-blips-ignored':
        '{{hours}} single hours with a short stir of the GPU and no request were not taken for use.',
      'gpu-shared':
        'Others use the same GPUs, so their activity tells nothing of this server.',
      'crash-looping':
        'Crash-loops for {{days}}; the last request was served {{quiet}} ago.',
      'newer-version-serves':
        'A newer version of the model serves for {{days}}.',
      'newer-version-serves-some': 'A newer version of the model serves.',
      'possible-standby':
        'It was never used daily, so it may be a standby that nobody declared.',
      'owner-missing': 'Its owner does not stand in the catalog.',
      'same-model-beside':
        '{{server}} runs the same model with the same arguments in the same namespace.',
      'declared-schedule':
        'Declared schedule {{schedule}}: runs are at most {{interval}} apart, and were missed on {{missed}} days.',
      'schedule-unreadable':
        'The declared schedule {{schedule}} cannot be read: {{problem}}.',
      load: 'In the last seven days: KV cache at most {{cache}} full in 95 of 100 hours, {{waiting}} requests waiting, on {{replicas}} replicas.',
      'pending-for': 'Pods have waited for a node for {{hours}} hours.',
    },
    becauseOther: '{{code}}: {{values}}',
  },
} as const;

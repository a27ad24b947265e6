/** What the form fields of templates say, and the panel of a model that leads to them. */
export const deployMessages = {
  deploy: {
    checkFailed:
      'This could not be checked: {{message}} Try again in a moment.',
    problem: 'This cannot be deployed',
    model: {
      title: 'Model',
      name: 'Registered model',
      nameHint: 'Search by name or title',
      what: 'the models',
      version: 'Version',
      chosen: '{{source}}, {{license}}',
      noLicense: 'no license known',
      none: 'No model is registered yet. Register one under Inference, Models; then it can be chosen here.',
      noVersion:
        'No version of this model can be served: it needs one that is pinned and not retired, from Hugging Face, an OCI registry or a volume.',
      chooseFirst: 'Choose a registered model and one of its versions.',
      unknown: '{{name}} {{version}} is not in the registry.',
      retired: '{{version}} is retired: {{reason}}. Choose another version.',
      notPinned:
        '{{version}} is not pinned: {{source}} may change under a server. Register it with its commit or digest.',
      notServable:
        '{{version}} cannot be loaded from {{source}}: use hf://org/name@<commit>, oci://registry/name@sha256:… or pvc://claim/path.',
    },
    target: {
      title: 'Where it runs',
      name: 'Cluster and namespace',
      nameHint: 'Search by cluster, namespace or owner',
      what: 'the namespaces',
      whole: '{{cluster}} / {{namespace}}',
      ownedBy: 'owned by {{owner}}',
      unowned: 'nobody owns it',
      withQuota: '{{whose}}, {{free}} of {{hard}} GPUs of the quota left',
      refused: 'You may not deploy to {{namespace}}.',
      quotaFull_one:
        'The quota of {{namespace}} is used up: its only GPU is taken. Scale a server there down, or ask who runs the cluster for more.',
      quotaFull_other:
        'The quota of {{namespace}} is used up: all {{count, number}} GPUs are taken. Scale a server there down, or ask who runs the cluster for more.',
      none: 'No cluster that you may see has a namespace to deploy to; the data sources say which clusters are read.',
      chooseFirst: 'Choose a namespace that you may deploy to.',
      unknown:
        'There is no namespace {{namespace}} on {{cluster}} that you may see.',
      unread: 'Some namespaces may be missing',
      gpus: 'GPUs free now on {{cluster}}: {{gpus}}.',
      noGpus: '{{cluster}} has no GPUs.',
      gpusOf: '{{free}} of {{total}} {{product}}',
    },
    gpu: {
      title: 'GPUs and memory',
      product: 'GPU',
      choice: '{{product}}, {{free}} of {{total}} free',
      perStage: 'Tensor parallel (GPUs)',
      stages: 'Pipeline parallel (stages)',
      share: 'Share of the GPU memory',
      shareProblem: 'A number from 0.1 to 0.99',
      kvCache: 'KV cache',
      dtype: 'Precision',
      asModel: 'as the model',
      modelFirst:
        'Choose a model and a namespace first: the planner needs both.',
      gpuFirst: 'Choose a GPU, or take one of the alternatives below.',
      lengthFirst:
        'Give the longest request as a whole number of tokens from 1.',
      planning: 'The planner looks whether it fits.',
      stillPlanning:
        'The planner has not answered for these settings yet; go on when it has.',
      alternatives: 'GPUs of {{cluster}}, the cheapest that fits first',
      fitsNot: 'It does not fit: {{reason}}',
      fitsNotNearest: '{{problem}} {{nearest}}',
      month: '{{sentence}}, {{price}} a month',
      overQuota:
        'A replica takes {{gpus}} GPUs, and the quota of {{namespace}} leaves {{free}}. Take fewer, scale a server there down, or ask who runs the cluster for more.',
      noGpuOfCluster: '{{cluster}} has no {{product}}. Choose one of its GPUs.',
    },
    panel: {
      title: 'Where would it fit?',
      cheapest: 'Cheapest that fits: {{gpus}} on {{cluster}}.',
      cheapestPrice:
        'Cheapest that fits: {{gpus}} on {{cluster}}, {{price}} a month.',
      now: 'On free GPUs now: {{options}}.',
      nowOption: '{{gpus}} on {{cluster}}',
      nowNone: 'Nowhere on free GPUs now.',
      nowhere: 'It fits on no GPUs of the fleet.',
      length: 'For requests of up to {{tokens}} tokens.',
      deploy: 'Deploy with {{template}}',
      planner: 'Open the planner',
    },
    files: {
      title: 'Files of {{name}}',
      download: 'Download {{archive}}',
      what_one: 'One file, {{size}} KiB. Nothing was applied to a cluster.',
      what_other:
        '{{count, number}} files, {{size}} KiB. Nothing was applied to a cluster; each overlay is built and applied by kubectl apply -k.',
      waitingTitle: 'The files are being rendered',
      waitingHint: 'They stand here as soon as the task is through.',
      failedTitle: 'There are no files',
      failedHint: 'The log of the task says more, under Create, Task list.',
      noneTitle: 'There are no files',
      noneHint:
        'This task rendered none for download: it applied them or opened a pull request, or its template does not put them under files of its output.',
      noScaffolder: 'This portal has no scaffolder, which keeps the files.',
    },
    take: 'Take',
    takeOf: 'Take {{gpus}} on {{cluster}}',
  },
} as const;

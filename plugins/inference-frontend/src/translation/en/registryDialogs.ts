/** What the dialogs of the model registry say. */
export const registryDialogMessages = {
  registry: {
    missingPermission:
      'You may not do this. It takes the permission {{permission}}, which those who maintain the permission policy can grant, and usually that you own the model.',
    notOwner:
      'You may not do this: the model belongs to {{owner}}. Ask its owner, or a registry administrator.',
    unowned:
      'You may not do this: nobody owns the model. A registry administrator can give it an owner.',
    notApprover:
      'You may not decide about this move: that is up to {{approvers}}.',
    actionBlocked: '{{label}} ({{reason}})',
    refused: 'The registry refused',
    cancel: 'Cancel',
    close: 'Close',
  },
  registerModel: {
    title: 'Title',
    submit: 'Register model',
    incomplete: 'Namespace, name and owner are needed.',
    namespace: 'Namespace',
    namespaceHelp:
      'Of the catalog entity; default unless your teams use others.',
    name: 'Name',
    nameHelp:
      'Name of the catalog entity: letters, digits, - _ . between them, up to 63.',
    owner: 'Owner',
    ownerHelp:
      'Entity ref of the group or user that answers for it. You own things as {{refs}}.',
    description: 'Description',
    descriptionHelp: 'What it is for, in a sentence or two.',
    homepage: 'Homepage',
    homepageHelp: 'https:// address of its page elsewhere.',
    tags: 'Tags',
    tagsHelp: 'Separated by commas.',
    sourceIds: 'Known elsewhere as',
    sourceIdsHelp:
      'Ids such as Qwen/Qwen3-32B, one on each line; servers are joined by them.',
    dialogTitle: 'Register a model',
    titleHelp: 'How people call it.',
  },
  registerVersion: {
    title: 'Register a version of {{model}}',
    submit: 'Register version',
    effect:
      'A version never changes after it is registered. Registering the same content again does nothing; a mistake is corrected with a new version.',
    incomplete: 'Version and source are needed.',
    problems: 'A field cannot be read.',
    'problem.number': 'Write a whole number in digits, such as 32762123264.',
    'problem.lineage':
      'Write one link on each line: a relation, a blank and what it was made from. Relations are {{relations}}.',
    more: 'More fields',
    version: 'Version',
    versionHelp:
      'A name that stays, such as 2026-11-22 or 1.4.0; words that move, such as latest, are aliases.',
    source: 'Source',
    sourceHelp:
      'Where the bytes are: hf://org/name@commit, s3://…, oci://…@sha256:…, pvc://…, models:/name/1. Without a commit or digest it is marked as not pinned. Never with a password or token.',
    digest: 'Digest',
    digestHelp:
      'Of the content, as sha256:<hex>; pins sources that cannot name a revision.',
    license: 'License',
    licenseHelp: 'SPDX id such as Apache-2.0, or LicenseRef-….',
    format: 'Format',
    formatHelp: 'safetensors, gguf, onnx, …',
    precision: 'Precision',
    precisionHelp: 'bf16, fp8, …',
    quantization: 'Quantisation',
    quantizationHelp: 'awq, gptq, nvfp4, …',
    architecture: 'Architecture',
    architectureHelp: 'Such as Qwen3ForCausalLM.',
    parameters: 'Parameters',
    parametersHelp: 'Their number, in digits.',
    contextLength: 'Context length',
    contextLengthHelp: 'In tokens.',
    creator: 'Made by',
    creatorHelp: 'Team or organisation.',
    homepage: 'Page elsewhere',
    homepageHelp: 'https:// address.',
    description: 'Description',
    descriptionHelp: 'What is new in it.',
    modelCard: 'Model card',
    modelCardHelp: 'Markdown, up to 256 KiB.',
    lineage: 'Made from',
    lineageHelp: 'One on each line, such as: finetune hf://Qwen/Qwen3-32B-Base',
  },
  moveAlias: {
    title: 'Move {{alias}} of {{model}}',
    newTitle: 'Point an alias of {{model}} to a version',
    requestedTitle: '{{alias}} of {{model}} waits for a second person',
    submit: 'Point {{alias}} to {{version}}',
    ask: 'Ask to point {{alias}} to {{version}}',
    alias: 'Alias',
    aliasHelp:
      'Lower-case letters, digits, . _ -, beginning with a letter; not a version number and not latest.',
    now: '{{alias}} points to {{version}} now.',
    nowhere: 'nowhere',
    target: 'New version',
    choose: 'Choose a version',
    floating: '{{version}} (not pinned)',
    remove: 'Nowhere: take the alias away',
    reason: 'Reason',
    reasonHelp: 'Stays in the history of the alias.',
    incomplete: 'Choose a version.',
    there: 'It points there already.',
    protected:
      '{{alias}} is protected: nothing moves until a second person has approved.',
    requested:
      '{{alias}} has not moved yet. A second person must approve; the request stands on the page of the model.',
    overtakenTitle: 'Somebody else moved {{alias}} first',
    overtaken:
      '{{alias}} points to {{version}} since {{who}} moved it {{when}}. When you opened this dialog it pointed to {{seen}}.',
    overtakenGone:
      '{{alias}} points nowhere now. When you opened this dialog it pointed to {{seen}}.',
    lookAgain: 'Look again before you decide.',
    lookAgainAction: 'Look again',
  },
  retire: {
    title: 'Retire {{version}} of {{model}}',
    submit: 'Retire {{version}}',
    backTitle: 'Take {{version}} of {{model}} back into use',
    backSubmit: 'Take {{version}} back',
    effect:
      'The version stays in the registry, marked as retired with your reason, and no alias can be pointed to it. Nothing is deleted and no server is changed.',
    backEffect: 'The version is in use again and aliases can be pointed to it.',
    running_one: '{{count, number}} server runs it now and keeps running it.',
    running_other: '{{count, number}} servers run it now and keep running it.',
    reason: 'Reason',
    reasonHelp: 'Everybody who looks at the version reads it.',
    incomplete: 'A reason is needed.',
  },
  decide: {
    approveTitle: 'Approve the move of {{alias}} of {{model}}',
    approveSubmit: 'Point {{alias}} to {{to}}',
    approveEffect:
      '{{alias}} of {{model}} moves from {{from}} to {{to}} at once.',
    rejectTitle: 'Reject the move of {{alias}} of {{model}}',
    rejectSubmit: 'Reject the move to {{to}}',
    rejectEffect:
      '{{alias}} of {{model}} stays at {{from}}; the wish to move it to {{to}} ends.',
    withdrawTitle: 'Withdraw your wish to move {{alias}} of {{model}}',
    withdrawSubmit: 'Withdraw the move to {{to}}',
    withdrawEffect:
      '{{alias}} of {{model}} stays at {{from}}; your wish to move it to {{to}} ends.',
    asked: '{{who}} asked for it: {{reason}}',
    overTitle: 'The request has ended meanwhile; nothing was changed now',
    winner: '{{alias}} points to {{version}} since {{who}} moved it {{when}}.',
    winnerNowhere: '{{alias}} points nowhere now.',
    isThere: 'That is what was asked for.',
    askAgainHint:
      'If {{to}} should still follow, look at both versions and ask anew.',
    askAgain: 'Ask anew for {{to}} …',
    reason: 'Reason',
    reasonHelp: 'Stays with the request.',
  },
  editModel: {
    title: 'Edit {{model}}',
    submit: 'Save',
    effect:
      'Changes what describes the model, here and in the catalog. Versions, aliases and their history stay as they are.',
    incomplete: 'A model needs an owner.',
    unchanged: 'Nothing is changed yet.',
    givesAway:
      'After this the model belongs to {{owner}}, and you can no longer change it.',
  },
  registerServer: {
    title: 'Register what {{server}} runs',
    submit: 'Register {{model}} @ {{version}}',
    what: 'the proposal',
    incomplete: 'Namespace, name and version are needed.',
    namespace: 'Namespace',
    name: 'Model',
    version: 'Version',
    owner: 'Owner',
    ownerHelp: 'Entity ref; needed for a model that is new.',
    modelExists: 'The model is registered; this adds a version to it.',
    modelNew:
      'The model is not registered yet; this registers it with its first version.',
    evidence: 'What was seen',
  },
} as const;

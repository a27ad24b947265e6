/** Was die Formularfelder von Vorlagen sagen, und die Seite eines Modells, die zu ihnen führt. */
export const germanDeploy = {
  'deploy.checkFailed':
    'Das ließ sich nicht prüfen: {{message}} Versuche es gleich noch einmal.',
  'deploy.problem': 'So lässt es sich nicht bereitstellen',
  'deploy.model.title': 'Modell',
  'deploy.model.name': 'Registriertes Modell',
  'deploy.model.nameHint': 'Nach Name oder Titel suchen',
  'deploy.model.what': 'die Modelle',
  'deploy.model.version': 'Version',
  'deploy.model.chosen': '{{source}}, {{license}}',
  'deploy.model.noLicense': 'keine Lizenz bekannt',
  'deploy.model.none':
    'Noch ist kein Modell registriert. Registriere eins unter Inference, Modelle; dann lässt es sich hier wählen.',
  'deploy.model.noVersion':
    'Keine Version dieses Modells lässt sich betreiben: Es braucht eine, die festgelegt und nicht ausgemustert ist, von Hugging Face, einer OCI-Registry oder einem Volume.',
  'deploy.model.chooseFirst':
    'Wähle ein registriertes Modell und eine seiner Versionen.',
  'deploy.model.unknown': '{{name}} {{version}} ist nicht in der Registry.',
  'deploy.model.retired':
    '{{version}} ist ausgemustert: {{reason}}. Wähle eine andere Version.',
  'deploy.model.notPinned':
    '{{version}} ist nicht festgelegt: {{source}} kann sich unter einem Server ändern. Registriere sie mit Commit oder Digest.',
  'deploy.model.notServable':
    '{{version}} lässt sich nicht von {{source}} laden: Nimm hf://org/name@<commit>, oci://registry/name@sha256:… oder pvc://claim/path.',
  'deploy.target.title': 'Wo es läuft',
  'deploy.target.name': 'Cluster und Namespace',
  'deploy.target.nameHint': 'Nach Cluster, Namespace oder Besitzer suchen',
  'deploy.target.what': 'die Namespaces',
  'deploy.target.whole': '{{cluster}} / {{namespace}}',
  'deploy.target.ownedBy': 'gehört {{owner}}',
  'deploy.target.unowned': 'gehört niemandem',
  'deploy.target.withQuota':
    '{{whose}}, {{free}} von {{hard}} GPUs des Kontingents frei',
  'deploy.target.refused': 'Du darfst in {{namespace}} nichts bereitstellen.',
  'deploy.target.quotaFull_one':
    'Das Kontingent von {{namespace}} ist aufgebraucht: Seine einzige GPU ist vergeben. Verkleinere dort einen Server, oder bitte den Betreiber des Clusters um mehr.',
  'deploy.target.quotaFull_other':
    'Das Kontingent von {{namespace}} ist aufgebraucht: Alle {{count, number}} GPUs sind vergeben. Verkleinere dort einen Server, oder bitte den Betreiber des Clusters um mehr.',
  'deploy.target.none':
    'Kein Cluster, den du sehen darfst, hat einen Namespace zum Bereitstellen; welche gelesen werden, sagen die Datenquellen.',
  'deploy.target.chooseFirst':
    'Wähle einen Namespace, in dem du bereitstellen darfst.',
  'deploy.target.unknown':
    'Einen Namespace {{namespace}} auf {{cluster}}, den du sehen darfst, gibt es nicht.',
  'deploy.target.unread': 'Manche Namespaces fehlen vielleicht',
  'deploy.target.gpus': 'Jetzt frei auf {{cluster}}: {{gpus}}.',
  'deploy.target.noGpus': '{{cluster}} hat keine GPUs.',
  'deploy.target.gpusOf': '{{free}} von {{total}} {{product}}',
  'deploy.gpu.title': 'GPUs und Speicher',
  'deploy.gpu.product': 'GPU',
  'deploy.gpu.choice': '{{product}}, {{free}} von {{total}} frei',
  'deploy.gpu.perStage': 'Tensorparallel (GPUs)',
  'deploy.gpu.stages': 'Pipelineparallel (Stufen)',
  'deploy.gpu.share': 'Anteil am GPU-Speicher',
  'deploy.gpu.shareProblem': 'Eine Zahl von 0.1 bis 0.99',
  'deploy.gpu.kvCache': 'KV-Cache',
  'deploy.gpu.dtype': 'Genauigkeit',
  'deploy.gpu.asModel': 'wie das Modell',
  'deploy.gpu.modelFirst':
    'Wähle zuerst Modell und Namespace: Der Planer braucht beide.',
  'deploy.gpu.gpuFirst':
    'Wähle eine GPU, oder nimm unten eine der Alternativen.',
  'deploy.gpu.lengthFirst':
    'Gib die längste Anfrage als ganze Zahl von Tokens ab 1 an.',
  'deploy.gpu.planning': 'Der Planer sieht nach, ob es passt.',
  'deploy.gpu.stillPlanning':
    'Der Planer hat für diese Einstellungen noch nicht geantwortet; geh weiter, sobald er es hat.',
  'deploy.gpu.alternatives':
    'GPUs von {{cluster}}, die günstigste passende zuerst',
  'deploy.gpu.fitsNot': 'Es passt nicht: {{reason}}',
  'deploy.gpu.fitsNotNearest': '{{problem}} {{nearest}}',
  'deploy.gpu.month': '{{sentence}}, {{price}} im Monat',
  'deploy.gpu.overQuota':
    'Eine Replik braucht {{gpus}} GPUs, und das Kontingent von {{namespace}} lässt {{free}}. Nimm weniger, verkleinere dort einen Server, oder bitte den Betreiber des Clusters um mehr.',
  'deploy.gpu.noGpuOfCluster':
    '{{cluster}} hat keine {{product}}. Wähle eine seiner GPUs.',
  'deploy.panel.title': 'Wo würde es passen?',
  'deploy.panel.cheapest': 'Die günstigste passende: {{gpus}} auf {{cluster}}.',
  'deploy.panel.cheapestPrice':
    'Die günstigste passende: {{gpus}} auf {{cluster}}, {{price}} im Monat.',
  'deploy.panel.now': 'Jetzt auf freien GPUs: {{options}}.',
  'deploy.panel.nowOption': '{{gpus}} auf {{cluster}}',
  'deploy.panel.nowNone': 'Nirgends auf jetzt freien GPUs.',
  'deploy.panel.nowhere': 'Es passt auf keine GPUs der Flotte.',
  'deploy.panel.length': 'Für Anfragen bis {{tokens}} Tokens.',
  'deploy.panel.deploy': 'Bereitstellen mit {{template}}',
  'deploy.panel.planner': 'Planer öffnen',
  'deploy.files.title': 'Dateien von {{name}}',
  'deploy.files.download': '{{archive}} herunterladen',
  'deploy.files.what_one':
    'Eine Datei, {{size}} KiB. Auf keinem Cluster wurde etwas angewendet.',
  'deploy.files.what_other':
    '{{count, number}} Dateien, {{size}} KiB. Auf keinem Cluster wurde etwas angewendet; jedes Overlay baut und wendet kubectl apply -k an.',
  'deploy.files.waitingTitle': 'Die Dateien werden erzeugt',
  'deploy.files.waitingHint': 'Sie stehen hier, sobald der Auftrag fertig ist.',
  'deploy.files.failedTitle': 'Es gibt keine Dateien',
  'deploy.files.failedHint':
    'Das Protokoll des Auftrags sagt mehr, unter Erstellen, Auftragsliste.',
  'deploy.files.noneTitle': 'Es gibt keine Dateien',
  'deploy.files.noneHint':
    'Dieser Auftrag hat keine zum Herunterladen erzeugt: Er hat sie angewendet oder einen Pull Request geöffnet, oder seine Vorlage legt sie nicht unter files ihrer Ausgabe ab.',
  'deploy.files.noScaffolder':
    'Dieses Portal hat keinen Scaffolder, der die Dateien aufhebt.',
  'deploy.take': 'Nehmen',
  'deploy.takeOf': '{{gpus}} auf {{cluster}} nehmen',
};

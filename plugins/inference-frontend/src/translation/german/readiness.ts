/** Was Seiten darüber sagen, wie reif für die Produktion Server sind. */
export const germanReadiness = {
  'readiness.tab': 'Reife',
  'readiness.card': 'Produktionsreife',
  'readiness.what': 'die Reife des Servers',
  'readiness.headline':
    '{{pass}} von {{judged}} Regeln, die sich beurteilen lassen, sind erfüllt.',
  'readiness.counts': 'Regeln nach Ergebnis',
  'readiness.ofRevision':
    'Beurteilt nach der Spezifikation von Revision {{revision}} und dem, was das Portal ringsum weiß. Was es nicht sieht, ist unbekannt und nie ein Mangel.',
  'readiness.noRevision':
    'Von dem Server ist keine Spezifikation aufgezeichnet, daher lässt sich wenig beurteilen. Was das Portal nicht sieht, ist unbekannt und nie ein Mangel.',
  'readiness.evidence': 'Belege',
  'readiness.evidenceOf': 'Belege: {{rule}}',
  'readiness.evidenceName': 'Name',
  'readiness.evidenceValue': 'Wert',
  'readiness.evidenceSource': 'Wo es steht',
  'readiness.notStated': 'nicht angegeben',
  'readiness.fixLink': 'So lässt es sich beheben',
  'readiness.fixLinkOf': 'So lässt es sich beheben: {{rule}}',
  'readiness.fleet.what': 'die Reife der Server',
  'readiness.fleet.headline':
    '{{failing}} von {{servers}} Modellservern verfehlen mindestens eine Regel der Produktionsreife.',
  'readiness.fleet.headlineNone':
    'Keiner von {{servers}} Modellservern verfehlt eine Regel der Produktionsreife.',
  'readiness.fleet.checked': 'Beurteilt',
  'readiness.fleet.emptyTitle': 'Es gibt keinen Modellserver zu beurteilen.',
  'readiness.fleet.emptyHint':
    'Sobald ein Cluster gelesen wird oder ein anderes Team gewählt ist, zeigt diese Seite je Team, wie viele Regeln der Produktionsreife seine Server erfüllen und was fehlt.',
  'readiness.fleet.teams': 'Teams',
  'readiness.fleet.team': 'Team',
  'readiness.fleet.ofTeam': 'Server von {{team}}',
  'readiness.fleet.ofNobody': 'Server, die niemandem gehören',
  'readiness.fleet.rollUp': 'Teams',
  'readiness.fleet.asTheyAre': 'Teams, wie sie sind',
  'readiness.fleet.byTopGroup': 'Nach Gruppe zusammengefasst',
  'readiness.fleet.servers': 'Server',
  'readiness.fleet.failing': 'Mit verfehlter Regel',
  'readiness.fleet.share': 'Erfüllt',
  'readiness.fleet.shareHint':
    '{{pass}} von {{judged}} Antworten sind erfüllt; {{unknown}} weitere sind unbekannt.',
  'readiness.fleet.notJudged': 'Keine Regel ließ sich beurteilen.',
  'readiness.fleet.fail': 'Nicht erfüllt',
  'readiness.fleet.unknown': 'Unbekannt',
  'readiness.fleet.mostFailed': 'Am häufigsten nicht erfüllt',
  'readiness.fleet.rules': 'Regeln',
  'readiness.fleet.rule': 'Regel',
  'readiness.fleet.noRule': 'keine',
  'readiness.fleet.more': 'und {{number}} weitere',
  'readiness.fleet.worst': 'Server, die schlechtesten zuerst',
  'readiness.fleet.worstOf':
    'Server, die „{{rule}}“ nicht erfüllen, die schlechtesten zuerst',
  'readiness.fleet.worstOnly':
    'Gezeigt werden die schlechtesten {{number}}. Andere zeigt die Wahl eines Teams oder einer Regel.',
  'readiness.fleet.noServer': 'Kein Server verfehlt diese Regel.',
  'readiness.fleet.server': 'Server',
  'readiness.fleet.failedRules': 'Nicht erfüllte Regeln',
  'readiness.fleet.cardMore': 'Reife aller Server dieser Gruppe',
  'readiness.results.pass': 'erfüllt',
  'readiness.results.fail': 'nicht erfüllt',
  'readiness.results.unknown': 'unbekannt',
  'readiness.results.not-applicable': 'nicht anwendbar',
  'readiness.resultHint.pass': 'Was die Regel verlangt, ist da.',
  'readiness.resultHint.fail': 'Es wurde gesucht und ist nicht da.',
  'readiness.resultHint.unknown': 'Das Portal sieht es nicht.',
  'readiness.resultHint.not-applicable':
    'Für diesen Server ergibt die Regel keinen Sinn.',
  'readiness.groups.scaling': 'Skalierung und Redundanz',
  'readiness.groups.startup': 'Start und Ende',
  'readiness.groups.engine': 'Engine',
  'readiness.groups.change': 'Änderung und Rückkehr',
  'readiness.groups.pod': 'Pod',
  'readiness.groups.operation': 'Betrieb',
  'readiness.rules.autoscaling': 'Skaliert von selbst',
  'readiness.rules.redundancy': 'Mehr als eine Replik',
  'readiness.rules.second-cluster': 'Auf einem zweiten Cluster',
  'readiness.rules.disruption-budget': 'Disruption Budget',
  'readiness.rules.startup-budget': 'Zeit für den Start',
  'readiness.rules.readiness-probe': 'Readiness-Probe',
  'readiness.rules.liveness-probe': 'Liveness-Probe',
  'readiness.rules.model-cache': 'Modell wird aufbewahrt',
  'readiness.rules.grace-period': 'Zeit für das Ende',
  'readiness.rules.kv-limits': 'KV-Cache ist begrenzt',
  'readiness.rules.precision': 'Genauigkeit ist gewählt',
  'readiness.rules.batching': 'Batching und Chunked Prefill',
  'readiness.rules.shared-memory': 'Gemeinsamer Speicher',
  'readiness.rules.pinned-image': 'Image ist festgelegt',
  'readiness.rules.pinned-model': 'Modell ist festgelegt',
  'readiness.rules.registered-version': 'Version ist registriert',
  'readiness.rules.rollback-target': 'Rückkehr ist möglich',
  'readiness.rules.memory-limits': 'Speicher ist zugesagt',
  'readiness.rules.security-context': 'Security Context',
  'readiness.rules.request-log': 'Anfragen werden protokolliert',
  'readiness.rules.memory-growth': 'Speicher wächst nicht',
  'readiness.rules.cost-budget': 'Kostenbudget',
  'readiness.rules.exit-plan': 'Ausstiegsplan',
  'readiness.fixes.autoscaling':
    'Nach wartenden Anfragen skalieren, mit einer warmen Replik.',
  'readiness.fixes.redundancy': 'Zwei Repliken auf zwei Knoten betreiben.',
  'readiness.fixes.second-cluster':
    'Das Modell auf einem zweiten Cluster bereitstellen.',
  'readiness.fixes.disruption-budget':
    'Ein PodDisruptionBudget mit maxUnavailable: 1 anlegen.',
  'readiness.fixes.startup-budget':
    'Eine Startup-Probe anlegen, die zehn Minuten oder mehr erlaubt.',
  'readiness.fixes.readiness-probe':
    'Eine Readiness-Probe auf /health anlegen.',
  'readiness.fixes.liveness-probe':
    'Eine Liveness-Probe auf /health mit einem Timeout von 5 Sekunden anlegen.',
  'readiness.fixes.model-cache':
    'Ein Volume dort einhängen, wo die Engine ihre Modelle aufbewahrt.',
  'readiness.fixes.grace-period':
    '60 Sekunden oder mehr erlauben, und die Engine darin enden lassen.',
  'readiness.fixes.kv-limits':
    'Die längste Anfrage angeben, die gebraucht wird.',
  'readiness.fixes.precision': 'Einen dtype oder eine Quantisierung angeben.',
  'readiness.fixes.batching': 'Chunked Prefill einschalten.',
  'readiness.fixes.shared-memory':
    'Ein Volume im Arbeitsspeicher unter /dev/shm einhängen.',
  'readiness.fixes.pinned-image': 'Das Image mit seinem Digest nennen.',
  'readiness.fixes.pinned-model': 'Commit oder Digest des Modells nennen.',
  'readiness.fixes.registered-version':
    'Das Modell und seine Version registrieren.',
  'readiness.fixes.rollback-target':
    'Images festlegen, bevor eine Rückkehr nötig wird.',
  'readiness.fixes.memory-limits':
    'So viel Speicher anfordern, wie das Limit erlaubt.',
  'readiness.fixes.security-context':
    'Privilege Escalation verbieten, Capabilities entziehen und ein Seccomp-Profil setzen.',
  'readiness.fixes.request-log':
    'Die Engine Anfragen protokollieren oder verfolgen lassen.',
  'readiness.fixes.memory-growth':
    'GPU-Metriken sammeln; die Engine aktualisieren, wenn der Speicher wächst.',
  'readiness.fixes.cost-budget':
    'Ein Budget des Eigentümers oder des Modells setzen.',
  'readiness.fixes.exit-plan':
    'Mit der Annotation inference-portal/exit-plan auf einen Plan verweisen.',
};

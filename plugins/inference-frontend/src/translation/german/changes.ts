/** Was Seiten über Pläne sagen, und was aus ihnen wurde. */
export const germanChanges = {
  'changes.planning': 'Der Server wird auf seinem Cluster angesehen …',
  'changes.planFailed': 'Es kam kein Plan zustande',
  'changes.lookAgain': 'Noch einmal ansehen',
  'changes.lookAgainFirst': 'Sieh zuerst noch einmal hin.',
  'changes.expired': 'Dieser Plan ist zu alt, um ausgeführt zu werden.',
  'changes.overtaken':
    'Seit dieser Plan gemacht wurde, hat sich etwas verändert.',
  'changes.refused': 'Es wurde nichts getan',
  'changes.blockedTitle': 'Das geht jetzt nicht',
  'changes.nothing': 'Es gibt nichts zu tun.',
  'changes.steps': 'Was das Portal tut',
  'changes.stepsInGit': 'Was zu tun ist',
  'changes.files': 'Was sich in Git ändert',
  'changes.diff': 'Was sich ändert',
  'changes.noDiff': 'Kein Feld ändert sich.',
  'changes.field': 'Feld',
  'changes.before': 'Jetzt',
  'changes.after': 'Dann',
  'changes.absent': 'nicht gesetzt',
  'changes.notRestored': 'Was bleibt, wie es ist',
  'changes.checks': 'Prüfungen',
  'changes.results.pass': 'Gut',
  'changes.results.warn': 'Warnung',
  'changes.results.block': 'Hindernis',
  'changes.expected': 'Die Pods sollten nach {{time}} bereit sein.',
  'changes.expires': 'Der Plan gilt bis {{when}}.',
  'changes.proposeTitle':
    '{{manager}} verwaltet das ({{instance}}): Die Änderung gehört nach Git',
  'changes.patch': 'Änderung',
  'changes.commands': 'Befehle',
  'changes.reason': 'Warum',
  'changes.reasonHelp':
    'Steht in der Geschichte und im Prüfprotokoll, und die Besitzer erfahren es.',
  'changes.reasonMissing': 'Sag, warum.',
  'changes.events': 'Was geschah',
  'remediation.panel': 'Skalierung',
  'remediation.button.scale-to-zero': 'Auf null skalieren …',
  'remediation.button.restore': 'Wiederherstellen …',
  'remediation.title.scale-to-zero': '{{server}} auf null skalieren',
  'remediation.title.restore': '{{server}} wiederherstellen',
  'remediation.submit.scale-to-zero': '{{server}} auf null skalieren',
  'remediation.submit.restore': '{{server}} wiederherstellen',
  'remediation.effect.scale-to-zero':
    'Seine Pods enden und seine GPUs werden frei. Volumes, Gewichte und Einstellungen bleiben, und 24 Stunden lang achtet das Portal auf Anfragen, die er nicht mehr beantwortet.',
  'remediation.effect.restore':
    'Er bekommt die Replikate und den Autoscaler zurück, die er hatte, bevor das Portal ihn auf null skalierte.',
  'remediation.none': 'Er hat schon keine Replikate.',
  'remediation.gone': 'Er wurde entfernt.',
  'remediation.by': 'Von {{who}},',
  'remediation.problem': 'Es hat nicht geklappt',
  'remediation.watched':
    'Das Portal achtet bis {{when}} auf abgewiesene Anfragen.',
  'remediation.refused_one':
    'Bisher wurde {{count, number}} Anfrage abgewiesen.',
  'remediation.refused_other':
    'Bisher wurden {{count, number}} Anfragen abgewiesen.',
  'remediation.refusedUnknown': 'Kein Gateway zählt sie.',
  'remediation.stillWriting': 'Er wird noch skaliert.',
  'remediation.states.planned': 'Geplant',
  'remediation.states.applying': 'Wird getan',
  'remediation.states.watching': 'Beobachtet',
  'remediation.states.succeeded': 'Getan',
  'remediation.states.failed': 'Fehlgeschlagen',
  'remediation.states.undone': 'Zurückgeholt',
  'remediation.sentence.scale-to-zero.planned':
    'Er wird gleich auf null skaliert.',
  'remediation.sentence.scale-to-zero.applying': 'Er wird auf null skaliert.',
  'remediation.sentence.scale-to-zero.watching':
    'Er wurde auf null skaliert, und das Portal achtet auf Anfragen.',
  'remediation.sentence.scale-to-zero.succeeded': 'Er wurde auf null skaliert.',
  'remediation.sentence.scale-to-zero.failed':
    'Das Skalieren auf null ist fehlgeschlagen.',
  'remediation.sentence.scale-to-zero.undone':
    'Er wurde auf null skaliert und zurückgeholt.',
  'remediation.sentence.restore.planned': 'Er wird gleich wiederhergestellt.',
  'remediation.sentence.restore.applying': 'Er wird wiederhergestellt.',
  'remediation.sentence.restore.watching': 'Er wurde wiederhergestellt.',
  'remediation.sentence.restore.succeeded': 'Er wurde wiederhergestellt.',
  'remediation.sentence.restore.failed':
    'Das Wiederherstellen ist fehlgeschlagen.',
  'remediation.sentence.restore.undone':
    'Das Wiederherstellen wurde zurückgenommen.',
};

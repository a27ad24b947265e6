/** Was Seiten über Rollbacks sagen. */
export const germanRollbacks = {
  'rollback.tab': 'Rollbacks',
  'rollback.what': 'die Rollbacks',
  'rollback.whatOne': 'dieser Rollback',
  'rollback.table': 'Rollbacks, die neuesten zuerst',
  'rollback.button': 'Zurückrollen …',
  'rollback.choose': 'Welcher Server soll zurückgerollt werden?',
  'rollback.buttonOf': '{{server}} zurückrollen …',
  'rollback.buttonTo': 'Auf Revision {{revision}} zurückrollen …',
  'rollback.column': 'Zurückrollen',
  'rollback.title': '{{server}} auf Revision {{revision}} zurückrollen',
  'rollback.titleLast':
    '{{server}} auf seine letzte gute Revision zurückrollen',
  'rollback.from': 'Von',
  'rollback.to': 'Nach',
  'rollback.method': 'Wie',
  'rollback.methods.restore-template':
    'Die Pod-Vorlage jener Revision wird geschrieben.',
  'rollback.methods.abort-canary':
    'Der Verkehr geht zur stabilen Version zurück, dann wird deren Vorlage wiederhergestellt.',
  'rollback.methods.restore-spec':
    'Die Spezifikation, die das Portal behielt, wird geschrieben.',
  'rollback.methods.shift-traffic':
    'Der Verkehr geht zurück; sonst ändert sich nichts.',
  'rollback.methods.pause-sync':
    'Der Sync aus Git wird angehalten und der Cluster geschrieben.',
  'rollback.methods.pull-request':
    'Ein Pull Request ändert das Manifest in Git; der Cluster folgt, sobald er gemergt ist.',
  'rollback.methods.propose':
    'Die Änderung wird dort gemacht, wo der Server verwaltet wird.',
  'rollback.methods.none': 'Gar nicht.',
  'rollback.force': 'Sync anhalten und jetzt zurückrollen …',
  'rollback.forceHelp':
    'Für den Notfall: Das Portal hält den Sync an, schreibt die frühere Revision an Git vorbei und setzt den Sync von selbst fort. Die Änderung in Git ist trotzdem zu machen.',
  'rollback.forceBack': 'Zurück zur Änderung in Git',
  'rollback.pauseTitle': 'Der Sync von {{name}} wird für {{time}} angehalten',
  'rollback.pauseText':
    'Alles, was {{kind}} {{name}} verwaltet, bleibt so lange, wie es ist. Mach die Änderung vorher in Git, sonst kommt die jetzige Version wieder.',
  'rollback.approvalTitle': 'Eine zweite Person muss dem zustimmen',
  'rollback.approvalText':
    'Damit verschwindet die Version, auf die {{aliases}} zeigt. Nichts wird geschrieben, bevor {{who}} zugestimmt hat.',
  'rollback.approvalAnyone':
    'jemand anderes, der diesen Server zurückrollen darf,',
  'rollback.approvalOf': 'ein Mitglied von {{group}}',
  'rollback.emergency': 'Es ist ein Notfall: nicht auf Zustimmung warten',
  'rollback.emergencyHelp': 'Das steht danach im Audit-Log.',
  'rollback.approval.waiting':
    'Wartet bis {{when}} auf die Zustimmung durch {{who}}.',
  'rollback.approval.approved': '{{who}} hat zugestimmt: {{reason}}',
  'rollback.approval.declined': '{{who}} hat abgelehnt: {{reason}}',
  'rollback.approval.expired': 'Bis {{when}} hat niemand zugestimmt.',
  'rollback.approval.skipped':
    'Er wartete nicht auf Zustimmung, da es ein Notfall war.',
  'rollback.approve': 'Zustimmen …',
  'rollback.approveTitle': 'Dem Rollback von {{server}} zustimmen',
  'rollback.approveSubmit': 'Zustimmen und auf Revision {{revision}} gehen',
  'rollback.approveEffect': 'Revision {{revision}} wird sofort geschrieben.',
  'rollback.ownRollback':
    'Du hast darum gebeten, also muss jemand anderes zustimmen.',
  'rollback.decline': 'Ablehnen …',
  'rollback.declineTitle': 'Den Rollback von {{server}} ablehnen',
  'rollback.declineSubmit': 'Ablehnen',
  'rollback.declineEffect':
    'Nichts wird geschrieben, und wer darum bat, erfährt es.',
  'rollback.withdraw': 'Zurückziehen …',
  'rollback.pullRequest.open':
    'Pull Request {{number}} wartet darauf, gemergt zu werden',
  'rollback.pullRequest.merged': 'Pull Request {{number}} ist gemergt',
  'rollback.pullRequest.closed': 'Pull Request {{number}} ist geschlossen',
  'rollback.pullRequest.waits.open':
    'Vorher ändert sich nichts. Ist er bis {{when}} nicht gemergt, wird er geschlossen.',
  'rollback.pullRequest.waits.merged':
    'Argo CD oder Flux hat bis {{when}} Zeit, ihn auf den Cluster zu bringen.',
  'rollback.pullRequest.waits.closed': 'Im Cluster hat sich nichts geändert.',
  'rollback.pullRequest.look': 'Pull Request öffnen',
  'rollback.pullRequest.close': 'Pull Request schließen',
  'rollback.pullRequest.closeEffect':
    'Der Pull Request wird geschlossen und sein Branch gelöscht; der Cluster bleibt, wie er ist.',
  'rollback.syncPaused': 'Der Sync von {{name}} ist bis {{when}} angehalten',
  'rollback.syncPausedText':
    'Argo CD oder Flux wendet so lange nichts an. Mach die Änderung vorher in Git: Dann kommt wieder, was jetzt läuft.',
  'rollback.syncProblem':
    'Er konnte noch nicht fortgesetzt werden: {{problem}}',
  'rollback.syncOver': 'Der Sync von {{name}} läuft wieder seit {{when}}',
  'rollback.resume': 'Sync fortsetzen …',
  'rollback.resumeTitle': 'Den Sync von {{name}} fortsetzen',
  'rollback.resumeSubmit': 'Jetzt fortsetzen',
  'rollback.resumeEffect':
    'Binnen einer Minute gilt wieder, was in Git steht. Solange die Änderung in Git fehlt, ist das die Version, die zurückgerollt wurde.',
  'rollback.noRevision': 'nicht aufgezeichnet',
  'rollback.autoUndo':
    'Von selbst wieder herstellen, was jetzt läuft, wenn jene Revision nicht rechtzeitig hochkommt',
  'rollback.goesOn': 'Ein Rollback läuft.',
  'rollback.watch': 'Dem Rollback auf Revision {{revision}} zusehen',
  'rollback.back': 'Alle Rollbacks',
  'rollback.plan': 'Der bestätigte Plan',
  'rollback.progress': 'Fortschritt',
  'rollback.states.awaiting-approval': 'Wartet auf Zustimmung',
  'rollback.states.declined': 'Nicht zugestimmt',
  'rollback.states.planned': 'Geplant',
  'rollback.states.applying': 'Wird geschrieben',
  'rollback.states.awaiting-merge': 'Wartet auf den Merge',
  'rollback.states.rolling': 'Pods werden ersetzt',
  'rollback.states.verifying': 'Wird überprüft',
  'rollback.states.succeeded': 'Wiederhergestellt',
  'rollback.states.failed': 'Fehlgeschlagen',
  'rollback.states.undoing': 'Wird zurückgenommen',
  'rollback.states.undone': 'Zurückgenommen',
  'rollback.sentence.awaiting-approval':
    'Er geht auf Revision {{revision}} zurück, sobald jemand anderes zugestimmt hat.',
  'rollback.sentence.declined':
    'Nichts wurde geschrieben: Es wurde nicht zugestimmt.',
  'rollback.sentence.planned':
    'Er geht gleich auf Revision {{revision}} zurück.',
  'rollback.sentence.applying': 'Revision {{revision}} wird geschrieben.',
  'rollback.sentence.awaiting-merge':
    'Er geht auf Revision {{revision}} zurück, sobald sein Pull Request gemergt ist.',
  'rollback.sentence.rolling':
    'Seine Pods werden die von Revision {{revision}}.',
  'rollback.sentence.verifying':
    'Die Pods von Revision {{revision}} sind bereit; das Portal sieht nach, ob sie gesund bleiben.',
  'rollback.sentence.succeeded': 'Er läuft wieder mit Revision {{revision}}.',
  'rollback.sentence.failed':
    'Der Weg zurück auf Revision {{revision}} ist fehlgeschlagen.',
  'rollback.sentence.undoing':
    'Der Weg zurück auf Revision {{revision}} wird zurückgenommen.',
  'rollback.sentence.undone':
    'Der Weg zurück auf Revision {{revision}} wurde zurückgenommen.',
  'rollback.took': 'Das dauerte {{time}}.',
  'rollback.problem': 'Was im Weg steht',
  'rollback.revertedTitle': 'Nach dem Rollback wurde er wieder verändert',
  'rollback.reverted':
    'Von {{who}}, {{when}}. Sieh zuerst dort nach: Es kann wieder geschehen.',
  'rollback.revertedChip': 'Wieder verändert',
  'rollback.somebody': 'irgendjemandem',
  'rollback.podsUnknown': 'Nach den Pods wurde noch nicht gesehen.',
  'rollback.podsUpdated': 'Von der wiederhergestellten Revision',
  'rollback.podsReady': 'Bereit',
  'rollback.podsOf': '{{value}} von {{desired}}',
  'rollback.podsCrashing_one':
    '{{count, number}} Pod startet immer wieder neu.',
  'rollback.podsCrashing_other':
    '{{count, number}} Pods starten immer wieder neu.',
  'rollback.deadline': 'Die Pods müssen bis {{when}} bereit sein.',
  'rollback.undoesItself':
    'Sind sie es nicht, wird es von selbst zurückgenommen.',
  'rollback.undo': 'Zurücknehmen …',
  'rollback.undoTitle': 'Den Rollback von {{server}} zurücknehmen',
  'rollback.undoSubmit': 'Revision {{revision}} wieder herstellen',
  'rollback.undoEffect': 'Was vor dem Rollback lief, wird wieder geschrieben.',
  'rollback.notFoundTitle': 'Diesen Rollback gibt es nicht',
  'rollback.notFoundHint':
    'Vielleicht wurde er vergessen, oder sein Server gehört jemandem, dessen Server du nicht sehen darfst.',
  'rollback.emptyTitle': 'Noch wurde nichts zurückgerollt',
  'rollback.emptyHint':
    'Rollbacks stehen hier mit ihrer Dauer. Um einen zu beginnen, öffne einen Modellserver und drücke „Zurückrollen“.',
  'rollback.headline_one':
    '{{count, number}} Rollback; im Mittel dauerte es {{time}}, bis die Pods bereit waren.',
  'rollback.headline_other':
    '{{count, number}} Rollbacks; im Mittel dauerte es {{time}}, bis die Pods bereit waren.',
  'rollback.headlineNone_one': '{{count, number}} Rollback; er gelang nicht.',
  'rollback.headlineNone_other':
    '{{count, number}} Rollbacks; noch gelang keiner.',
  'rollback.running_one': '{{count, number}} läuft jetzt.',
  'rollback.running_other': '{{count, number}} laufen jetzt.',
  'rollback.newest': 'Die neuesten {{number}} sind aufgeführt und gezählt.',
  'rollback.server': 'Modellserver',
  'rollback.state': 'Zustand',
  'rollback.revisions': 'Revisionen',
  'rollback.fromTo': '{{from}} → {{to}}',
  'rollback.tookColumn': 'Bis bereit',
  'rollback.notHealthy': 'seine Pods waren nie alle bereit.',
  'rollback.actor': 'Von',
  'rollback.started': 'Wann',
};

/** Was Seiten und Karten über Befunde sagen. */
export const germanFindings = {
  'findings.tab': 'Befunde',
  'findings.what': 'die Befunde',
  'findings.whatOne': 'diesen Befund',
  'findings.table': 'Befunde nach Besitzer',
  'findings.search': 'Befunde durchsuchen',
  'findings.searchPlaceholder': 'Server, Namespace, Modell, Besitzer …',
  'findings.owner': 'Besitzer',
  'findings.cause': 'Befund',
  'findings.confidence': 'Sicherheit',
  'findings.cluster': 'Cluster',
  'findings.show': 'Anzeigen',
  'findings.shows.open': 'Offen',
  'findings.shows.silenced': 'Beantwortet',
  'findings.shows.resolved': 'Erledigt',
  'findings.causes.zombie': 'Ungenutzt',
  'findings.causes.superseded': 'Abgelöst',
  'findings.causes.crash-looping': 'Absturzschleife',
  'findings.causes.stuck-pending': 'Kein Knoten',
  'findings.causes.orphaned': 'Ohne Besitzer',
  'findings.causes.duplicate': 'Doppelt',
  'findings.causes.idle': 'Untätig',
  'findings.causes.over-provisioned': 'Zu groß',
  'findings.causeHint.zombie':
    'Länger still, als seine eigene Vergangenheit erklärt.',
  'findings.causeHint.superseded':
    'Eine neuere Version seines Modells ist in Betrieb, und er ist still.',
  'findings.causeHint.crash-looping':
    'Startet und endet immer wieder; niemand bekommt Antworten.',
  'findings.causeHint.stuck-pending': 'Seine Pods finden keinen Knoten.',
  'findings.causeHint.orphaned': 'Sein Besitzer fehlt im Katalog.',
  'findings.causeHint.duplicate':
    'Das gleiche Modell läuft daneben mit den gleichen Argumenten.',
  'findings.causeHint.idle':
    'Eine Weile still, noch nicht länger, als seine Vergangenheit erklärt.',
  'findings.causeHint.over-provisioned':
    'Seine belebtesten Stunden brauchen weit weniger, als er belegt.',
  'findings.confidences.high': 'hoch',
  'findings.confidences.medium': 'mittel',
  'findings.confidences.low': 'gering',
  'findings.states.open': 'Offen',
  'findings.states.snoozed': 'Zurückgestellt',
  'findings.states.waived': 'Wird gebraucht',
  'findings.states.accepted': 'In Arbeit',
  'findings.states.resolved': 'Erledigt',
  'findings.headline_one':
    '{{amount}} im Monat sind vermeidbar: {{count, number}} Befund, {{gpus}} GPUs.',
  'findings.headline_other':
    '{{amount}} im Monat sind vermeidbar: {{count, number}} Befunde, {{gpus}} GPUs.',
  'findings.headlineUnpriced_one':
    '{{count, number}} Befund auf {{gpus}} GPUs; was sie kosten, ist nicht bekannt.',
  'findings.headlineUnpriced_other':
    '{{count, number}} Befunde auf {{gpus}} GPUs; was sie kosten, ist nicht bekannt.',
  'findings.headlineShown_one': '{{count, number}} Befund auf {{gpus}} GPUs.',
  'findings.headlineShown_other':
    '{{count, number}} Befunde auf {{gpus}} GPUs.',
  'findings.unpriced_one': '{{count, number}} Befund hat keinen Preis.',
  'findings.unpriced_other': '{{count, number}} Befunde haben keinen Preis.',
  'findings.avoidableHint':
    'Vermeidbar nur, wo andere die GPUs nutzen oder der Knoten zurückgegeben wird, sobald er leer ist. Ein Monat hat 730 Stunden.',
  'findings.checked': 'Zuletzt nachgesehen {{when}}.',
  'findings.neverLooked':
    'Noch hat niemand nachgesehen: Die erste Suche nach ungenutzten Servern läuft, sobald das Portal seine Prometheus-Server gelesen hat.',
  'findings.pausedTitle_one':
    'Auf {{count, number}} Cluster ist jetzt nicht alles zu beurteilen',
  'findings.pausedTitle_other':
    'Auf {{count, number}} Clustern ist jetzt nicht alles zu beurteilen',
  'findings.pausedAt.outage':
    '{{cluster}}: Seit {{when}} ist von keinem Server ein Messwert gekommen; bis wieder welche kommen, gibt es keine neuen Befunde.',
  'findings.pausedAt.past':
    '{{cluster}}: Was früher war, wird noch gelesen, bisher zurück bis {{when}}. Stille, die davor begann, ist noch nicht beurteilt.',
  'findings.paused.outage':
    '{{cluster}}: In letzter Zeit ist von keinem Server ein Messwert gekommen; bis wieder welche kommen, gibt es keine neuen Befunde.',
  'findings.paused.past':
    '{{cluster}}: Was früher war, wird noch gelesen. Stille, die damals begann, ist noch nicht beurteilt.',
  'findings.pausedAction': 'Datenquellen ansehen',
  'findings.emptyTitle':
    'Nichts verschwendet GPUs, soweit das Portal es sehen kann',
  'findings.emptyHint':
    'Server, die GPUs belegen und die niemand nutzt, stehen hier, mit den Belegen und was sie kosten.',
  'findings.notLookedTitle': 'Noch lief keine Suche nach ungenutzten Servern',
  'findings.blindTitle': 'Keine Befunde, weil Messwerte fehlen',
  'findings.blindHint':
    'Ohne Messwerte kann niemand sagen, was ungenutzt ist. Was vorher gefunden wurde, bliebe in der Liste.',
  'findings.emptySilencedTitle': 'Noch hat niemand einen Befund beantwortet',
  'findings.emptySilencedHint':
    'Hier stehen Befunde, die zurückgestellt sind, die gebraucht werden oder um die sich jemand kümmert.',
  'findings.emptyResolvedTitle': 'Noch ist nichts erledigt',
  'findings.emptyResolvedHint':
    'Hier stehen Befunde, sobald der Server wieder genutzt, auf null skaliert oder entfernt ist.',
  'findings.noMatchTitle': 'Kein Befund passt',
  'findings.noMatchHint': 'Such nach etwas anderem oder nimm einen Filter weg.',
  'findings.moreOnServer':
    'Die ersten {{shown}} von {{total}} Befunden sind aufgeführt. Filtere nach Besitzer oder Cluster, um die anderen zu sehen.',
  'findings.shown': '{{shown}} von {{total}} Befunden passen.',
  'findings.group_one': '{{count, number}} Befund',
  'findings.group_other': '{{count, number}} Befunde',
  'findings.groupGpus': '{{gpus}} GPUs',
  'findings.groupSelect': 'Alle Befunde von {{owner}} auswählen',
  'findings.groupOpen_one': '{{count, number}} Befund von {{owner}} zeigen',
  'findings.groupOpen_other': '{{count, number}} Befunde von {{owner}} zeigen',
  'findings.groupMore_one': '{{count, number}} weiteren von {{owner}} zeigen',
  'findings.groupMore_other': '{{count, number}} weitere von {{owner}} zeigen',
  'findings.selectOne': '{{server}} auswählen: {{cause}}',
  'findings.select': 'Auswahl',
  'findings.selected_one': '{{count, number}} ausgewählt',
  'findings.selected_other': '{{count, number}} ausgewählt',
  'findings.bulk': 'Was mit den ausgewählten Befunden geschehen soll',
  'findings.deselect': 'Keinen auswählen',
  'findings.server': 'Modellserver',
  'findings.evidence': 'Beleg',
  'findings.since': 'Seit',
  'findings.noSince': 'der Beleg sagt nicht, seit wann.',
  'findings.frees': 'GPUs',
  'findings.noGpus': 'das Hauptbuch der GPUs kennt diesen Server nicht.',
  'findings.avoidable': 'Im Monat',
  'findings.noPrice': 'niemand weiß, was seine GPUs kosten.',
  'findings.heldHint':
    'Was der Server kostet; nur ein Teil davon wäre zu sparen, darum steht es nicht in den Summen.',
  'findings.resolutions.in-use':
    'Er wird wieder genutzt oder funktioniert wieder.',
  'findings.resolutions.another-cause': 'Ein anderer Befund sagt es besser.',
  'findings.resolutions.exempt':
    'Er wurde als Reserve oder mit Zeitplan angemeldet.',
  'findings.resolutions.redeployed': 'Er wurde neu aufgesetzt.',
  'findings.resolutions.scaled-to-zero': 'Er wurde auf null skaliert.',
  'findings.resolutions.server-removed': 'Der Server wurde entfernt.',
  'findings.resolutions.unknown': 'Er gilt nicht mehr.',
  'findings.orphaned': 'Besitzer fehlt im Katalog',
  'findings.back': 'Alle Befunde',
  'findings.notFoundTitle': 'Diesen Befund gibt es nicht',
  'findings.notFoundHint':
    'Er wurde vielleicht vergessen, oder er gehört jemandem, dessen Befunde du nicht sehen darfst.',
  'findings.silencedBy': '{{state}}, von {{who}}, {{when}}.',
  'findings.silencedUntil': 'Bis {{until}} wird niemand daran erinnert.',
  'findings.acceptedUntil':
    'Er erledigt sich von selbst, sobald der Server weg ist oder genutzt wird.',
  'findings.resolvedSince': 'Erledigt {{when}}: {{why}}',
  'findings.why': 'Warum das Portal das sagt',
  'findings.whyConfidence':
    'Sicherheit: {{confidence}}. Zuletzt nachgesehen {{when}}.',
  'findings.changes': 'Was daran etwas ändern würde',
  'findings.changesBy.zombie':
    'Anfragen oder eine arbeitende GPU erledigen ihn binnen einer Stunde.',
  'findings.changesBy.superseded':
    'Anfragen oder eine arbeitende GPU erledigen ihn binnen einer Stunde.',
  'findings.changesBy.idle':
    'Anfragen oder eine arbeitende GPU erledigen ihn binnen einer Stunde.',
  'findings.changesBy.crash-looping':
    'Pods, die laufen bleiben, oder beantwortete Anfragen erledigen ihn.',
  'findings.changesBy.stuck-pending':
    'Ein Pod, der einen Knoten findet, erledigt ihn.',
  'findings.changesBy.orphaned':
    'Ein Besitzer, der im Katalog steht, erledigt ihn.',
  'findings.changesBy.duplicate':
    'Andere Argumente oder ein anderes Modell auf einem der beiden Server erledigen ihn.',
  'findings.changesBy.over-provisioned':
    'Ein vollerer KV-Cache, wartende Anfragen oder weniger Replikate erledigen ihn.',
  'findings.changesDeclare':
    'Ein Server, der warten soll, sagt das an seinem Workload, als Reserve oder mit seinem Zeitplan:',
  'findings.nextCheck':
    'Geschieht nichts, kann sich das Urteil als Nächstes ändern:',
  'findings.money': 'Was er kostet',
  'findings.costs': '{{amount}} im Monat für {{gpus}}, genutzt oder nicht.',
  'findings.costsUnknown': '{{gpus}}; was sie kosten, ist nicht bekannt.',
  'findings.costsNothing': 'Das Hauptbuch der GPUs kennt diesen Server nicht.',
  'findings.costsPartly':
    '{{gpus}} dieser GPUs haben keinen Preis und sind nicht im Betrag.',
  'findings.freesAll':
    'Gibt {{gpus}} GPUs auf {{node}} frei und leert ihn: Der Knoten könnte zurückgegeben werden.',
  'findings.freesSome':
    'Gibt {{gpus}} von {{nodeGpus}} GPUs auf {{node}} frei; andere belegen {{others}}. Es spart Geld, sobald jemand anders sie nutzt.',
  'findings.costsLink': 'Was er bisher gekostet hat',
  'findings.activity': 'Aktivität der letzten {{days}} Tage',
  'findings.history': 'Was geschehen ist',
  'findings.event.opened': 'Gefunden, Sicherheit {{confidence}}',
  'findings.event.openedFrom':
    'Gefunden, nach „{{cause}}“, Sicherheit {{confidence}}',
  'findings.event.reopened': 'Wieder gefunden',
  'findings.event.confidence-changed':
    'Die Sicherheit ist jetzt {{confidence}}',
  'findings.event.snoozed': 'Zurückgestellt bis {{until}}',
  'findings.event.waived': 'Gebraucht bis {{until}}',
  'findings.event.accepted': 'Jemand kümmert sich',
  'findings.event.silence-ended': 'Nicht mehr still',
  'findings.event.notified': 'Besitzer benachrichtigt',
  'findings.event.scaled-to-zero': 'Auf null skaliert',
  'findings.event.restored': 'Wiederhergestellt',
  'findings.event.resolved': 'Erledigt',
  'findings.portal': 'das Portal',
  'findings.actions': 'Was zu tun ist',
  'findings.snooze': 'Zurückstellen …',
  'findings.waive': 'Wird gebraucht …',
  'findings.accept': 'Ich kümmere mich …',
  'findings.snoozeTitle': 'Den Befund zu {{server}} zurückstellen',
  'findings.snoozeManyTitle_one': '{{count, number}} Befund zurückstellen',
  'findings.snoozeManyTitle_other': '{{count, number}} Befunde zurückstellen',
  'findings.snoozeEffect':
    'Bis dahin wird niemand daran erinnert. Gilt er dann noch, wird er noch einmal gemeldet.',
  'findings.snoozeSubmit': 'Bis {{until}} zurückstellen',
  'findings.waiveTitle': '{{server}} wird so gebraucht',
  'findings.waiveEffect':
    'Für einen falschen Befund und für einen Server, der warten muss. Sag warum: Wer als Nächstes hinsieht, liest es. Gilt er nach diesem Tag noch, wird er wieder gemeldet.',
  'findings.waiveSubmit': 'Bis {{until}} behalten',
  'findings.acceptTitle': 'Ich kümmere mich um {{server}}',
  'findings.acceptEffect':
    'Der Befund stimmt, und du tust etwas. Er verlässt die offenen Befunde und erledigt sich von selbst, sobald der Server weg, auf null skaliert oder in Nutzung ist.',
  'findings.acceptSubmit': 'Ich kümmere mich',
  'findings.until': 'Bis zum Beginn des Tages (UTC)',
  'findings.untilHelp': 'Spätestens {{latest}}.',
  'findings.untilProblem': 'Wähl einen Tag von {{earliest}} bis {{latest}}.',
  'findings.untilDays_one': '{{count, number}} Tag',
  'findings.untilDays_other': '{{count, number}} Tage',
  'findings.untilQuick': 'Dauer',
  'findings.reason': 'Warum',
  'findings.reasonHelp': 'Alle, die den Befund sehen dürfen, lesen es.',
  'findings.reasonMissing': 'Sag warum.',
  'findings.snoozedSome_one':
    '{{count, number}} Befund wurde nicht zurückgestellt',
  'findings.snoozedSome_other':
    '{{count, number}} Befunde wurden nicht zurückgestellt',
  'findings.alreadyResolved': 'Er ist schon erledigt.',
  'findings.card': 'Ungenutzte GPUs',
  'findings.cardServer': 'Befunde',
  'findings.cardNone':
    'Keine Befunde: Dieser Server wird genutzt oder ist zu neu für ein Urteil.',
  'findings.cardGroupNone':
    'Keine Befunde: Das Portal kennt keinen Server dieser Gruppe, den niemand nutzt.',
  'findings.cardGroup_one':
    '{{amount}} im Monat sind vermeidbar, in {{count, number}} Befund auf {{gpus}} GPUs.',
  'findings.cardGroup_other':
    '{{amount}} im Monat sind vermeidbar, in {{count, number}} Befunden auf {{gpus}} GPUs.',
  'findings.cardGroupUnpriced_one':
    '{{count, number}} Befund auf {{gpus}} GPUs.',
  'findings.cardGroupUnpriced_other':
    '{{count, number}} Befunde auf {{gpus}} GPUs.',
  'findings.cardMine': 'Alle Befunde dieser Gruppe',
};

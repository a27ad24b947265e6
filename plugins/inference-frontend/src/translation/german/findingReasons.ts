/** Die Gründe von Befunden, in Sätzen. */
export const germanFindingReasons = {
  'findings.sentence.unused': '{{span}} lang hat ihn niemand genutzt.',
  'findings.sentence.unusedDaily':
    '{{span}} lang hat ihn niemand genutzt, nach täglicher Nutzung.',
  'findings.sentence.scheduled':
    '{{span}} lang lief nichts von seinem Zeitplan {{schedule}}.',
  'findings.sentence.flat':
    '{{span}} lang nur gleichförmige, winzige Anfragen, wie Überwachung sie schickt ({{rate}} pro Stunde).',
  'findings.sentence.never': 'Niemand hat ihn je genutzt, {{span}} lang.',
  'findings.sentence.superseded':
    '{{span}} lang ist eine neuere Version in Betrieb.',
  'findings.sentence.supersededSome': 'Eine neuere Version ist in Betrieb.',
  'findings.sentence.crashLooping':
    '{{span}} lang in einer Absturzschleife, ohne jemandem zu antworten.',
  'findings.sentence.pending':
    '{{span}} lang haben seine Pods keinen Knoten gefunden.',
  'findings.sentence.orphaned': 'Niemand im Katalog besitzt ihn.',
  'findings.sentence.duplicate':
    'Führt das gleiche Modell mit den gleichen Argumenten aus wie {{server}} daneben.',
  'findings.sentence.roomy_one':
    'Seine belebtesten Stunden füllen {{share}} des KV-Caches seines {{count, number}} Replikats, und keine Anfrage wartete.',
  'findings.sentence.roomy_other':
    'Seine belebtesten Stunden füllen {{share}} des KV-Caches seiner {{count, number}} Replikate, und keine Anfrage wartete.',
  'findings.because.silent-for':
    '{{days}} lang still; seine eigene Vergangenheit erklärt {{allowed}} Stille.',
  'findings.because.never-used':
    '{{days}} lang nie genutzt; ein Server bekommt {{allowed}} Zeit für den ersten Versuch.',
  'findings.because.coverage':
    '{{seen}} der Stille wurden beobachtet ({{hours}} Stunden mit Messwerten).',
  'findings.because.coverageBusy':
    '{{seen}} der Stille wurden beobachtet ({{hours}} Stunden mit Messwerten), und {{busy}} der Stunden, in denen er sonst belebt war.',
  'findings.because.earlier-use':
    'Vorher wurde er an {{days}} der letzten 28 Tage genutzt; seine längste Pause waren {{pause}}.',
  'findings.because.earlier-use-interval':
    'Vorher wurde er an {{days}} der letzten 28 Tage genutzt, üblicher Abstand {{interval}}; seine längste Pause waren {{pause}}.',
  'findings.because.flat-requests':
    '{{rate}} Anfragen pro Stunde mit je etwa {{tokens}} Token, alle gleich: Proben der Überwachung, keine Menschen.',
  'findings.because.flat-requests-rate':
    '{{rate}} Anfragen pro Stunde, alle gleich: Proben der Überwachung, keine Menschen.',
  'findings.because.quiet-by-gpu-alone':
    'In {{hours}} Stunden sagt nur die GPU, dass er still war: Anfragen wurden nicht gezählt.',
  'findings.because.gpu-blips-ignored':
    '{{hours}} einzelne Stunden, in denen die GPU sich ohne Anfrage kurz regte, gelten nicht als Nutzung.',
  'findings.because.gpu-shared':
    'Andere nutzen dieselben GPUs, darum sagt deren Aktivität nichts über diesen Server.',
  'findings.because.crash-looping':
    '{{days}} lang in einer Absturzschleife; {{quiet}} lang wurde keine Anfrage beantwortet.',
  'findings.because.newer-version-serves':
    'Eine neuere Version des Modells ist {{days}} lang in Betrieb.',
  'findings.because.newer-version-serves-some':
    'Eine neuere Version des Modells ist in Betrieb.',
  'findings.because.possible-standby':
    'Er wurde nie täglich genutzt, könnte also eine Reserve sein, die niemand angemeldet hat.',
  'findings.because.owner-missing': 'Sein Besitzer steht nicht im Katalog.',
  'findings.because.same-model-beside':
    '{{server}} führt das gleiche Modell mit den gleichen Argumenten im selben Namespace aus.',
  'findings.because.declared-schedule':
    'Angemeldeter Zeitplan {{schedule}}: Läufe liegen höchstens {{interval}} auseinander und blieben an {{missed}} Tagen aus.',
  'findings.because.schedule-unreadable':
    'Der angemeldete Zeitplan {{schedule}} ist nicht lesbar: {{problem}}.',
  'findings.because.load':
    'In den letzten sieben Tagen: KV-Cache in 95 von 100 Stunden höchstens {{cache}} voll, {{waiting}} wartende Anfragen, auf {{replicas}} Replikaten.',
  'findings.because.pending-for':
    'Pods warten seit {{hours}} Stunden auf einen Knoten.',
  'findings.becauseOther': '{{code}}: {{values}}',
};

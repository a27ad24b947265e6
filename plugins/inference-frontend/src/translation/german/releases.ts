/** Was Seiten über Veröffentlichungen sagen, die einen Server schlechter machten. */
export const germanReleases = {
  'release.failing': 'Revisionen, die Server schlechter machten',
  'release.others': 'Ebenfalls schlechter seit einer Revision ({{number}}):',
  'release.partial':
    'Die Stunde, in der sie begann, ist ganz gezählt, mit Minuten der Revision davor.',
  'release.errors.rose':
    'Fehler sind {{factor}}-mal so häufig seit Revision {{revision}}, {{when}}',
  'release.errors.began':
    'Anfragen schlagen fehl seit Revision {{revision}}, {{when}}; zuvor keine',
  'release.errors.figures':
    '{{share}} von {{requests}} Anfragen schlugen in den neuesten Stunden fehl, {{before}} in der Woche davor.',
  'release.restarts.rose':
    'Neustarts sind {{factor}}-mal so häufig seit Revision {{revision}}, {{when}}',
  'release.restarts.began':
    'Container starten neu seit Revision {{revision}}, {{when}}; zuvor keine',
  'release.restarts.figures':
    '{{perHour}} Neustarts je Stunde in den neuesten Stunden, {{before}} in der Woche davor.',
};

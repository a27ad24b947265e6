/** What two runs never have in common, and what stands for it, in order. */
const replacements: readonly (readonly [RegExp, string])[] = [
  // RFC 3339, as in YAML, and the long form of `kubectl describe`.
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, '<time>'],
  // Of diff, and how far a rollout was when it was looked at.
  [/\t\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ [+-]\d{4}/g, ''],
  [/^Waiting for .*\n/gm, ''],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>'],
  [/resourceVersion: "\d+"/g, 'resourceVersion: "<version>"'],
  [/\b10\.\d+\.\d+\.\d+\b/g, '<ip>'],
  // Suffixes that are made of the consonants and digits that Kubernetes uses, after the name of the object.
  [
    /\b(llama|ranked)-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g,
    '$1-<hash>-<id>',
  ],
  [/\b(llama|ranked)-[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, '$1-<hash>'],
  [
    /(pod-template-hash[=:] ?)[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g,
    '$1<hash>',
  ],
  // Ages: 0s, 12s, 2m, 2m3s, and `(x2 over 3s)`.
  [/\(x\d+ over \d+[smh]+\d*s?\)/g, '(repeated)'],
  [/(?<=\s|^)\d+(?:m\d+s|s|m)(?=\s|$)/gm, '<age>'],
];

/** kubectl's output without what differs from run to run; runs of spaces, which depend on lengths of names, become two. */
export function normalise(output: string, namespace: string): string {
  let text = output.replaceAll(namespace, '<namespace>');
  for (const [pattern, replacement] of replacements) {
    text = text.replace(pattern, replacement);
  }
  return text
    .split('\n')
    .map(line => line.replace(/(?<=\S) {2,}/g, '  ').trimEnd())
    .join('\n');
}

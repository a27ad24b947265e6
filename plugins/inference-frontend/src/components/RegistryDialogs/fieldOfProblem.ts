const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The field that a message of the server is about: the first one that it names as a word of its own. A field named in the
 * beginning of the message counts before words that happen to be used later on.
 */
export function fieldOfProblem<Field extends string>(
  message: string,
  fields: readonly Field[],
): Field | null {
  const found = fields
    .map(field => ({
      field,
      // `/body/source must …`, `source: …`, `modelCard is …`, `"version" …`
      at: message.search(new RegExp(`(?<![\\w-])${escaped(field)}(?![\\w-])`)),
    }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return found[0]?.field ?? null;
}

/** Half-open stretch of time, milliseconds UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The same stretches, in order and joined where they overlap or touch; empty ones left out. */
export function joinSpans(spans: Iterable<Span>): Span[] {
  const joined: Span[] = [];
  const inOrder = [...spans]
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  for (const { from, to } of inOrder) {
    const last = joined.at(-1);
    if (last && from <= last.to) {
      joined[joined.length - 1] = {
        from: last.from,
        to: Math.max(last.to, to),
      };
    } else {
      joined.push({ from, to });
    }
  }
  return joined;
}

/** What is left of a stretch without others. */
export function subtractSpans(span: Span, others: Iterable<Span>): Span[] {
  const left: Span[] = [];
  let { from } = span;
  for (const other of joinSpans(others)) {
    if (other.to > from && other.from < span.to) {
      if (other.from > from) {
        left.push({ from, to: other.from });
      }
      from = Math.max(from, other.to);
    }
  }
  if (from < span.to) {
    left.push({ from, to: span.to });
  }
  return left;
}

/** Where two versions of a fact differ; null where there is none. */
export function changedSpans(
  before: (Span & { readonly content: string }) | null,
  after: (Span & { readonly content: string }) | null,
): Span[] {
  if (before && after && before.content === after.content) {
    return joinSpans([
      ...subtractSpans(before, [after]),
      ...subtractSpans(after, [before]),
    ]);
  }
  return joinSpans([before, after].filter(one => one !== null));
}

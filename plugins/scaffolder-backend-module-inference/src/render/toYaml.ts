import { stringify } from 'yaml';

/** What a manifest is made of. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * Serialises documents so that every reader sees the same values: `compat` quotes what YAML 1.1, which Kubernetes' own reader still
 * half speaks, would take for something else (`yes`, `1:30`, `0777`), and lines are never folded.
 */
export function toYaml(...documents: readonly Json[]): string {
  return documents
    .map(document =>
      stringify(document, {
        compat: 'yaml-1.1',
        lineWidth: 0,
        aliasDuplicateObjects: false,
      }),
    )
    .join('---\n');
}

import { at, textMapOf, textOf } from '../adapters/fields';
import type { WorkloadPods } from '@inference-portal/plugin-inference-node';

/** Labels and annotations by where they stand. */
export interface Marks {
  readonly kind: string;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
  /** Of the pod templates, the first template's first. */
  readonly templates: readonly {
    readonly labels: { readonly [name: string]: string };
    readonly annotations: { readonly [name: string]: string };
  }[];
}

/** A value that somebody wrote on an object, and where. */
export interface Mark {
  readonly value: string;
  /** Such as `annotation inference-portal/owner on the Deployment`. */
  readonly source: string;
}

/** Labels and annotations of a workload and of its pod templates. */
export function readMarks(
  kind: string,
  metadata: unknown,
  pods: readonly WorkloadPods[],
): Marks {
  return {
    kind,
    labels: textMapOf(at(metadata, 'labels')),
    annotations: textMapOf(at(metadata, 'annotations')),
    templates: pods.map(({ template }) => ({
      labels: textMapOf(at(template, 'metadata', 'labels')),
      annotations: textMapOf(at(template, 'metadata', 'annotations')),
    })),
  };
}

/** A mark by name: annotations before labels, the workload before its pods. */
export function findMark(marks: Marks, name: string): Mark | null {
  const own =
    textOf(marks.annotations[name]) === null
      ? { text: textOf(marks.labels[name]), what: 'label' }
      : { text: textOf(marks.annotations[name]), what: 'annotation' };
  if (own.text !== null) {
    return {
      value: own.text,
      source: `${own.what} ${name} on the ${marks.kind}`,
    };
  }
  for (const template of marks.templates) {
    const text =
      textOf(template.annotations[name]) ?? textOf(template.labels[name]);
    if (text !== null) {
      const what =
        textOf(template.annotations[name]) === null ? 'label' : 'annotation';
      return { value: text, source: `${what} ${name} on the pods` };
    }
  }
  return null;
}

/** All marks by name, where each wins that {@link findMark} would find. */
export function mergeMarks(marks: Marks): { readonly [name: string]: string } {
  const templates = [...marks.templates].reverse();
  return Object.assign(
    {},
    ...templates.flatMap(({ labels, annotations }) => [labels, annotations]),
    marks.labels,
    marks.annotations,
  );
}

/** Labels of the workload, and those of its pods that it has not itself. */
export function mergeLabels(marks: Marks): { readonly [name: string]: string } {
  const templates = [...marks.templates].reverse();
  return Object.assign(
    {},
    ...templates.map(({ labels }) => labels),
    marks.labels,
  );
}

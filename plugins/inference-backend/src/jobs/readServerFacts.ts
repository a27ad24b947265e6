import type { ServerFacts } from '../decide/registry/chooseRegistration';
import type { RegistrableServer } from '../record';

/** What of a recorded server tells which version it runs. Annotations that name one count as labels, and win over them. */
export function readServerFacts({
  model,
  image,
  signals,
}: RegistrableServer): ServerFacts {
  const written = Object.entries(signals.registry ?? {}).map(
    ([name, { value }]) => [name, value] as const,
  );
  return {
    model,
    labels: { ...signals.labels, ...Object.fromEntries(written) },
    imageDigests: image.digest === null ? [] : [image.digest],
  };
}

import type { RollbackPlan } from '@inference-portal/plugin-inference-common';

/** A plan in lines for a log, as somebody has to read it before it is done. */
export function describePlan(plan: RollbackPlan): readonly string[] {
  const { blockedBy, checks, diff, from, notRestored, proposal, steps, to } =
    plan;
  return [
    `From revision ${from?.number ?? 'that is not recorded'} to ${
      to?.number ?? 'none'
    }, by ${plan.method}; plan hash ${plan.hash}`,
    ...steps.map(({ summary }) => `Step: ${summary}`),
    ...diff.map(
      ({ after, before, field }) =>
        `Changes: ${field}: ${before ?? '(absent)'} -> ${after ?? '(absent)'}`,
    ),
    ...checks.map(
      ({ code, message, result }) => `Check ${code}, ${result}: ${message}`,
    ),
    ...notRestored.map(text => `Not restored: ${text}`),
    ...blockedBy.map(text => `Blocked: ${text}`),
    ...(proposal === null
      ? []
      : [
          proposal.message,
          ...proposal.commands.map(command => `Command: ${command}`),
        ]),
  ];
}

import type { RenderedFile } from '../RenderedFile';
import type { Server } from '../Server';
import { markdownQuote, markdownText } from './markdown';

/** What to do when the model, the engine or the GPUs go away. */
export function exitPlan({ request }: Server): RenderedFile {
  const { name, model, engine, exitPlan: plan, owner } = request;
  return {
    path: 'exit-plan.md',
    content: `# Exit plan of ${name}

Owner: \`${owner}\`. Who decides: ${markdownText(plan.contact)}.
Look through this page every quarter, and whenever the engine or the model changes.

## Where we would go

${markdownQuote(plan.alternative)}

## What makes leaving easy

- **API.** Clients use the API of OpenAI under \`/v1\` only. Features of ${
      engine.name
    } alone are listed here once a client uses one.
- **Weights.** \`${
      model.source
    }\` is pinned. Keep a copy where we pay for storage ourselves: ${
      model.weightsGiB
    } GiB leave the present place at its price for egress.
- **Engine.** Version ${
      engine.version
    } is pinned. The settings are in \`base/\`; another engine needs its own names for them.
- **GPUs.** \`${
      request.gpu.product
    }\`; the planner of the portal lists what else the model fits on, and at what price.

## When to use it

- The licence of the model changes, or the model is withdrawn.
- The engine no longer gets security fixes for this version and newer ones do not run the model.
- The GPUs cannot be had, or cost half as much elsewhere for a quarter.

## How

1. Deploy the alternative beside this server, and send it 5 % of the requests.
2. Compare answers on the evaluation of the model in the registry.
3. Move the weights of the route in steps, keep this server at weight 0 for 24 hours, then retire it in the portal.
${
  plan.notes === null
    ? ''
    : `
## Notes

${markdownQuote(plan.notes)}
`
}`,
  };
}

import fc from 'fast-check';
import { supportChat } from './__testUtils__/requests';
import {
  parseDocuments,
  type Parsed,
  renderFiles,
} from './__testUtils__/rendered';
import { findRequestProblems } from './request/parseDeploymentRequest';

const NASTY = [
  '${{ parameters.secret }}',
  '$(HF_TOKEN)',
  '$$(HF_TOKEN)',
  '`id`',
  "'; rm -rf / #",
  '"\n---\nkind: Secret',
  'yes',
  'null',
  '1:30',
  '0777',
  '- a',
  '? b',
  '# heading',
  '&x *x !!str',
  '%YAML 1.1',
  '{{ $labels.pod }}',
  ': ',
  '| a |\n| --- |',
  '<script>alert(1)</script>',
  '\u00e9\u4e2d\ud83d\ude80',
];

/** Texts that somebody may write: what is known to be read for something else, alone and mixed, and anything at all. */
const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc
    .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 5 })), {
      maxLength: 4,
    })
    .map(parts => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);

/** What Kubernetes hands to the process: `$$` becomes `$`, and `$(NAME)` a variable, of which there shall be none. */
function expand(argument: string): string {
  return argument.replace(/\$(\$|\([^)]*\))/g, (_, next) =>
    next === '$' ? '$' : '(a variable of the container)',
  );
}

function contentOf(files: ReadonlyMap<string, string>, path: string): Parsed {
  const [first, ...others] = parseDocuments(files.get(path) ?? '');
  expect(others).toEqual([]);
  return first ?? {};
}

/** A request with a text in one field, and where the text is found again. */
interface Field {
  readonly name: string;
  readonly with: (value: string) => object;
  readonly read: (files: ReadonlyMap<string, string>) => unknown;
}

const { model, autoscaling } = supportChat;
const fields: readonly Field[] = [
  {
    name: 'description',
    with: description => ({ description, secondRegion: null }),
    read: files => contentOf(files, 'catalog-info.yaml').metadata.description,
  },
  {
    name: 'model.version',
    with: version => ({ model: { ...model, version } }),
    read: files =>
      contentOf(files, 'base/deployment.yaml').spec.template.metadata
        .annotations['inference-portal/version'],
  },
  {
    name: 'model.servedName',
    with: servedName => ({ model: { ...model, servedName } }),
    read: files =>
      contentOf(files, 'base/deployment.yaml')
        .spec.template.spec.containers[0].args.map(expand)
        .find((arg: string) => arg.startsWith('--served-model-name='))
        .slice('--served-model-name='.length),
  },
  {
    name: 'autoscaling.gatewayQuery',
    with: gatewayQuery => ({ autoscaling: { ...autoscaling, gatewayQuery } }),
    read: files =>
      contentOf(files, 'base/scaledobject.yaml').spec.triggers.at(-1).metadata
        .query,
  },
  {
    name: 'warmUp.prompts',
    with: prompt => ({ warmUp: { kind: 'job', prompts: [prompt] } }),
    read: files =>
      JSON.parse(
        contentOf(files, 'base/configmap.yaml').data['request-00.json'],
      ).prompt,
  },
];

const LABEL = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Labels and selectors of an object; those that alerts carry are Prometheus' own. */
function labelsIn(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === 'metadata' ? [inner.labels ?? {}] : []),
    ...(key === 'matchLabels' ? [inner] : []),
    ...labelsIn(inner),
  ]);
}

describe('free text', () => {
  it.each(fields)(
    'of $name is refused by name or read back as it is',
    field => {
      fc.assert(
        fc.property(text, value => {
          const input = { ...supportChat, ...field.with(value) };
          const problems = findRequestProblems(input);
          const asWritten = value.replaceAll('\r\n', '\n');
          expect({
            value:
              problems.length > 0 ? asWritten : field.read(renderFiles(input)),
            otherProblems: problems.filter(one => !one.startsWith(field.name)),
          }).toEqual({ value: asWritten, otherProblems: [] });
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(fields)(
    'of $name changes no other file and no name of an object',
    field => {
      const shape = (value: string) =>
        [...renderFiles({ ...supportChat, ...field.with(value) })]
          .filter(([path]) => path.endsWith('.yaml'))
          .map(([path, content]) => [
            path,
            parseDocuments(content).map(({ kind, metadata }) => [
              kind,
              // The name of the Job has a hash of what is asked.
              metadata?.name.replace(/-warm-up-[0-9a-f]{8}$/, '-warm-up'),
            ]),
          ]);
      for (const value of NASTY.filter(
        one =>
          findRequestProblems({ ...supportChat, ...field.with(one) }).length ===
          0,
      )) {
        expect(shape(value)).toEqual(shape('plain'));
      }
    },
  );

  it('never becomes a label that Kubernetes refuses', () => {
    fc.assert(
      fc.property(text, version => {
        const input = { ...supportChat, model: { ...model, version } };
        if (findRequestProblems(input).length > 0) {
          return;
        }
        const labels = [...renderFiles(input)]
          .filter(([path]) => path.startsWith('base/'))
          .flatMap(([, content]) => parseDocuments(content).flatMap(labelsIn));
        expect(labels).not.toHaveLength(0);
        for (const value of labels.flatMap(one => Object.values(one))) {
          expect(value).toMatch(LABEL);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not come alive in the Markdown of the runbook and the exit plan', () => {
    const evil = '# x <img src=y> [a](http://b) ${{ c }} `d` | zzz';
    const files = renderFiles({
      ...supportChat,
      model: { ...model, version: evil },
      exitPlan: { alternative: evil, contact: evil, notes: `${evil}\n${evil}` },
    });
    for (const path of ['runbook.md', 'exit-plan.md']) {
      const content = files.get(path) ?? '';
      expect(content).toContain('\\# x \\<img');
      for (const alive of ['<img', '](http', '${{', ' | zzz']) {
        expect(content.replace(/\\[^\n]/g, '')).not.toContain(alive);
      }
    }
  });
});

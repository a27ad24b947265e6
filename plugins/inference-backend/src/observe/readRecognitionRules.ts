import type { Config } from '@backstage/config';
import { z } from 'zod';
import type { RecognitionRules } from './clusters/servers/recognition';

const schema = z.strictObject({
  ignoreNamespaces: z.array(z.string().min(1)).default([]),
  images: z
    .array(
      z.strictObject({
        image: z.string().min(1),
        runtime: z.enum([
          'vllm',
          'tensorrt-llm',
          'triton',
          'sglang',
          'tgi',
          'nim',
          'ray-serve',
          'unknown',
        ]),
        tagIsVersion: z.boolean().optional(),
      }),
    )
    .default([]),
});

const NO_RULES: RecognitionRules = { ignoreNamespaces: [], images: [] };

/** Reads `inference.recognition`. Rules that cannot be read are all left out, and a sentence tells which key is wrong. */
export function readRecognitionRules(config: Config): {
  readonly rules: RecognitionRules;
  readonly problems: readonly string[];
} {
  const parsed = schema.safeParse(
    config.getOptional('inference.recognition') ?? {},
  );
  return parsed.success
    ? { rules: parsed.data, problems: [] }
    : {
        rules: NO_RULES,
        problems: parsed.error.issues.map(
          issue =>
            `${['inference.recognition', ...issue.path.map(String)].join(
              '.',
            )} is wrong, so the built-in rules alone decide what a model server is: ${
              issue.message
            }`,
        ),
      };
}

import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { strToU8, zipSync } from 'fflate';

/** A file that a template rendered. */
export interface RenderedFile {
  /** In the folder of the server, with `/` between the parts. */
  readonly path: string;
  readonly content: string;
}

function isFile(value: unknown): value is RenderedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'content' in value &&
    typeof value.content === 'string'
  );
}

/** The files of a task: what its template put under `files` of its output, as `inference:render` gives it. Empty when it put none there. */
export function readRenderedFiles(
  output: ScaffolderTaskOutput | undefined,
): readonly RenderedFile[] {
  const files: unknown = output?.files;
  return Array.isArray(files) ? files.filter(isFile) : [];
}

/** Size of the files in bytes, as UTF-8. */
export function sizeOf(files: readonly RenderedFile[]): number {
  return files.reduce((sum, { content }) => sum + new Blob([content]).size, 0);
}

/** The files in one folder, as a ZIP archive. */
export function zipOf(folder: string, files: readonly RenderedFile[]): Blob {
  const entries = files.map(({ path, content }) => [
    `${folder}/${path}`,
    strToU8(content),
  ]);
  return new Blob([zipSync(Object.fromEntries(entries))], {
    type: 'application/zip',
  });
}

import { parseAllDocuments } from 'yaml';
import { renderDeployment } from '../renderDeployment';
import { parseDeploymentRequest } from '../request/parseDeploymentRequest';

/** An object as a reader of the files sees it; tests look into it as they please. */
export type Parsed = Record<string, any>;

/** Files of a request by path. */
export function renderFiles(input: unknown): ReadonlyMap<string, string> {
  return new Map(
    renderDeployment(parseDeploymentRequest(input)).map(
      ({ path, content }) => [path, content] as const,
    ),
  );
}

/** Documents of a YAML file, read as Kubernetes does; throws on anything that is not well formed. */
export function parseDocuments(content: string): Parsed[] {
  return parseAllDocuments(content, { version: '1.1' }).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

/** Objects of `base/` by kind. */
export function renderObjects(input: unknown): ReadonlyMap<string, Parsed> {
  return new Map(
    [...renderFiles(input)]
      .filter(([path]) => path.startsWith('base/'))
      .flatMap(([, content]) => parseDocuments(content))
      .map(object => [object.kind, object] as const),
  );
}

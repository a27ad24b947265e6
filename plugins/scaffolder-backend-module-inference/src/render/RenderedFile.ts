/** A file of the deployment; paths are relative, with `/`. */
export interface RenderedFile {
  readonly path: string;
  readonly content: string;
}

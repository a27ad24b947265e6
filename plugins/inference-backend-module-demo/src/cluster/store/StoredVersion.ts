import type { KubeObject } from '../objects';
import {
  apiVersionOf,
  type ResourceDefinition,
} from '../kinds/ResourceDefinition';

/** One version of one object. It is written as JSON at most once, however many lists and watches carry it. */
export class StoredVersion {
  private text: string | undefined;

  constructor(
    readonly definition: ResourceDefinition,
    readonly object: KubeObject,
    readonly revision: number,
  ) {}

  get namespace(): string {
    return this.object.metadata.namespace ?? '';
  }

  get name(): string {
    return this.object.metadata.name;
  }

  /** The object as JSON, in the stored or in another served version of its kind. */
  json(apiVersion?: string): string {
    this.text ??= serialise(this.object);
    if (apiVersion === undefined || apiVersion === this.object.apiVersion) {
      return this.text;
    }
    const { kind } = this.object;
    return head(apiVersion, kind) + this.text.slice(this.headLength());
  }

  /** The object as an item of a list: built-in kinds leave apiVersion and kind out there, as Kubernetes does. */
  itemJson(version: string): string {
    const apiVersion = apiVersionOf(this.definition, version);
    if (!this.definition.builtin) return this.json(apiVersion);
    return `{${this.json().slice(this.headLength())}`;
  }

  private headLength(): number {
    return head(this.object.apiVersion, this.object.kind).length;
  }
}

function head(apiVersion: string, kind: string): string {
  return `{"apiVersion":${JSON.stringify(apiVersion)},"kind":${JSON.stringify(
    kind,
  )},`;
}

function serialise(object: KubeObject): string {
  const { apiVersion, kind, ...rest } = object;
  return head(apiVersion, kind) + JSON.stringify(rest).slice(1);
}

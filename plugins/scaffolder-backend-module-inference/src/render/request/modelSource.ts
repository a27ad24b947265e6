/** Where an engine finds the weights; every kind names content that cannot change under the server. */
export type PinnedSource =
  | {
      readonly kind: 'hugging-face';
      /** Such as `Qwen/Qwen3-32B`. */
      readonly id: string;
      /** Commit of 40 hex digits. */
      readonly commit: string;
    }
  | {
      readonly kind: 'oci';
      /** Reference with digest, without scheme. */
      readonly reference: string;
    }
  | {
      readonly kind: 'pvc';
      readonly claim: string;
      /** Inside the volume, without slash at either end. */
      readonly path: string;
    };

const HUB = /^hf:\/\/([A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95})@(.+)$/;
const OCI =
  /^oci:\/\/([A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64})$/;
const PVC =
  /^pvc:\/\/([a-z0-9](?:[-a-z0-9.]{0,61}[a-z0-9])?)\/([A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*)$/;

/** Reads the source of a version, or says why no server can be made from it; the message follows the name of the field. */
export function readPinnedSource(
  uri: string,
): PinnedSource | { readonly problem: string } {
  const [, id = '', commit = ''] = HUB.exec(uri) ?? [];
  if (id !== '') {
    return /^[0-9a-f]{40}$/.test(commit)
      ? { kind: 'hugging-face', id, commit }
      : {
          problem: `is not pinned: write the commit of 40 hex digits after ${id}@, as branches and tags move`,
        };
  }
  const [, reference = ''] = OCI.exec(uri) ?? [];
  if (reference !== '') {
    return { kind: 'oci', reference };
  }
  const [, claim = '', path = ''] = PVC.exec(uri) ?? [];
  if (claim !== '') {
    return { kind: 'pvc', claim, path };
  }
  return {
    problem:
      'cannot be served: use hf://org/name@<commit>, oci://registry/name@sha256:<64 hex digits>, or copy it to a volume and use pvc://claim/path',
  };
}

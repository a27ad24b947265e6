import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import { parseOwnerRef } from '../../decide/ownerRef';
import { redactText } from '../../decide/secrets/redactText';
import type { RegistrySettings } from './registryConfig';

const MAX_TAGS = 50;

/** What describes an imported model, within the limits of the registry. */
export function describeModel(options: {
  readonly settings: RegistrySettings;
  /** Name at the source; the title where it is not the name here. */
  readonly sourceName: string;
  readonly name: string;
  readonly description?: string;
  /** In the source's words; the configured owner where it is no entity ref. */
  readonly owner?: string;
  readonly homepage?: string;
  readonly tags?: readonly string[];
  /** Ids under which servers know it. */
  readonly sourceIds: readonly string[];
}): ImportedModel['description'] {
  const { settings, sourceName, name, description, homepage } = options;
  const text = description?.replace(/\p{Cs}|\0/gu, '').trim() ?? '';
  const owner =
    options.owner !== undefined && /^(group|user):/i.test(options.owner)
      ? parseOwnerRef(options.owner)
      : null;
  const tags = (options.tags ?? []).filter(
    tag => tag !== '' && tag.length <= 63 && redactText(tag) === tag,
  );
  return {
    owner: owner?.status === 'valid' ? owner.ref : settings.owner,
    ...(sourceName === name ? {} : { title: sourceName.slice(0, 200) }),
    ...(text === ''
      ? {}
      : {
          description: text
            .slice(0, 5000)
            .replace(/[\uD800-\uDBFF]$/, '')
            .trim(),
        }),
    ...(homepage !== undefined && homepage.length <= 1000 ? { homepage } : {}),
    tags: [...new Set(tags)].slice(0, MAX_TAGS),
    sourceIds: [...new Set(options.sourceIds)].filter(
      id => id !== '' && id.length <= 300,
    ),
  };
}

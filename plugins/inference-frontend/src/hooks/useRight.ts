import type { Permission } from '@backstage/plugin-permission-common';
import { useText } from '../translation/useText';

/** Whether the user may do something, and what to say when not. */
export interface Right {
  readonly allowed: boolean;
  /** Null when allowed, and while nobody has answered yet. */
  readonly reason: string | null;
}

/** The answer to a question for a permission, with the words for a refusal. */
export function useRight(
  permission: Permission,
  answer: { loading: boolean; allowed: boolean },
): Right {
  const t = useText();
  return {
    allowed: answer.allowed,
    reason:
      answer.allowed || answer.loading
        ? null
        : t('registry.missingPermission', { permission: permission.name }),
  };
}

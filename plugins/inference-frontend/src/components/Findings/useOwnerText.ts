import { useText } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';

/** What people call an owner, and those who are missing. */
export function useOwnerText(): (owner: string | null) => string {
  const t = useText();
  return owner => (owner === null ? t('common.unowned') : shortOwner(owner));
}

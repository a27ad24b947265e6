import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** Who the user is in the catalog. */
export interface Identity {
  readonly userRef: string;
  /** Entity refs under which the user owns things: groups first. */
  readonly ownershipRefs: readonly string[];
}

/** The signed-in user; undefined until it is known. */
export function useIdentity(): Identity | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['identity'],
    queryFn: async (): Promise<Identity> => {
      const { userEntityRef, ownershipEntityRefs } =
        await identity.getBackstageIdentity();
      const isGroup = (ref: string) => ref.startsWith('group:');
      return {
        userRef: userEntityRef,
        ownershipRefs: [
          ...ownershipEntityRefs.filter(isGroup),
          ...ownershipEntityRefs.filter(ref => !isGroup(ref)),
        ],
      };
    },
    staleTime: Infinity,
  });
  return data;
}

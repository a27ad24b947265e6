/**
 * Configuration that comes after that of the demo and points its clusters at
 * real control planes. Tokens come from the environment: the file holds none.
 *
 * @param {{ cluster: string, access: { url: string, caData: string } }[]} planes
 */
export function realConfiguration(planes) {
  return {
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      // Lists of two files are not merged: this one replaces the simulated clusters.
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: planes.map(({ cluster, access }) => ({
            name: cluster,
            url: access.url,
            authProvider: 'serviceAccount',
            serviceAccountToken: `\${${tokenVariable(cluster)}}`,
            caData: access.caData,
          })),
        },
      ],
    },
  };
}

/** Name of the environment variable with the token of a cluster. */
export function tokenVariable(cluster) {
  return `PORTAL_TOKEN_${cluster.toUpperCase().replaceAll('-', '_')}`;
}

export interface Config {
  inference?: {
    /**
     * The demo fleet: two simulated clusters and a Prometheus on loopback. Without this section nothing is started.
     */
    demo?: {
      /** Default true: having the section is enough. */
      enabled?: boolean;
      /** Names, uids and numbers of the fleet follow from it. Default 7. */
      seed?: number;
      /** Whether pods restart and a server scales by themselves now and then. Default true. */
      live?: boolean;
      clusters?: {
        'demo-eu-west'?: {
          /** Port on 127.0.0.1 of this cluster's Kubernetes API. Default 7341. */
          port?: number;
        };
        'demo-us-east'?: {
          /** Port on 127.0.0.1 of this cluster's Kubernetes API. Default 7342. */
          port?: number;
        };
      };
      prometheus?: {
        /** Port on 127.0.0.1 of the Prometheus API. Default 7343. */
        port?: number;
      };
    };
  };
}

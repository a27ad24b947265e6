import { withoutTemplateDefaults } from './templateDefaults';

const sent = {
  metadata: { labels: { app: 'ranker' } },
  spec: {
    serviceAccountName: 'models',
    containers: [
      {
        name: 'vllm',
        image: 'vllm/vllm-openai:v0.30.0',
        ports: [{ containerPort: 8000 }],
        env: [
          {
            name: 'IP',
            valueFrom: { fieldRef: { fieldPath: 'status.podIP' } },
          },
        ],
        readinessProbe: { httpGet: { path: '/health', port: 8000 } },
      },
    ],
    volumes: [{ name: 'settings', configMap: { name: 'settings' } }],
  },
};

/** The same as the API server stores it in a ReplicaSet. */
const stored = {
  metadata: { labels: { app: 'ranker' } },
  spec: {
    serviceAccountName: 'models',
    serviceAccount: 'models',
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    containers: [
      {
        name: 'vllm',
        image: 'vllm/vllm-openai:v0.30.0',
        imagePullPolicy: 'IfNotPresent',
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        ports: [{ containerPort: 8000, protocol: 'TCP' }],
        env: [
          {
            name: 'IP',
            valueFrom: {
              fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' },
            },
          },
        ],
        readinessProbe: {
          httpGet: { path: '/health', port: 8000, scheme: 'HTTP' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
      },
    ],
    volumes: [
      { name: 'settings', configMap: { name: 'settings', defaultMode: 420 } },
    ],
  },
};

describe('withoutTemplateDefaults', () => {
  it('makes a template as it was sent and as it is stored equal', () => {
    expect(withoutTemplateDefaults(stored)).toEqual(sent);
    expect(withoutTemplateDefaults(sent)).toEqual(sent);
  });

  it('keeps what differs from a default', () => {
    const own = {
      spec: {
        terminationGracePeriodSeconds: 120,
        containers: [{ image: 'vllm:latest', imagePullPolicy: 'IfNotPresent' }],
      },
    };
    expect(withoutTemplateDefaults(own)).toEqual(own);
  });

  it('knows that images without a tag are pulled each time', () => {
    const [bare, tagged] = ['Always', 'IfNotPresent'].map(imagePullPolicy =>
      withoutTemplateDefaults({
        spec: {
          containers: [{ image: 'registry:5000/vllm', imagePullPolicy }],
        },
      }),
    );
    expect(bare).toEqual({
      spec: { containers: [{ image: 'registry:5000/vllm' }] },
    });
    expect(tagged).not.toEqual(bare);
  });

  it('leaves values of an unexpected type alone', () => {
    const odd = { spec: { containers: 'none', volumes: [null] } };
    expect(withoutTemplateDefaults(odd)).toEqual(odd);
    expect(withoutTemplateDefaults({ spec: null })).toEqual({ spec: null });
  });
});

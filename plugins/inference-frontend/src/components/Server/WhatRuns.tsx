import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  Evidence,
  ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Fact, Facts } from '../layout/Facts';
import { Panel } from '../layout/Panel';
import { Absent } from '../states/Absent';
import { Chip } from '../states/Chip';
import { ServerRegistration } from './ServerRegistration';
import styles from './Server.module.css';

function EvidenceFact(props: { name: string; evidence: Evidence }) {
  const t = useText();
  const { value, source } = props.evidence;
  return value === null ? (
    <Fact name={props.name}>
      <Absent reason={t('absent.evidence')} />
    </Fact>
  ) : (
    <Fact name={props.name} evidence={t('server.from', { source })}>
      {value}
    </Fact>
  );
}

/** The model and the engine that serves it, as far as the specification tells. */
export function WhatRuns({ server }: { server: ModelServerDetail }) {
  const t = useText();
  const formats = useFormats();
  const { model, runtime, gpus, image } = server;
  const text = (value: string | null, reason: string) =>
    value === null ? (
      <Absent reason={reason} />
    ) : (
      <span className={styles.mono}>{value}</span>
    );
  return (
    <Panel title={t('server.whatRuns')}>
      <Facts>
        <Fact name={t('server.model')}>
          {model.id ?? <Absent reason={t('absent.model')} />}
          {model.pinned === true && (
            <Chip label={t('servers.pinned')} title={t('servers.pinnedHint')} />
          )}
          {model.pinned === false && (
            <Chip
              label={t('servers.floating')}
              title={t('servers.floatingHint')}
            />
          )}
          {model.entityRef !== null && (
            <EntityRefLink entityRef={model.entityRef} />
          )}
        </Fact>
        <ServerRegistration server={server} />
        <Fact name={t('server.version')}>
          {model.version ?? <Absent reason={t('absent.version')} />}
        </Fact>
        <Fact name={t('server.source')}>
          {text(model.source, t('absent.model'))}
        </Fact>
        <Fact name={t('server.sourceRevision')}>
          {text(model.revision, t('absent.revision'))}
        </Fact>
        <Fact name={t('server.runtime')}>
          {runtime.name}{' '}
          {runtime.version ?? <Absent reason={t('absent.runtimeVersion')} />}
        </Fact>
        <Fact name={t('server.servedNames')}>
          {server.servedNames.length > 0 ? (
            formats.list(server.servedNames)
          ) : (
            <Absent reason={t('absent.evidence')} />
          )}
        </Fact>
        <Fact name={t('server.gpusPerReplica')}>
          {gpus.perReplica === null ? (
            <Absent reason={t('absent.gpus')} />
          ) : (
            formats.gpus(gpus.perReplica, gpus.product)
          )}
          {gpus.shared && <Chip label={t('server.gpusShared')} />}
          {gpus.requests.length > 0 && (
            <span className={styles.evidence}>
              {t('server.gpusRequested', {
                requests: gpus.requests
                  .map(request => `${request.resource}: ${request.count}`)
                  .join(', '),
              })}
            </span>
          )}
        </Fact>
        <Fact name={t('server.gpusHeld')}>
          {gpus.held === null ? (
            <Absent reason={t('absent.gpus')} />
          ) : (
            formats.gpus(gpus.held, gpus.product)
          )}
        </Fact>
        <EvidenceFact
          name={t('server.precision')}
          evidence={server.precision}
        />
        <EvidenceFact
          name={t('server.quantization')}
          evidence={server.quantization}
        />
        <Fact name={t('server.parallelism')}>
          {server.tensorParallel === null &&
          server.pipelineParallel === null ? (
            <Absent reason={t('absent.evidence')} />
          ) : (
            t('server.parallelismValue', {
              tensor: server.tensorParallel?.toString() ?? '—',
              pipeline: server.pipelineParallel?.toString() ?? '—',
            })
          )}
        </Fact>
        <Fact name={t('server.maxLength')}>
          {server.maxModelLength === null ? (
            <Absent reason={t('absent.evidence')} />
          ) : (
            t('server.maxLengthValue', {
              tokens: formats.count(server.maxModelLength),
            })
          )}
        </Fact>
        <Fact name={t('server.image')}>
          {text(image.reference, t('absent.value'))}
        </Fact>
        <Fact name={t('server.digest')}>
          {text(image.digest, t('absent.digest'))}
        </Fact>
      </Facts>
    </Panel>
  );
}

import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useText } from '../../translation/useText';
import { Fact, Facts } from '../layout/Facts';
import { Panel } from '../layout/Panel';
import { Moment } from '../states/Moment';

/** The object on the cluster, and which tool keeps it as it is. */
export function WhereItRuns(props: {
  server: ModelServerDetail;
  now: InstantMs;
}) {
  const t = useText();
  const { server, now } = props;
  const manager = t(`manager.${server.manager.name}`);
  return (
    <Panel title={t('server.where')}>
      <Facts>
        <Fact name={t('server.cluster')}>{server.cluster}</Fact>
        <Fact name={t('server.namespace')}>{server.namespace}</Fact>
        <Fact name={t('server.kind')} evidence={server.apiVersion}>
          {server.kind}
        </Fact>
        <Fact
          name={t('server.manager')}
          evidence={t(`managerMeaning.${server.manager.name}`)}
        >
          {server.manager.instance === null
            ? manager
            : t('server.managerInstance', {
                manager,
                instance: server.manager.instance,
              })}
        </Fact>
        <Fact name={t('server.catalogEntity')}>
          {server.entityRef === null ? (
            t('server.noCatalogEntity')
          ) : (
            <EntityRefLink entityRef={server.entityRef} />
          )}
        </Fact>
        <Fact name={t('server.created')}>
          <Moment at={parseInstant(server.createdAt)} now={now} />
        </Fact>
        <Fact name={t('server.changed')}>
          <Moment at={parseInstant(server.changedAt)} now={now} />
        </Fact>
        <Fact name={t('server.lastSeen')}>
          <Moment at={parseInstant(server.lastSeenAt)} now={now} />
        </Fact>
      </Facts>
    </Panel>
  );
}

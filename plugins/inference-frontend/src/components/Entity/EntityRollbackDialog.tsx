import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  inferenceServerReadPermission,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { useEntityServers } from '../../hooks/useEntityServers';
import { useText } from '../../translation/useText';
import { RollbackDialog } from '../Rollbacks/RollbackDialog';
import { UnloadedView } from '../states/UnloadedView';
import styles from './Entity.module.css';

/** Rolls back the server that a `model-server` Component describes: its plan, after the question which one where there are several. */
export function EntityRollbackDialog(props: {
  entity: Entity;
  onClose(): void;
}) {
  return (
    <InferenceQueryProvider>
      <RollbackOfEntity
        entityRef={stringifyEntityRef(props.entity)}
        onClose={props.onClose}
      />
    </InferenceQueryProvider>
  );
}

function RollbackOfEntity(props: { entityRef: string; onClose(): void }) {
  const t = useText();
  const { onClose } = props;
  const state = useEntityServers(props.entityRef);
  const [chosen, setChosen] = useState<ModelServer | null>(null);
  const servers = state.status === 'ready' ? state.data : [];
  const server = chosen ?? (servers.length === 1 ? servers[0] : undefined);
  if (server !== undefined) {
    return <RollbackDialog server={server} target={null} onClose={onClose} />;
  }
  return (
    <Dialog
      isOpen
      isDismissable
      width={560}
      onOpenChange={open => {
        if (!open) {
          onClose();
        }
      }}
    >
      <DialogHeader>{t('rollback.choose')}</DialogHeader>
      <DialogBody>
        {state.status === 'ready' ? (
          <div className={styles.card}>
            {servers.length === 0 && <p>{t('entity.noServerHint')}</p>}
            {servers.map(one => (
              <Button
                key={one.id}
                variant="secondary"
                onPress={() => setChosen(one)}
              >
                {`${one.cluster} / ${one.namespace} / ${one.name}`}
              </Button>
            ))}
          </div>
        ) : (
          <UnloadedView
            state={state}
            what={t('states.whatServers')}
            permission={inferenceServerReadPermission.name}
            rows={2}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('registry.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

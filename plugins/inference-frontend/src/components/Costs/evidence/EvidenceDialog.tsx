import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import {
  inferenceCostReadPermission,
  type CostEvidenceQuery,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useCostEvidence } from '../../../hooks/costs/useCostEvidence';
import { useText } from '../../../translation/useText';
import { UnloadedView } from '../../states/UnloadedView';
import styles from '../Costs.module.css';
import { EvidenceTable } from './EvidenceTable';

/** How is this computed? The rule, then every interval and price that the amount of a line is made of. */
export function EvidenceDialog(props: {
  name: string;
  /** As the line shows it. */
  amount: string | null;
  query: CostEvidenceQuery;
  timeZone: string;
  /** The line has a share of the idle GPUs, which is nobody's interval. */
  idleShared: boolean;
  onClose(): void;
}) {
  const t = useText();
  const state = useCostEvidence(props.query);
  const formats = useFormats(props.timeZone);
  return (
    <Dialog
      isOpen
      isDismissable
      width={1080}
      onOpenChange={open => {
        if (!open) {
          props.onClose();
        }
      }}
    >
      <DialogHeader>
        {t('costs.evidence.title', { name: props.name })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.evidence}>
          <p>
            {props.amount !== null &&
              t('costs.evidence.amount', { amount: props.amount })}{' '}
            {t('costs.evidence.rule')}
          </p>
          {props.idleShared && (
            <Alert status="info" icon title={t('costs.evidence.idleShared')} />
          )}
          {state.status === 'ready' ? (
            <>
              <EvidenceTable items={state.data.items} formats={formats} />
              <p className={styles.note}>
                {t('costs.evidence.count', {
                  count: state.data.items.length,
                })}{' '}
                {t('costs.evidence.zone', { zone: props.timeZone })}
              </p>
              {state.data.loadMore !== null && (
                <Button
                  size="small"
                  variant="secondary"
                  onPress={state.data.loadMore}
                >
                  {t('costs.evidence.more')}
                </Button>
              )}
            </>
          ) : (
            <UnloadedView
              state={state}
              what={t('costs.whatEvidence')}
              permission={inferenceCostReadPermission.name}
              rows={5}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('registry.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

import type { FormEvent, ReactNode } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useText } from '../../translation/useText';
import styles from './dialogs.module.css';

/** A dialog that asks for something and writes it. It stays open until the server has agreed. */
export function FormDialog(props: {
  /** Names the object and the effect. */
  title: string;
  children: ReactNode;
  /** On the button: what happens, to what. Null when there is nothing to send. */
  submit: string | null;
  destructive?: boolean;
  pending: boolean;
  /** What the server refused, when it is not shown at a field. */
  problem: string | null;
  /** Stands above the problem; names the registry when left out. */
  refused?: string;
  /** Why it cannot be sent yet. */
  blocked?: string | null;
  width?: number;
  onSubmit(): void;
  onClose(): void;
}) {
  const t = useText();
  const blocked = props.blocked ?? null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.pending && blocked === null && props.submit !== null) {
      props.onSubmit();
    }
  };
  return (
    <Dialog
      isOpen
      // A stray click beside the dialog must not lose what was typed.
      isDismissable={false}
      width={props.width ?? 560}
      onOpenChange={open => {
        if (!open) {
          props.onClose();
        }
      }}
    >
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <DialogHeader>{props.title}</DialogHeader>
        <DialogBody>
          <div className={styles.body}>
            {props.problem !== null && (
              <div role="alert">
                <Alert
                  status="danger"
                  icon
                  title={props.refused ?? t('registry.refused')}
                  description={props.problem}
                />
              </div>
            )}
            {props.children}
          </div>
        </DialogBody>
        <DialogFooter>
          {blocked !== null && (
            <span className={styles.blocked} role="status">
              {blocked}
            </span>
          )}
          <Button
            variant="secondary"
            onPress={props.onClose}
            isDisabled={props.pending}
          >
            {props.submit === null ? t('registry.close') : t('registry.cancel')}
          </Button>
          {props.submit !== null && (
            <Button
              type="submit"
              variant="primary"
              destructive={props.destructive}
              isPending={props.pending}
              isDisabled={blocked !== null}
            >
              {props.submit}
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}

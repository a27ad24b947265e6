import { useState } from 'react';
import type {
  ModelVersionDetail,
  RegistrationProposal,
  ServerRegistration,
} from '@inference-portal/plugin-inference-common';
import {
  inferenceModelRegisterPermission,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import { useRegistrationProposal } from '../../hooks/registry/useModelDetails';
import {
  useCreatePermission,
  useRegisterPermission,
} from '../../hooks/registry/useModelPermission';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useText } from '../../translation/useText';
import { UnloadedView } from '../states/UnloadedView';
import { fieldOfProblem } from './fieldOfProblem';
import { FormDialog } from './FormDialog';
import { FormField } from './FormField';
import { ProposalEvidence } from './ProposalEvidence';
import styles from './dialogs.module.css';

interface ServerDialogProps {
  serverId: string;
  serverName: string;
  onClose(): void;
  onRegistered(model: ModelRef): void;
}

/** Registers what a server is observed to run, from a proposal that shows its evidence. */
export function RegisterServerDialog(props: ServerDialogProps) {
  const t = useText();
  const state = useRegistrationProposal(props.serverId);
  if (state.status === 'ready') {
    return <ProposalForm {...props} proposal={state.data} />;
  }
  return (
    <FormDialog
      title={t('registerServer.title', { server: props.serverName })}
      submit={null}
      pending={false}
      problem={null}
      onSubmit={props.onClose}
      onClose={props.onClose}
    >
      <UnloadedView
        state={state}
        what={t('registerServer.what')}
        permission={inferenceModelRegisterPermission.name}
        rows={3}
      />
    </FormDialog>
  );
}

const FIELDS = ['namespace', 'name', 'version', 'owner'] as const;
type Field = (typeof FIELDS)[number];

function ProposalForm(
  props: ServerDialogProps & { proposal: RegistrationProposal },
) {
  const t = useText();
  const { proposal, serverId } = props;
  const [draft, setDraft] = useState<{ readonly [field in Field]: string }>({
    namespace: proposal.namespace,
    name: proposal.name,
    version: proposal.version,
    owner: proposal.owner ?? '',
  });
  const creating = useCreatePermission();
  const adding = useRegisterPermission(proposal);
  const right = proposal.modelExists ? adding : creating;
  const write = useRegistryWrite(
    (api, registration: ServerRegistration) =>
      api.registerFromServer(serverId, registration),
    ({ model }: ModelVersionDetail) => {
      props.onClose();
      props.onRegistered(model);
    },
  );
  const atField =
    write.problem?.statusCode === 400
      ? fieldOfProblem(write.problem.message, FIELDS)
      : null;
  const field = (name: Field) => ({
    name,
    label: t(`registerServer.${name}`),
    value: draft[name],
    onChange: (value: string) => {
      write.reset();
      setDraft(previous => ({ ...previous, [name]: value }));
    },
    problem: atField === name ? write.problem?.message ?? null : null,
  });
  const complete = FIELDS.every(
    name => name === 'owner' || draft[name].trim() !== '',
  );
  const owner = draft.owner.trim();
  return (
    <FormDialog
      title={t('registerServer.title', { server: props.serverName })}
      submit={
        proposal.blocked === null
          ? t('registerServer.submit', {
              model: draft.name,
              version: draft.version,
            })
          : null
      }
      pending={write.pending}
      problem={
        proposal.blocked ??
        (atField === null ? write.problem?.message ?? null : null)
      }
      blocked={
        right.reason ?? (complete ? null : t('registerServer.incomplete'))
      }
      width={680}
      onSubmit={() =>
        write.run({
          namespace: draft.namespace.trim(),
          name: draft.name.trim(),
          version: draft.version.trim(),
          ...(owner === '' ? {} : { owner }),
        })
      }
      onClose={props.onClose}
    >
      <ProposalEvidence proposal={proposal} />
      {proposal.blocked === null && (
        <>
          <div className={styles.pair}>
            <FormField {...field('namespace')} required />
            <FormField {...field('name')} required />
          </div>
          <div className={styles.pair}>
            <FormField {...field('version')} required />
            <FormField
              {...field('owner')}
              help={t('registerServer.ownerHelp')}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}

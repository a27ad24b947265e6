import { useState } from 'react';
import { Select } from '@backstage/ui';
import type {
  AliasMoveResult,
  AliasState,
  AliasTarget,
  Model,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { AliasOvertaken } from './AliasOvertaken';
import { AliasRequested } from './AliasRequested';
import { fieldOfProblem } from './fieldOfProblem';
import { FormDialog } from './FormDialog';
import { FormField } from './FormField';
import styles from './dialogs.module.css';

// Cannot be a version: they begin with a letter or digit.
const NOWHERE = '-';

/**
 * Points an alias at another version, if it still points where the user saw it. `model` is the live one: when somebody
 * else was first, it tells what they chose.
 */
export function MoveAliasDialog(props: {
  model: Model;
  versions: readonly ModelVersion[];
  /** Null asks for the name of a new alias. */
  alias: string | null;
  /** Chosen beforehand; null when the user chooses. */
  version: string | null;
  onClose(): void;
}) {
  const t = useText();
  const { model, versions } = props;
  const stateOf = (name: string): AliasState | null =>
    model.aliases.find(one => one.alias === name) ?? null;
  const [typed, setTyped] = useState('');
  const alias = props.alias ?? typed.trim();
  // What the user saw when the dialog opened; a later reading of the page does not change it.
  const [seen, setSeen] = useState<string | null>(
    props.alias === null ? null : stateOf(props.alias)?.version ?? null,
  );
  const [target, setTarget] = useState<string | null>(props.version);
  const [reason, setReason] = useState('');
  const [result, setResult] = useState<AliasMoveResult | null>(null);
  const write = useRegistryWrite(
    (api, body: AliasTarget) => api.moveAlias(model, alias, body),
    moved => {
      if (moved.request === null) {
        props.onClose();
      } else {
        setResult(moved);
      }
    },
  );
  const current = stateOf(alias);
  const name = shortModelName(model);

  if (result !== null && result.request !== null) {
    return (
      <FormDialog
        title={t('moveAlias.requestedTitle', { alias, model: name })}
        submit={null}
        pending={false}
        problem={null}
        onSubmit={props.onClose}
        onClose={props.onClose}
      >
        <AliasRequested request={result.request} />
      </FormDialog>
    );
  }

  const overtaken =
    write.problem?.statusCode === 409 && (current?.version ?? null) !== seen;
  const badAlias =
    write.problem?.statusCode === 400 &&
    props.alias === null &&
    fieldOfProblem(write.problem.message, ['alias']) !== null;
  const blocked = () => {
    if (alias === '' || target === null) {
      return t('moveAlias.incomplete');
    }
    if (overtaken) {
      return t('moveAlias.lookAgain');
    }
    return target === (seen ?? NOWHERE) ? t('moveAlias.there') : null;
  };
  const to = target === NOWHERE ? t('moveAlias.nowhere') : target ?? '…';
  const isProtected = current?.protected ?? false;
  const submit = () => {
    if (isProtected) {
      return t('moveAlias.ask', { alias, version: to });
    }
    return t('moveAlias.submit', { alias, version: to });
  };
  return (
    <FormDialog
      title={
        props.alias === null
          ? t('moveAlias.newTitle', { model: name })
          : t('moveAlias.title', { alias: props.alias, model: name })
      }
      submit={submit()}
      destructive={target === NOWHERE}
      pending={write.pending}
      problem={overtaken || badAlias ? null : write.problem?.message ?? null}
      blocked={blocked()}
      onSubmit={() =>
        write.run({
          version: target === NOWHERE ? null : target,
          expectedVersion: seen,
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        })
      }
      onClose={props.onClose}
    >
      {overtaken && (
        <AliasOvertaken
          alias={alias}
          seen={seen}
          current={current}
          message={write.problem?.message ?? ''}
          onLookAgain={() => {
            setSeen(current?.version ?? null);
            write.reset();
          }}
        />
      )}
      {props.alias === null ? (
        <FormField
          name="alias"
          label={t('moveAlias.alias')}
          help={t('moveAlias.aliasHelp')}
          value={typed}
          onChange={value => {
            write.reset();
            setTyped(value);
            setSeen(stateOf(value.trim())?.version ?? null);
          }}
          problem={badAlias ? write.problem?.message ?? null : null}
          required
          first
        />
      ) : (
        <p>
          {t('moveAlias.now', {
            alias,
            version: seen ?? t('moveAlias.nowhere'),
          })}
        </p>
      )}
      <Select
        label={t('moveAlias.target')}
        placeholder={t('moveAlias.choose')}
        isRequired
        value={target}
        onChange={key => {
          write.reset();
          setTarget(key === null ? null : String(key));
        }}
        options={[
          ...versions
            .filter(({ state }) => state === 'active')
            .map(({ version, source }) => ({
              id: version,
              label: source.pinned
                ? version
                : t('moveAlias.floating', { version }),
            })),
          ...(seen === null
            ? []
            : [{ id: NOWHERE, label: t('moveAlias.remove') }]),
        ]}
      />
      <FormField
        name="reason"
        label={t('moveAlias.reason')}
        help={t('moveAlias.reasonHelp')}
        value={reason}
        onChange={setReason}
        rows={2}
      />
      {isProtected && (
        <p className={styles.effect}>{t('moveAlias.protected', { alias })}</p>
      )}
    </FormDialog>
  );
}

import type { ReactNode } from 'react';
import { Alert } from '@backstage/ui';
import {
  inferenceRegistryImportPermission,
  type DataSource,
} from '@inference-portal/plugin-inference-common';
import { useSearchParams } from 'react-router-dom';
import type { InstantMs } from '../../format/instant';
import {
  useImportPermission,
  type Right,
} from '../../hooks/registry/useModelPermission';
import { useRegistryImports } from '../../hooks/registry/useRegistryImports';
import { useRegistryWrite } from '../../hooks/registry/useRegistryWrite';
import { useText } from '../../translation/useText';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { UnloadedView } from '../states/UnloadedView';
import { ImportRuns } from './ImportRuns';
import styles from './Imports.module.css';

/** Name of the parameter of the URL that holds the run on the screen, so that it survives a reload. */
const RUN = 'import';

interface ImportsProps {
  readonly source: DataSource;
  readonly now: InstantMs;
}

/** Starts imports of a registry, now or as a dry run, and tells how they go to those who may start them. */
export function RegistryImports(props: ImportsProps) {
  const right = useImportPermission();
  return right.allowed ? (
    <AllowedImports {...props} right={right} />
  ) : (
    <ImportsSection source={props.source} right={right} blocked={null} />
  );
}

function AllowedImports(props: ImportsProps & { right: Right }) {
  const t = useText();
  const { source, right } = props;
  const [params, setParams] = useSearchParams();
  const onChoose = (id: string | null) =>
    setParams(
      previous => {
        const next = new URLSearchParams(previous);
        next.delete(RUN);
        if (id !== null) {
          next.set(RUN, id);
        }
        return next;
      },
      { replace: true },
    );
  const state = useRegistryImports();
  const write = useRegistryWrite(
    (api, dryRun: boolean) =>
      api.startRegistryImport({ source: source.name, dryRun }),
    run => onChoose(run.id),
  );
  const runs =
    state.status === 'ready'
      ? state.data.filter(run => run.source === source.name)
      : [];
  const isRunning = runs.some(run => run.state === 'running');
  const blocked = () => {
    if (source.status === 'misconfigured') {
      return t('imports.misconfigured');
    }
    return isRunning || write.pending ? t('imports.isRunning') : null;
  };
  return (
    <ImportsSection
      source={source}
      right={right}
      blocked={blocked()}
      onStart={write.run}
    >
      {write.problem !== null && (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('imports.notStarted')}
            description={write.problem.message}
          />
        </div>
      )}
      {state.status === 'ready' ? (
        <ImportRuns
          runs={runs}
          chosen={params.get(RUN)}
          now={props.now}
          onChoose={onChoose}
        />
      ) : (
        <UnloadedView
          state={state}
          what={t('imports.what')}
          permission={inferenceRegistryImportPermission.name}
          rows={1}
        />
      )}
    </ImportsSection>
  );
}

function ImportsSection(props: {
  source: DataSource;
  right: Right;
  blocked: string | null;
  onStart?(dryRun: boolean): void;
  children?: ReactNode;
}) {
  const t = useText();
  const { source, right, blocked } = props;
  const button = (dryRun: boolean) => (
    <GuardedButton
      right={right}
      blocked={blocked}
      aria-label={t(dryRun ? 'imports.dryRunOf' : 'imports.importNowOf', {
        source: source.name,
      })}
      onPress={() => props.onStart?.(dryRun)}
    >
      {t(dryRun ? 'imports.dryRun' : 'imports.importNow')}
    </GuardedButton>
  );
  return (
    <section
      className={styles.imports}
      aria-label={t('imports.titleOf', { source: source.name })}
    >
      <div className={styles.bar}>
        <h4>{t('imports.title')}</h4>
        {button(false)}
        {button(true)}
        <span className={styles.hint}>{t('imports.hint')}</span>
      </div>
      {props.children}
    </section>
  );
}

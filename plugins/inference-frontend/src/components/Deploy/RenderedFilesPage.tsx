import { Button } from '@backstage/ui';
import { useApiHolder } from '@backstage/core-plugin-api';
import {
  scaffolderApiRef,
  useTaskEventStream,
} from '@backstage/plugin-scaffolder-react';
import { RiDownloadLine } from '@remixicon/react';
import { useId } from 'react';
import { useParams } from 'react-router-dom';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { downloadBlob } from '../table/downloadText';
import styles from './Deploy.module.css';
import {
  readRenderedFiles,
  sizeOf,
  zipOf,
  type RenderedFile,
} from './renderedFiles';

const KIB = 1024;

/** Files with their contents, and one archive of them all. */
function RenderedFiles(props: {
  name: string;
  files: readonly RenderedFile[];
}) {
  const t = useText();
  const formats = useFormats();
  const { name, files } = props;
  const heading = useId();
  const archive = `${name}.zip`;
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <div className={styles.filesHead}>
        <h2 id={heading}>{t('deploy.files.title', { name })}</h2>
        <Button
          variant="primary"
          iconStart={<RiDownloadLine />}
          onPress={() => downloadBlob(archive, zipOf(name, files))}
        >
          {t('deploy.files.download', { archive })}
        </Button>
      </div>
      <p className={styles.help}>
        {t('deploy.files.what', {
          count: files.length,
          size: formats.count(sizeOf(files) / KIB),
        })}
      </p>
      <ul className={styles.files}>
        {files.map(({ path, content }) => (
          <li key={path}>
            <details>
              <summary>
                <code>{path}</code>
              </summary>
              <pre
                aria-label={path}
                // Long files scroll; the keyboard has to get there.
                tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
              >
                {content}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FilesOfTask({ taskId }: { taskId: string }) {
  const t = useText();
  const { completed, error, output, task } = useTaskEventStream(taskId);
  if (error) {
    return (
      <PageMessage title={t('deploy.files.failedTitle')} role="alert">
        <p>{error.message}</p>
        <p>{t('deploy.files.failedHint')}</p>
      </PageMessage>
    );
  }
  if (!completed) {
    return (
      <PageMessage title={t('deploy.files.waitingTitle')} role="status">
        <p>{t('deploy.files.waitingHint')}</p>
      </PageMessage>
    );
  }
  const files = readRenderedFiles(output);
  const { name } = task?.spec.parameters ?? {};
  return files.length === 0 ? (
    <PageMessage title={t('deploy.files.noneTitle')} role="alert">
      <p>{t('deploy.files.noneHint')}</p>
    </PageMessage>
  ) : (
    <RenderedFiles
      name={typeof name === 'string' ? name : 'server'}
      files={files}
    />
  );
}

/** What a template rendered, by the `taskId` of the route: the scaffolder keeps it, and says who may see it. */
export function RenderedFilesPage() {
  const t = useText();
  const { taskId = '' } = useParams();
  const hasScaffolder = useApiHolder().get(scaffolderApiRef) !== undefined;
  return hasScaffolder ? (
    <FilesOfTask taskId={taskId} />
  ) : (
    <PageMessage title={t('deploy.files.noneTitle')} role="alert">
      <p>{t('deploy.files.noScaffolder')}</p>
    </PageMessage>
  );
}

import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import { modelRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { Chip } from '../states/Chip';
import { shortOwner } from '../states/OwnerName';
import { readModelDocument, type ModelDocument } from './readModelDocument';
import styles from './Search.module.css';

/** A model or a version of it among the results of a search, with the words that were found marked. */
export function ModelSearchResult(props: {
  result?: SearchDocument;
  highlight?: ResultHighlight;
  icon?: ReactNode;
}) {
  const { result, highlight } = props;
  const document = result && readModelDocument(result);
  if (!result || !document) {
    return null;
  }
  return (
    <div className={styles.result}>
      {props.icon && (
        <span className={styles.icon} aria-hidden="true">
          {props.icon}
        </span>
      )}
      <div className={styles.words}>
        <ResultHead
          document={document}
          title={<Marked field="title" of={result} highlight={highlight} />}
        />
        <p className={styles.excerpt}>
          <Marked field="text" of={result} highlight={highlight} />
        </p>
      </div>
    </div>
  );
}

function ResultHead(props: { document: ModelDocument; title: ReactNode }) {
  const t = useText();
  const modelLink = useRouteRef(modelRouteRef);
  const { namespace, name, version, license, owner } = props.document;
  const page = modelLink({ namespace, name });
  const query = version === null ? '' : `?${new URLSearchParams({ version })}`;
  const id = shortModelName({ namespace, name });
  return (
    <>
      <span className={styles.head}>
        <Link className={styles.title} to={`${page}${query}`} noTrack>
          {props.title}
        </Link>
        <Chip label={t(version === null ? 'search.model' : 'search.version')} />
      </span>
      <span className={styles.facts}>
        <span className={styles.mono}>
          {version === null ? id : `${id} @ ${version}`}
        </span>
        <span>
          {license === null
            ? t('model.licenseUnknown')
            : t('model.license', { license })}
        </span>
        {owner !== null && (
          <span title={owner}>
            {t('model.owner')} {shortOwner(owner)}
          </span>
        )}
      </span>
    </>
  );
}

/** A text of the document; where the search engine says what it found, only that part, with the words marked. */
function Marked(props: {
  field: 'title' | 'text';
  of: SearchDocument;
  highlight: ResultHighlight | undefined;
}) {
  const { field, highlight } = props;
  const found = highlight?.fields[field];
  // The index has one fact on each line.
  const oneLine = (text: string) => text.trim().replace(/\s*\n\s*/g, ' · ');
  return highlight && found ? (
    <HighlightedSearchResultText
      text={oneLine(found)}
      preTag={highlight.preTag}
      postTag={highlight.postTag}
    />
  ) : (
    <>{oneLine(props.of[field])}</>
  );
}

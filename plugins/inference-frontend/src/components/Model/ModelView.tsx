import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type {
  Model,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import type { LoadState } from '../../hooks/LoadState';
import type { LoadedPages } from '../../hooks/useAllPages';
import { useText } from '../../translation/useText';
import { AliasesPanel } from './Aliases/AliasesPanel';
import { ComparePanel } from './Compare/ComparePanel';
import { LineagePanel } from './Lineage/LineagePanel';
import { ModelHead } from './ModelHead';
import { MODEL_VIEWS, parseModelView, type ModelViewName } from './modelViews';
import type { ModelActions } from './modelActions';
import { ModelServersPanel } from './Servers/ModelServersPanel';
import { VersionsPanel } from './Versions/VersionsPanel';
import styles from './Model.module.css';

/** What the panels of a model share. */
export interface ModelPanelProps {
  readonly model: Model;
  readonly versions: LoadState<LoadedPages<ModelVersion>>;
  readonly now: InstantMs;
  readonly params: URLSearchParams;
  onParams(change: { readonly [name: string]: string | null }): void;
  /** Replaces all parameters of the URL. */
  onQuery(next: (previous: URLSearchParams) => URLSearchParams): void;
  readonly actions: ModelActions;
  /** A link from elsewhere led here, nothing on the page itself. */
  readonly arrived: boolean;
}

function Panel(props: ModelPanelProps & { view: ModelViewName }) {
  switch (props.view) {
    case 'lineage':
      return <LineagePanel {...props} />;
    case 'compare':
      return <ComparePanel {...props} />;
    case 'servers':
      return <ModelServersPanel {...props} />;
    case 'aliases':
      return <AliasesPanel {...props} />;
    default:
      return <VersionsPanel {...props} />;
  }
}

/** A model: which version is production, then versions, lineage, comparison, servers and aliases. */
export function ModelView(props: ModelPanelProps & { view: ModelViewName }) {
  const t = useText();
  const onView = (view: ModelViewName) =>
    props.onParams({ view: view === 'versions' ? null : view });
  return (
    <div className={styles.page}>
      <ModelHead {...props} onView={onView} />
      <Tabs
        selectedKey={props.view}
        onSelectionChange={key => onView(parseModelView(key))}
      >
        <TabList aria-label={t('model.views')}>
          {MODEL_VIEWS.map(view => (
            <Tab key={view} id={view}>
              {t(`model.view.${view}`)}
            </Tab>
          ))}
        </TabList>
        {MODEL_VIEWS.map(view => (
          <TabPanel key={view} id={view} className={styles.view}>
            <Panel {...props} view={view} />
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

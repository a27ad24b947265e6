import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { useText } from '../../translation/useText';
import { BudgetsPanel } from './budgets/BudgetsPanel';
import { CostsContent } from './CostsContent';
import { WHOLE_FLEET } from './costScope';
import styles from './Costs.module.css';

const VIEW = 'view';

/** Where does the GPU money go, and is it what was planned? */
export function CostsPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const view = params.get(VIEW) === 'budgets' ? 'budgets' : 'costs';
  return (
    <Tabs
      selectedKey={view}
      onSelectionChange={key =>
        setParams(previous => {
          const next = new URLSearchParams(previous);
          if (key === 'budgets') {
            next.set(VIEW, 'budgets');
          } else {
            next.delete(VIEW);
          }
          return next;
        })
      }
    >
      <TabList aria-label={t('costs.views')} className={styles.screenOnly}>
        <Tab id="costs">{t('costs.tab')}</Tab>
        <Tab id="budgets">{t('budgets.tab')}</Tab>
      </TabList>
      <TabPanel id="costs" className={styles.view}>
        <CostsContent fixed={WHOLE_FLEET} />
      </TabPanel>
      <TabPanel id="budgets" className={styles.view}>
        <BudgetsPanel query={{}} whole />
      </TabPanel>
    </Tabs>
  );
}

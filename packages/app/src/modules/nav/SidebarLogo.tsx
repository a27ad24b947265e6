import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    height: 2 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    marginLeft: 22,
    color: '#ffffff',
    fontWeight: 600,
    fontSize: '1rem',
    whiteSpace: 'nowrap',
  },
  mark: { width: 28, height: 28, flex: 'none' },
});

/** Three stacked bars: GPUs, some of them held. */
function Mark({ className }: { className: string }) {
  return (
    <svg className={className} viewBox="0 0 28 28" aria-hidden="true">
      <rect x="1" y="3" width="26" height="6" rx="2" fill="#9cc9ff" />
      <rect x="1" y="11" width="18" height="6" rx="2" fill="#9cc9ff" />
      <rect x="21" y="11" width="6" height="6" rx="2" fill="#5b7ea6" />
      <rect x="1" y="19" width="10" height="6" rx="2" fill="#9cc9ff" />
      <rect x="13" y="19" width="14" height="6" rx="2" fill="#5b7ea6" />
    </svg>
  );
}

/** Name of the portal at the head of the navigation. */
export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const title =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Inference portal';

  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label={title}>
        <Mark className={classes.mark} />
        {isOpen && <span>{title}</span>}
      </Link>
    </div>
  );
};

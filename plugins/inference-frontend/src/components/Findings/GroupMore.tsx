import { Button } from '@backstage/ui';
import { useText } from '../../translation/useText';
import { useOwnerText } from './useOwnerText';
import styles from './Findings.module.css';

/** Shows rows of an owner that are not drawn yet. */
export function GroupMore(props: {
  owner: string | null;
  /** Rows that are not drawn. */
  left: number;
  /** Some are drawn already. */
  more: boolean;
  columns: number;
  onPress(): void;
}) {
  const t = useText();
  const values = { count: props.left, owner: useOwnerText()(props.owner) };
  return (
    <tr className={styles.more}>
      <td colSpan={props.columns}>
        <Button size="small" variant="tertiary" onPress={props.onPress}>
          {props.more
            ? t('findings.groupMore', values)
            : t('findings.groupOpen', values)}
        </Button>
      </td>
    </tr>
  );
}

import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import { useText } from '../../../translation/useText';

/** What can be done with a line, at the end of its row. */
export function CostLineMenu(props: {
  name: string;
  onExplain(): void;
  /** Null when it has no parts. */
  onOpen: (() => void) | null;
}) {
  const t = useText();
  const { onOpen } = props;
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiMore2Line />}
        excludeFromTabOrder
        aria-label={t('costs.table.actions', { name: props.name })}
      />
      <Menu>
        <MenuItem onAction={props.onExplain}>
          {t('costs.table.explain')}
        </MenuItem>
        {onOpen === null ? null : (
          <MenuItem onAction={onOpen}>{t('costs.table.open')}</MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}

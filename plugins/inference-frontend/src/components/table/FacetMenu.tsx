import {
  Button,
  MenuAutocompleteListbox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import type { FacetOption } from './selectRows';

/** One facet: a button that names it and how many values are chosen, and a searchable list of the values. */
export function FacetMenu(props: {
  label: string;
  options: readonly FacetOption[];
  selected: ReadonlySet<string>;
  nameOf(value: string): string;
  onChange(selected: ReadonlySet<string>): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { label, options, selected } = props;
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant={selected.size > 0 ? 'primary' : 'secondary'}
        iconEnd={<RiArrowDownSLine />}
      >
        {selected.size > 0
          ? t('table.facetSelected', {
              facet: label,
              number: formats.count(selected.size),
            })
          : label}
      </Button>
      <MenuAutocompleteListbox
        aria-label={label}
        placeholder={t('table.facetSearch', { facet: label })}
        selectionMode="multiple"
        selectedKeys={selected}
        maxHeight="340px"
        // Escape closes the menu; by default it would take all chosen values off as well.
        escapeKeyBehavior="none"
        onSelectionChange={keys =>
          props.onChange(
            new Set(
              keys === 'all'
                ? options.map(option => option.value)
                : [...keys].map(String),
            ),
          )
        }
      >
        {options.map(option => (
          <MenuListBoxItem
            key={option.value}
            id={option.value}
            textValue={props.nameOf(option.value)}
          >
            {t('table.facetOption', {
              value: props.nameOf(option.value),
              number: formats.count(option.count),
            })}
          </MenuListBoxItem>
        ))}
      </MenuAutocompleteListbox>
    </MenuTrigger>
  );
}

import { TextAreaField, TextField } from '@backstage/ui';

/** One text of a form, with help below its name and the problem below the text. */
export function FormField(props: {
  name: string;
  label: string;
  help?: string;
  value: string;
  onChange(value: string): void;
  /** What is wrong with it; null when nothing is known to be. */
  problem?: string | null;
  required?: boolean;
  /** Lines; one when left out. */
  rows?: number;
  /** The first field of a dialog that was asked for has the focus. */
  first?: boolean;
  readOnly?: boolean;
}) {
  const problem = props.problem ?? null;
  const common = {
    name: props.name,
    label: props.label,
    description: props.help,
    value: props.value,
    onChange: props.onChange,
    isRequired: props.required,
    isReadOnly: props.readOnly,
    // Shown as soon as it is known, and without the browser’s own bubbles. `isInvalid` would hide the words.
    validationBehavior: 'aria',
    validate: () => problem,
    autoFocus: props.first,
  } as const;
  return props.rows === undefined ? (
    <TextField size="small" {...common} />
  ) : (
    <TextAreaField size="small" rows={props.rows} {...common} />
  );
}

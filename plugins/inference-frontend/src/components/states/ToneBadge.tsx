import type { RemixiconComponentType } from '@remixicon/react';
import type { Tone } from './serverStates';
import styles from './states.module.css';

/** Icon and word in the colour of a tone. */
export function ToneBadge(props: {
  tone: Tone;
  icon: RemixiconComponentType;
  label: string;
  title?: string;
}) {
  const Icon = props.icon;
  return (
    <span className={styles.badge} data-tone={props.tone} title={props.title}>
      <Icon size={14} aria-hidden="true" />
      <span>{props.label}</span>
    </span>
  );
}

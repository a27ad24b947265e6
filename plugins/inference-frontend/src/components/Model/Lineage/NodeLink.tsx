import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from 'react-router-dom';
import { descendantsRouteRef, modelRouteRef } from '../../../routes';
import { shortModelName } from '../../Models/modelsQuery';
import styles from '../Model.module.css';

const VERSION_NODE = /^model:([^/@]+)\/([^/@]+)@(.+)$/;

/** A node of the lineage: a version leads to its page, anything else to what descends from it. */
export function NodeLink(props: { id: string; label?: string }) {
  const modelLink = useRouteRef(modelRouteRef);
  const descendantsLink = useRouteRef(descendantsRouteRef);
  const [, namespace, name, version] = VERSION_NODE.exec(props.id) ?? [];
  const isVersion =
    namespace !== undefined && name !== undefined && version !== undefined;
  const to = isVersion
    ? `${modelLink({ namespace, name })}?${new URLSearchParams({ version })}`
    : `${descendantsLink()}?${new URLSearchParams({ node: props.id })}`;
  const label = isVersion
    ? `${shortModelName({ namespace, name })} @ ${version}`
    : props.id;
  return (
    <Link className={styles.link} to={to} title={props.id}>
      {props.label ?? label}
    </Link>
  );
}

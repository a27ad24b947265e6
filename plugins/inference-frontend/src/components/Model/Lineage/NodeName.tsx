import { useRouteRef } from '@backstage/core-plugin-api';
import type { LineageNode } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { serverRouteRef } from '../../../routes';
import { NodeLink } from './NodeLink';
import styles from '../Model.module.css';

/** Name of a node as a link to its page; only its name when the user may not see more. */
export function NodeName({ node }: { node: LineageNode }) {
  const serverLink = useRouteRef(serverRouteRef);
  if (node.hidden) {
    return <em>{node.label}</em>;
  }
  return node.server ? (
    <Link className={styles.link} to={serverLink({ id: node.server.id })}>
      {node.label}
    </Link>
  ) : (
    <NodeLink id={node.id} label={node.label} />
  );
}

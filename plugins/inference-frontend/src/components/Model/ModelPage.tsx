import { useParams } from 'react-router-dom';
import { ModelDetail } from './ModelDetail';

/** The page of one model, by the names in the route. */
export function ModelPage() {
  const { namespace = '', name = '' } = useParams();
  return <ModelDetail model={{ namespace, name }} />;
}

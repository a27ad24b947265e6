import { useParams } from 'react-router-dom';
import { ServerDetail } from './ServerDetail';

/** The page of one server, by the `id` of the route. */
export function ServerPage() {
  const { id = '' } = useParams();
  return <ServerDetail id={id} />;
}

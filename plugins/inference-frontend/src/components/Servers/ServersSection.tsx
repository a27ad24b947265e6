import { Route, Routes } from 'react-router-dom';
import { ServerPage } from '../Server/ServerPage';
import { ServersPage } from './ServersPage';

/** The table of servers and, below it, the page of each. */
export function ServersSection() {
  return (
    <Routes>
      <Route index element={<ServersPage />} />
      <Route path=":id" element={<ServerPage />} />
    </Routes>
  );
}

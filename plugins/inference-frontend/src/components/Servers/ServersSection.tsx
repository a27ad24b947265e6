import { Route, Routes } from 'react-router-dom';
import { RenderedFilesPage } from '../Deploy/RenderedFilesPage';
import { ServerPage } from '../Server/ServerPage';
import { ServersPage } from './ServersPage';

/** The table of servers and, below it, the page of each and the files of those that are to be. */
export function ServersSection() {
  return (
    <Routes>
      <Route index element={<ServersPage />} />
      <Route path=":id" element={<ServerPage />} />
      <Route path="files/:taskId" element={<RenderedFilesPage />} />
    </Routes>
  );
}

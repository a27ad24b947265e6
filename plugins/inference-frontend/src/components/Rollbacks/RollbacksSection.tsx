import { Route, Routes } from 'react-router-dom';
import { RollbackPage } from './RollbackPage';
import { RollbacksPage } from './RollbacksPage';

/** The history of rollbacks and, below it, the page of each. */
export function RollbacksSection() {
  return (
    <Routes>
      <Route index element={<RollbacksPage />} />
      <Route path=":id" element={<RollbackPage />} />
    </Routes>
  );
}

import { Route, Routes } from 'react-router-dom';
import { FindingPage } from './detail/FindingPage';
import { FindingsPage } from './FindingsPage';

/** The list of findings and, below it, the page of each. */
export function FindingsSection() {
  return (
    <Routes>
      <Route index element={<FindingsPage />} />
      <Route path=":id" element={<FindingPage />} />
    </Routes>
  );
}

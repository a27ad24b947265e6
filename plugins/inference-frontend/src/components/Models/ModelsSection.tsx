import { Route, Routes } from 'react-router-dom';
import { ModelPage } from '../Model/ModelPage';
import { DescendantsPage } from '../Model/Lineage/DescendantsPage';
import { ModelsPage } from './ModelsPage';

/** The table of models and, below it, the page of each and what descends from anything. */
export function ModelsSection() {
  return (
    <Routes>
      <Route index element={<ModelsPage />} />
      <Route path=":namespace/:name" element={<ModelPage />} />
      <Route path="descendants" element={<DescendantsPage />} />
    </Routes>
  );
}

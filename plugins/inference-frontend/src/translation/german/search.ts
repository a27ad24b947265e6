/** What results of the search say of models. */
export const germanSearch = {
  'search.model': 'Modell',
  'search.version': 'Version',
};

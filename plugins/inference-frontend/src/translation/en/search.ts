/** What results of the search say of models. */
export const searchMessages = {
  search: {
    model: 'model',
    version: 'version',
  },
} as const;

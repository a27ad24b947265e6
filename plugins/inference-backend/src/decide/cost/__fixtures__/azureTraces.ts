/** One hour of real traffic each; see README.md for source and credit. */
export const AZURE_CONVERSATION = {
  requests: 19_366,
  promptTokens: 22_361_870,
  generatedTokens: 4_088_665,
};

export const AZURE_CODE = {
  requests: 8_819,
  promptTokens: 18_059_974,
  generatedTokens: 245_896,
};

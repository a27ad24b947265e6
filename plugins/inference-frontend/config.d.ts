export interface Config {
  inference?: {
    registry?: {
      /** The pages offer what the backend will allow, by the settings that it decides by. */
      access?: {
        /** @visibility frontend */
        ownersOnly?: boolean;
        /** @deepVisibility frontend */
        admins?: string[];
      };
      protectedAliases?: Array<{
        /** @visibility frontend */
        alias: string;
        /** @visibility frontend */
        approvers?: string;
      }>;
    };
  };
}

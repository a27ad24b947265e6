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
        /**
         * The pages say who decides, and offer it to them alone. The name of a group, which the catalog shows to everybody; its members
         * are not told.
         * @visibility frontend
         */
        approvers?: string;
      }>;
    };
  };
}

/** An alias whose moves a second person decides. */
export interface ProtectedAlias {
  readonly alias: string;
  /** Entity ref of the Group whose members decide; null: any owner of the model. */
  readonly approvers: string | null;
}

/** Who may write beside what the permission framework says. */
export interface RegistryRules {
  /** True: people write to models that they or their groups own. Services need the permission only. */
  readonly ownersOnly: boolean;
  /** Entity refs of Groups and Users that write to every model. */
  readonly admins: readonly string[];
  readonly protectedAliases: readonly ProtectedAlias[];
}

export function findProtection(
  rules: RegistryRules,
  alias: string,
): ProtectedAlias | undefined {
  return rules.protectedAliases.find(one => one.alias === alias);
}

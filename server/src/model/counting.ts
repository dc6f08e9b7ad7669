/** Who counts as no human, and who as one, beside what everybody knows. */
export interface Counting {
  /** Logins or globs of logins (`acme-*`) that are no humans; with a leading `!`, logins that are humans whatever the rules say. */
  readonly bots: readonly string[];
  /** Groups of logins, e-mails or full names that are one human each. */
  readonly aliases: readonly (readonly string[])[];
}

/** As in LSP, without errors: Mainstay never breaks a build by itself. Loudest first. */
export const SEVERITIES = ['warning', 'information', 'hint'] as const;
/** How loud a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** Whether one severity is louder than another. */
export function isLouder(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other);
}

import type { Approval, Signoff } from '../model/signoff.ts';
import { counted } from './numbers.ts';

/** What was approved of a line and what changed since, in a sentence. Foreign text, not yet made safe. */
export function approvalText({ signoff: { by, on, until }, of, isExpired, since }: Approval): string {
  const at = of.version === undefined ? '' : ` at ${of.version}`;
  const approved = isExpired ? `approved ${on} by ${by}${at}, expired ${until}` : `approved ${on} by ${by} until ${until}${at}`;
  const { version, accounts, standing, licence, isRepointed, rules, isOpen } = since;
  const changes = [
    ...(version ? [`${version.from} → ${version.to}`] : []),
    ...(accounts ? [`accounts that can publish ${accounts.from} → ${accounts.to}`] : []),
    ...(standing ? [`standing ${standing.from} → ${standing.to}`] : []),
    ...(licence ? [`licence ${licence.from} → ${licence.to}`] : []),
    ...(isRepointed ? ['repointed'] : []),
    ...(rules.length > 0 ? [`${rules.join(', ')} found`] : []),
  ];
  if (changes.length > 0) return `${approved}; since: ${changes.join('; ')}`;
  return `${approved}; ${isOpen ? 'no change known since' : 'unchanged since'}`;
}

/** The same in a word or three. */
export function approvalWord({ isExpired, since }: Approval): string {
  if (isExpired) return 'approval expired';
  const { version, accounts, standing, licence, isRepointed, rules } = since;
  const isChanged = isRepointed || rules.length > 0 || [version, accounts, standing, licence].some((one) => one !== undefined);
  return isChanged ? 'changed since approval' : 'approved';
}

/** The approval of a line for a program. */
export function approvalJson({ signoff: { file, by, on, until }, of, isExpired, since }: Approval): object {
  const { version = null, accounts = null, standing = null, licence = null, isRepointed, rules } = since;
  return {
    file,
    by,
    on,
    until,
    expired: isExpired,
    version: of.version ?? null,
    since: { version, accounts, standing, licence, repointed: isRepointed, rules },
  };
}

/** A record that the change itself brings, in a line. Foreign text, not yet made safe. */
export function signoffLine({ file, by, until, packages }: Signoff): string {
  return `${file}: ${counted(packages.length, 'package')}, by ${by} until ${until}`;
}

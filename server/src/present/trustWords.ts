import type { AccountsDelta, AddedStandings, TrustDelta } from '../measures/trustDelta.ts';
import { sourceName } from './cardSources.ts';
import { count, counted } from './numbers.ts';

/**
 * The trust delta in a sentence: `+6 accounts can publish into your build (208 → 214), 2 of them not seen for 24 months; 1 of 15 new packages is
 * one-person`. Where not all is known it is no bare number: an account that seems to come may publish what is not known of already. Empty where nothing
 * of it is known or worth a word.
 */
export function trustText({ accounts, added }: TrustDelta): string {
  return [accounts === undefined ? '' : accountsText(accounts), added === undefined ? '' : addedText(added)]
    .filter((part) => part !== '')
    .join('; ');
}

function accountsText(delta: AccountsDelta): string {
  const { before, after, came, went, packages, added, removed } = delta;
  const stayed = { known: packages.known - added.known, all: packages.all - added.all };
  // Nothing is known of what stays: whether an account is new cannot be told.
  if (stayed.all > 0 && stayed.known === 0) {
    if (added.known === 0) return '';
    const of =
      added.known === added.all
        ? `the ${counted(added.all, 'new package')}`
        : `${added.known} of ${counted(added.all, 'new package')}`;
    return `${counted(after, 'account')} can publish ${of}; who can publish the other ${count(stayed.all)} is not known`;
  }
  const isWhole = packages.known === packages.all && removed.known === removed.all;
  const gained = [came > 0 ? `+${count(came)}` : '', went > 0 ? `−${count(went)}` : ''].filter((part) => part !== '').join(' ');
  if (gained === '' && added.all === 0) return ''; // what only goes brings nobody: no news
  const sizes = gained === '' ? count(after) : `${count(before)} → ${count(after)}`;
  const change =
    gained === ''
      ? added.known < added.all
        ? 'No other account than before is known to be able to publish into your build'
        : 'No other accounts than before can publish into your build'
      : `${isWhole ? '' : 'As far as is known, '}${gained} ${came + went === 1 ? 'account' : 'accounts'} can publish into your build`;
  return [`${change} (${[sizes, ...coverage(delta)].join('; ')})`, ...unseen(delta)].join(', ');
}

function unseen({ came, went, unseen: { count: silent, known } }: AccountsDelta): readonly string[] {
  if (silent === 0) return [];
  const them = went > 0 ? 'the new ones' : 'them';
  if (known === came) return [`${count(silent)} of ${them} not seen for 24 months`];
  return [`${count(silent)} not seen for 24 months of the ${count(known)} of ${them} whose releases are known`];
}

function coverage({ packages, added, removed }: AccountsDelta): readonly string[] {
  const parts = [
    ...(packages.known < packages.all ? [`${count(packages.known)} of ${count(packages.all)} packages`] : []),
    ...(added.known < added.all ? [`${count(added.known)} of ${count(added.all)} new ones`] : []),
    ...(removed.known < removed.all ? [`${count(removed.known)} of ${count(removed.all)} that go`] : []),
  ];
  return parts.length === 0 ? [] : [`known of ${parts.join(', ')}`];
}

function addedText({ all, onePerson, unknown }: AddedStandings): string {
  if (onePerson === 0) return '';
  const rest = unknown === 0 ? '' : ` (standing of ${count(unknown)} not known)`;
  return `${count(onePerson)} of ${counted(all, 'new package')} ${onePerson === 1 ? 'is' : 'are'} one-person${rest}`;
}

/** Who told of the accounts, and the oldest day of it; empty where no sentence of {@link trustText} rests on them. */
export function trustSources({ accounts }: TrustDelta): string {
  if (accounts === undefined || accounts.sources.length === 0 || accountsText(accounts) === '') return '';
  const oldest = accounts.sources.map(({ asOf }) => asOf).reduce((one, other) => (one < other ? one : other));
  return `Accounts: ${accounts.sources.map(({ source }) => sourceName(source)).join(', ')}; as of ${oldest}.`;
}

/** The trust delta for a program; null where nothing is known. */
export function trustJson({ accounts, added }: TrustDelta): object {
  return {
    accounts:
      accounts === undefined
        ? null
        : {
            before: accounts.before,
            after: accounts.after,
            came: accounts.came,
            went: accounts.went,
            unseen: { count: accounts.unseen.count, known: accounts.unseen.known },
            packages: { known: accounts.packages.known, all: accounts.packages.all },
            added: { known: accounts.added.known, all: accounts.added.all },
            removed: { known: accounts.removed.known, all: accounts.removed.all },
            sources: accounts.sources.map(({ source, packages, asOf }) => ({ source, packages, asOf })),
          },
    added: added === undefined ? null : { all: added.all, onePerson: added.onePerson, unknown: added.unknown },
  };
}

/** How many of what comes in are unknown, so that `--fail-on unknown>n` can be explained; empty where none is. */
export function unknownText({
  lines,
  direct,
  of,
}: {
  readonly lines: number;
  readonly direct: number;
  readonly of: number;
}): string {
  if (lines === 0) return '';
  const which = direct === lines ? '' : ` (${count(direct)} of them direct)`;
  return `Standing unknown: ${count(lines)} of ${count(of)} that come in${which}.`;
}

import { lockedArchive } from '../formats/lockedArchive.ts';
import { inTextOrder } from '../model/textOrder.ts';
import type { LockedOrigin, LockedPackage } from '../model/lockfile.ts';

/** Most packages of one lockfile; the largest known hold some ten thousand. */
export const MAX_PACKAGES = 100_000;

/** The entries of an object; none of anything else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The own member of an object; undefined of anything else. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** A text that says something; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What a lockfile pins the contents by, to be spread into a package. */
export function pinned(integrity: unknown): Pick<LockedPackage, 'integrity'> {
  const text = textOf(integrity);
  return text === undefined ? {} : { integrity: text };
}

/** The texts of an object by name. */
export function textsOf(value: unknown): readonly (readonly [string, string])[] {
  return entriesOf(value).flatMap(([name, member]) => (typeof member === 'string' ? [[name, member] as const] : []));
}

/** A map ordered by name, so that what is worked out from it does not depend on who wrote the file. */
export function sortedMap(entries: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  return new Map([...entries].sort(([a], [b]) => inTextOrder(a, b)));
}

/** A package's place in a lockfile. */
export type Place = Pick<LockedPackage, 'origin' | 'host' | 'place' | 'archive'>;

/** The place a registry package comes from: what counts is the host, since mirrors spell the rest as they like. */
export function registryPlace(address: string | undefined): Place {
  return { origin: 'registry', host: hostOf(address), place: undefined };
}

/** The same where the address is the one that is really fetched. */
export function fetchedPlace(address: string | undefined): Place {
  const archive = lockedArchive(address);
  return archive === undefined ? registryPlace(address) : { origin: 'registry', host: archive.host, place: undefined, archive };
}

/** A place whose whole address counts. */
export function placeAt(origin: LockedOrigin, address: string | undefined): Place {
  return { origin, host: origin === 'git' || origin === 'url' ? hostOf(address) : undefined, place: address };
}

/** Whether an address is a git repository's, by the words of npm, pnpm, Yarn and Bun. */
export function isGit(address: string): boolean {
  return (
    /^(?:git[+:@]|git$|ssh:|github:|gitlab:|bitbucket:|gist:)/i.test(address) ||
    /\.git(?:#|$)|[#&]commit=/i.test(address) ||
    /^https:\/\/codeload\.github\.com\//i.test(address)
  );
}

/** Whether an address is one that a browser could open. */
export function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** Host of an address, with a port where one is written; undefined where there is none. */
function hostOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { host } = new URL(address);
  return host === '' ? undefined : host;
}

/** Splits `name@rest` at the first `@` that is not the scope's; undefined where there is none. */
export function splitAt(text: string): readonly [name: string, rest: string] | undefined {
  const at = text.indexOf('@', 1);
  return at === -1 ? undefined : [text.slice(0, at), text.slice(at + 1)];
}

/** JSON, or undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

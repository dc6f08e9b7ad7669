import * as z from 'zod/mini';
import type { CatalogueFile } from '../../server/src/sources/catalogue/format.ts';

/** A foundation's pages; https only, null where none is known or none was checked. */
export interface FoundationLinks {
  readonly home: string | null;
  readonly join: string | null;
  readonly donate: string | null;
  readonly lifecycle: string | null;
}

const link = z.catch(z.nullish(z.string()), null);
const Support = z.object({
  foundations: z.array(
    z.object({
      foundation: z.string(),
      homepage: link,
      join: link,
      join_verified: z.catch(z.boolean(), false),
      donate: link,
      lifecycle: link,
    }),
  ),
});

/** The survey's name where relations.ts uses a shorter one. */
const NAMES: Readonly<Record<string, string>> = { 'High Performance Software Foundation': 'HPSF' };

/** Pages per foundation from support.json; a join page that nobody opened is left out. */
export function readSupport(json: string): ReadonlyMap<string, FoundationLinks> {
  const { foundations } = Support.parse(JSON.parse(json));
  return new Map(
    foundations.map(({ foundation, homepage, join, join_verified, donate, lifecycle }) => [
      NAMES[foundation] ?? foundation,
      { home: https(homepage), join: join_verified ? https(join) : null, donate: https(donate), lifecycle: https(lifecycle) },
    ]),
  );
}

function https(address: string | null | undefined): string | null {
  return address?.startsWith('https://') ? address : null;
}

const Vanity = z.object({ entries: z.array(z.object({ prefix: z.string(), template: z.string(), verified: z.boolean() })) });

/** Go import prefixes from vanity.json, in order of the prefix. */
export function readVanity(json: string): CatalogueFile['vanity'] {
  return Vanity.parse(JSON.parse(json))
    .entries.map(({ prefix, template, verified }) => [prefix, template, verified] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

const OrgRules = z.object({ inferred: z.record(z.string(), z.unknown()) });

/** Owners of one project only, from orgrules.json. */
export function readLikelyOwners(json: string): ReadonlySet<string> {
  return new Set(Object.keys(OrgRules.parse(JSON.parse(json)).inferred));
}

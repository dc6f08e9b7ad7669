import * as z from 'zod/mini';
import type { Advisory } from '../../facts/packageSecurity.ts';
import type { Instant } from '../../model/instant.ts';
import { MOST } from './question.ts';

// Source: GitHub's GraphQL schema. Here an odd entry is not dropped: an advisory that cannot be read may be the one that counts.

const date = z.iso.datetime({ offset: true });
const short = z.string().check(z.minLength(1), z.maxLength(200));

/** One range of versions of one advisory. */
const Row = z.object({
  updatedAt: date,
  vulnerableVersionRange: z.string().check(z.maxLength(500)),
  firstPatchedVersion: z.nullable(z.object({ identifier: short })),
  package: z.object({ name: z.string() }),
  advisory: z.object({ ghsaId: short, publishedAt: date, withdrawnAt: z.nullable(date), classification: z.string() }),
});
type Row = z.infer<typeof Row>;

const Answer = z.object({ totalCount: z.number(), nodes: z.array(Row).check(z.maxLength(MOST)) });

/** The advisories that an answer tells of the package of that name; undefined where it is not an answer, or not one about it alone. */
export function readAdvisories(
  value: unknown,
  name: string,
): { readonly all: readonly Advisory[]; readonly wholeSince: Instant | null } | undefined {
  const read = z.safeParse(Answer, value);
  if (!read.success) return undefined;
  const { nodes, totalCount } = read.data;
  // The letters' case is the registry's affair: advisories were written with either.
  if (nodes.some((row) => row.package.name.toLowerCase() !== name.toLowerCase())) return undefined;
  const byId = new Map<string, Advisory>();
  for (const { advisory, vulnerableVersionRange: range, firstPatchedVersion } of nodes) {
    if (advisory.withdrawnAt !== null) continue;
    const { ghsaId: id, publishedAt, classification } = advisory;
    const affected = [...(byId.get(id)?.affected ?? []), { range, fixedIn: firstPatchedVersion?.identifier ?? null }];
    byId.set(id, { id, publishedAt: instant(publishedAt), malware: classification === 'MALWARE', affected });
  }
  return {
    all: [...byId.values()].sort(newestFirst),
    wholeSince: totalCount > nodes.length ? oldestChange(nodes) : null,
  };
}

function newestFirst(a: Advisory, b: Advisory): number {
  return b.publishedAt.localeCompare(a.publishedAt) || a.id.localeCompare(b.id);
}

/** Rows come by their last change, which is never before publication: what was not read was not published after the oldest change read. */
function oldestChange(rows: readonly Row[]): Instant {
  const [oldest = NEVER] = rows.map(({ updatedAt }) => instant(updatedAt)).sort();
  return oldest;
}

/** Nothing was read although there is something: of no time are the advisories known to be whole. */
const NEVER = '9999-12-31T23:59:59.999Z';

function instant(date: string): Instant {
  return new Date(date).toISOString();
}

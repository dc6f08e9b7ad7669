import * as z from 'zod/mini';
import { listedAs, MOST_LISTED, type Listed } from './listed.ts';
import { readYaml } from './yaml.ts';

const names = z.catch(z.array(z.catch(z.nullable(z.string()), null)), []);
const Roles = z.object({ approvers: names, maintainers: names, assignees: names, reviewers: names });
type Roles = z.infer<typeof Roles>;
/** Of several roles the first that anybody has is the one to merge: reviewers do not. `maintainers` and `assignees` are older words for it. */
const ROLES = ['approvers', 'maintainers', 'assignees', 'reviewers'] as const;
/** An OWNERS file as Kubernetes' Prow reads it: roles, or roles by pattern of paths. */
const Owners = z.extend(Roles, { filters: z.catch(z.record(z.string(), z.catch(z.nullable(Roles), null)), {}) });
const Aliases = z.object({ aliases: z.record(z.string(), names) });

/**
 * Those an OWNERS file lists: approvers, or whoever comes next where there are none; emeriti never. Names that OWNERS_ALIASES knows are the
 * people there. Plain files of one address or login a line are read too. Source: docs.prow.k8s.io, "OWNERS files"; Chromium's "OWNERS files".
 */
export function ownersIn(text: string, aliasesText: string | null): readonly Listed[] {
  const read = z.safeParse(Owners, readYaml(text));
  if (!read.success) return plainOwners(text);
  const roles = [read.data, ...Object.values(read.data.filters).flatMap((one) => one ?? [])];
  const of = (role: keyof Roles) => roles.flatMap((one) => one[role].flatMap((name) => name ?? []));
  const aliases = aliasesIn(aliasesText);
  return (ROLES.map(of).find((people) => people.length > 0) ?? [])
    .flatMap((name) => aliases.get(name.toLowerCase()) ?? [name])
    .flatMap((name) => listedAs(name) ?? [])
    .slice(0, MOST_LISTED);
}

function aliasesIn(text: string | null): ReadonlyMap<string, readonly string[]> {
  const read = z.safeParse(Aliases, text === null ? undefined : readYaml(text));
  if (!read.success) return new Map();
  return new Map(
    Object.entries(read.data.aliases).map(([alias, people]) => [alias.toLowerCase(), people.flatMap((name) => name ?? [])]),
  );
}

/** One a line; `per-file`, `set noparent`, `include` and `file:` are rules, not people. */
function plainOwners(text: string): readonly Listed[] {
  return text
    .split('\n', 2000)
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '' && !/\s|[:=*]/.test(line))
    .flatMap((line) => listedAs(line) ?? [])
    .slice(0, MOST_LISTED);
}

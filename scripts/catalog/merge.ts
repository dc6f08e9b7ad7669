import { ADDED } from './added.ts';
import { ALIASES, ALLOWED_WEAK, DROPPED, NEVER_A_RULE, ORGANISATIONS, REHOMED } from './curated.ts';
import { CatalogueProblem, nameKey, type Entry } from './entry.ts';
import { FOUNDATION_OF_GROUP, REVIEWS } from './relations.ts';

/** The entries of all sources brought together: one per project, every repository at one project only. */
export interface Merged {
  readonly projects: readonly Entry[];
  /** Owner to the project it is declared for (an index of `projects`). */
  readonly declared: ReadonlyMap<string, Entry>;
  /** Repositories that two foundations list, with who was believed: `owner/name: kept, not`. */
  readonly conflicts: readonly string[];
}

const UMBRELLA_NAMES = new Map(
  [...FOUNDATION_OF_GROUP, ...[...REVIEWS.keys()].map((name) => [name, name] as const)].map(([group, name]) => [
    nameKey(group),
    name,
  ]),
);

/** Brings the sources together: the foundation's own list first, then what others add to it, then the umbrella's landscape. */
export function merge(entries: readonly Entry[]): Merged {
  const own = join([...entries.filter(({ rank }) => rank === 'own'), ...ADDED.map((row) => row.entry)]);
  const widened = widen(
    own,
    entries.filter(({ rank }) => rank === 'extra'),
  );
  const all = underUmbrella(
    widened,
    entries.filter(({ rank }) => rank === 'bot'),
  );
  const { projects, conflicts } = settleRepositories(all);
  return settleOrganisations(projects, conflicts);
}

/** One entry per foundation and name; a later one adds its addresses to the first. */
function join(entries: readonly Entry[]): Entry[] {
  const found = new Map<string, Entry>();
  for (const one of entries) {
    const key = `${one.foundation}/${nameKey(one.name)}`;
    const first = found.get(key);
    found.set(key, first ? withAddresses(first, one) : one);
  }
  return [...found.values()];
}

function withAddresses(first: Entry, more: Pick<Entry, 'repositories' | 'organisations' | 'slugs'>): Entry {
  const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];
  return {
    ...first,
    repositories: union(first.repositories, more.repositories),
    organisations: union(first.organisations, more.organisations),
    slugs: union(first.slugs, more.slugs),
  };
}

function widen(own: readonly Entry[], extras: readonly Entry[]): Entry[] {
  const projects = [...own];
  for (const extra of extras) {
    const at = findProject(projects, extra);
    const project = projects[at];
    if (project?.foundation === extra.foundation) projects[at] = withAddresses(project, { ...extra, organisations: [] });
  }
  return projects;
}

/** The project an entry speaks of: by slug, else by a repository of it, else by name within the same foundation; -1 for none. */
function findProject(projects: readonly Entry[], wanted: Entry): number {
  const by = (test: (project: Entry) => boolean) => projects.findIndex((project) => !project.umbrella && test(project));
  const slug = by(({ slugs }) => slugs.some((word) => wanted.slugs.includes(word)));
  if (slug !== -1) return slug;
  const repository = by(
    ({ repositories }) => wanted.repositories[0] !== undefined && repositories.includes(wanted.repositories[0]),
  );
  if (repository !== -1) return repository;
  return by(({ foundation, name }) => foundation === wanted.foundation && nameKey(name) === nameKey(wanted.name));
}

function underUmbrella(own: readonly Entry[], rows: readonly Entry[]): Entry[] {
  const projects = [...own];
  const umbrellas = new Map(own.filter(({ umbrella }) => umbrella).map((one) => [one.foundation, one]));
  for (const row of rows) {
    if (DROPPED.has(row.name)) continue;
    const rehomed = REHOMED.find(({ slug }) => row.slugs.some((word) => slug.test(word)));
    const named = rehomed ? { ...row, foundation: rehomed.foundation, grouped: true } : row;
    const umbrella = UMBRELLA_NAMES.get(nameKey(row.name));
    if (umbrella !== undefined && umbrella !== 'Linux Foundation') {
      const first = umbrellas.get(umbrella) ?? { ...row, name: umbrella, foundation: umbrella, repositories: [], umbrella: true };
      umbrellas.set(umbrella, withAddresses(first, { ...row, repositories: [] }));
      continue;
    }
    const at = findProject(projects, named);
    const project = projects[at];
    if (project) projects[at] = completed(project, named);
    else if (named.grouped || named.organisations.length > 0 || ALLOWED_WEAK.has(row.name)) projects.push(trimmed(named));
  }
  return [...projects.filter(({ umbrella }) => !umbrella), ...umbrellas.values()];
}

/**
 * What the umbrella's landscape adds to a listed project: organisations, and a repository where the own list names none with code.
 * Its further repositories are believed for CNCF only, whose projects move as a whole (etcd and bbolt): elsewhere a stage is said of
 * one code base, and a sister (Moment and Luxon) must not inherit it.
 */
function completed(project: Entry, row: Entry): Entry {
  const hasCode = project.repositories.some((key) => !/\/(governance|meta|discussions|community|tac|\.github)$/.test(key));
  const known = hasCode ? project.repositories : [...row.repositories.slice(0, 1), ...project.repositories];
  const repositories = project.foundation === 'CNCF' ? [...known, ...row.repositories] : known;
  const { organisations } = row;
  return { ...withAddresses(project, { repositories: [], organisations, slugs: [] }), repositories: [...new Set(repositories)] };
}

/** Where the organisation is declared, further repositories of a row are told by it, and without the project's stage. */
function trimmed(row: Entry): Entry {
  return row.organisations.length === 0 ? row : { ...row, repositories: row.repositories.slice(0, 1) };
}

interface Claim {
  readonly project: Entry;
  readonly weight: number;
}

/** Each repository to one project: an own list before the umbrella's, a primary address before an extra, the newer source first. */
function settleRepositories(entries: readonly Entry[]): { projects: Entry[]; conflicts: string[] } {
  const claims = new Map<string, Claim[]>();
  for (const project of entries) {
    project.repositories.forEach((key, at) => {
      const weight = (project.rank === 'bot' ? 2 : 0) + (at === 0 ? 0 : 1);
      claims.set(key, [...(claims.get(key) ?? []), { project, weight }]);
    });
  }
  const conflicts: string[] = [];
  const winner = new Map<string, Entry>();
  for (const [key, rivals] of claims) {
    const [best, ...others] = rivals.toSorted(
      (a, b) =>
        a.weight - b.weight ||
        b.project.source[3].localeCompare(a.project.source[3]) ||
        a.project.name.localeCompare(b.project.name, 'en'),
    );
    if (best) winner.set(key, best.project);
    const losers = new Set(others.map(({ project }) => project.foundation).filter((name) => name !== best?.project.foundation));
    if (best && losers.size > 0) conflicts.push(`${key}: ${best.project.foundation}, not ${[...losers].sort().join(' or ')}`);
  }
  const projects = entries.map((project) => ({
    ...project,
    repositories: project.repositories.filter((key) => winner.get(key) === project && ALIASES[key] === undefined),
  }));
  return { projects, conflicts };
}

function settleOrganisations(projects: readonly Entry[], conflicts: readonly string[]): Merged {
  const claims = new Map<string, Entry[]>();
  for (const project of projects) {
    for (const owner of project.organisations) {
      if (!NEVER_A_RULE.has(owner)) claims.set(owner, [...(claims.get(owner) ?? []), project]);
    }
  }
  const declared = new Map<string, Entry>();
  const disputed: string[] = [];
  for (const [owner, rivals] of claims) {
    const best =
      rivals.find(({ umbrella }) => umbrella) ?? rivals.find(({ rank }) => rank === 'own') ?? rivals.toSorted(byName)[0];
    if (best) declared.set(owner, best);
    const losers = rivals.filter(({ foundation, rank }) => foundation !== best?.foundation && rank === best?.rank);
    if (best && losers.length > 0)
      disputed.push(`${owner}/*: ${best.foundation}, not ${losers.map((l) => l.foundation).join(' or ')}`);
  }
  for (const { organisations, project, foundation } of ORGANISATIONS) {
    const parent = projects.find((one) => one.foundation === foundation && one.name === project);
    if (!parent)
      throw new CatalogueProblem(`curated.ts gives organisations to ${project} (${foundation}), which no list has any more`);
    for (const owner of organisations) declared.set(owner, parent);
  }
  return { projects, declared, conflicts: [...conflicts, ...disputed].sort() };
}

function byName(a: Entry, b: Entry): number {
  return a.name.localeCompare(b.name, 'en');
}

import * as z from 'zod/mini';
import { parse } from 'yaml';
import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';
import { entry, type Entry } from './entry.ts';
import { organisationsOf, repositoriesOf } from './repositoryAddress.ts';

const text = z.catch(z.nullish(z.string()), null);
/** Dates are quoted in some files and bare in others; YAML 1.2 leaves both as text. */
const day = z.catch(z.nullish(z.string()), null);

/** The part of a landscape's item we read; the siblings of an empty `item:` key are the item. */
const Item = z.object({
  name: z.string(),
  project: text,
  repo_url: text,
  additional_repos: z.catch(z.nullish(z.array(z.unknown())), null),
  second_path: z.catch(z.nullish(z.union([z.string(), z.array(z.string())])), null),
  extra: z.catch(
    z.nullish(
      z.object({
        lfx_slug: text,
        clomonitor_name: text,
        accepted: day,
        incubating: day,
        graduated: day,
        archived: day,
        annotations: z.catch(z.nullish(z.object({ project_org: text })), null),
      }),
    ),
    null,
  ),
});
const Extra = z.object({ repo_url: z.string() });
const Landscape = z.object({
  landscape: z.array(
    z.object({
      subcategories: z.catch(z.nullish(z.array(z.object({ items: z.catch(z.nullish(z.array(z.unknown())), null) }))), null),
    }),
  ),
});

/** An item of a landscape file, reduced to what a catalogue may take: no description, logo, company or person. */
interface LandscapeItem {
  readonly name: string;
  readonly project: string | null;
  readonly repositories: readonly string[];
  readonly organisations: readonly string[];
  readonly groups: readonly string[];
  readonly slug: string | null;
  readonly cloMonitor: string | null;
  /** Days by stage word, as far as the file has them; `accepted` too. */
  readonly days: Readonly<Record<string, string>>;
}

/** The items of a landscape file (cncf/landscape2's format). An odd item is dropped; a file that is no landscape throws. */
export function readLandscapeItems(yaml: string): LandscapeItem[] {
  const parsed: unknown = parse(yaml, { logLevel: 'silent', strict: false, uniqueKeys: false, maxAliasCount: 1000 });
  return Landscape.parse(parsed)
    .landscape.flatMap(({ subcategories }) => subcategories ?? [])
    .flatMap(({ items }) => items ?? [])
    .flatMap((raw) => {
      const item = Item.safeParse(raw);
      return item.success ? [reduced(item.data)] : [];
    });
}

function reduced({ name, project, repo_url, additional_repos, second_path, extra }: z.infer<typeof Item>): LandscapeItem {
  const addresses = [repo_url, ...(additional_repos ?? []).map((raw) => Extra.safeParse(raw).data?.repo_url)];
  const groups = [second_path ?? []].flat().flatMap((path) => /^Project Group \/ (.+)$/.exec(path)?.[1] ?? []);
  const { accepted, incubating, graduated, archived } = extra ?? {};
  const days = Object.entries({ accepted, incubating, graduated, archived }).filter((pair): pair is [string, string] =>
    /^\d{4}-\d{2}-\d{2}/.test(pair[1] ?? ''),
  );
  return {
    name: name.trim(),
    project: project?.trim() ?? null,
    repositories: repositoriesOf(addresses),
    organisations: organisationsOf([...addresses, extra?.annotations?.project_org]),
    groups,
    slug: extra?.lfx_slug ?? null,
    cloMonitor: extra?.clomonitor_name ?? null,
    days: Object.fromEntries(days.map(([stage, date]) => [stage, date.slice(0, 10)])),
  };
}

const SYNONYMS: Readonly<Record<string, string>> = { incubation: 'incubating', earlyadoption: 'early adoption' };

/** The stage word as the catalogue spells it: one spelling where an upstream uses two. */
export function stageWord(word: string): string {
  return SYNONYMS[word] ?? word;
}

/** The projects of a foundation's own landscape: only items with `project`; everything else there is somebody else's. */
export function readOwnLandscape(yaml: string, foundation: string, source: SourceRow): Entry[] {
  return readLandscapeItems(yaml).flatMap((item) => {
    if (item.project === null || item.project === '') return [];
    const stage = stageWord(item.project);
    // Sandbox is the entry stage wherever it exists: there "accepted" is the day the stage began.
    const since = item.days[stage] ?? (stage === 'sandbox' ? item.days['accepted'] : undefined) ?? null;
    const slugs = [item.slug, item.cloMonitor].filter((slug) => slug !== null);
    const { name, repositories, organisations } = item;
    return [entry({ name, foundation, stage, since, repositories, organisations, slugs, source })];
  });
}

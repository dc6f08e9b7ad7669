import * as z from 'zod/mini';
import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';
import { entry, type Entry } from './entry.ts';
import { organisationsOf, repositoriesOf } from './repositoryAddress.ts';

/** One fact of facts.json, as far as it is used: names, addresses, stages and days. */
const Fact = z.object({
  project: z.string(),
  foundation: z.string(),
  stage: z.string(),
  repo_urls: z.array(z.string()),
  org_glob: z.optional(z.string()),
  accepted: z.optional(z.string()),
  archived: z.optional(z.string()),
  pmc: z.optional(z.string()),
  source: z.object({ repo: z.string(), path: z.string(), commit: z.string(), date: z.string() }),
});
type Fact = z.infer<typeof Fact>;

/** Sources read through facts.json, with what their licence allows: where there is none, bare facts with the source named. */
const LICENCES: Readonly<Record<string, string | null>> = {
  'apache/comdev-projects': null,
  'apache/incubator': 'Apache-2.0',
  'EclipseFdn/otterdog-configs': null,
  'numfocus/numfocus.org': null,
  'aaif/aaif-landscape': null,
  'Punderthings/fossfoundation': 'Apache-2.0',
};

/** Files of which every row has its own path; the folder is named once instead. */
const FOLDERS: readonly (readonly [repository: string, folder: string])[] = [
  ['apache/incubator', 'reports'],
  ['numfocus/numfocus.org', 'src/data/projects'],
];

/**
 * The facts that no file in the data folder holds: Apache, Eclipse, NumFOCUS, AAIF and the three language foundations. Left out on
 * purpose: .NET (a list of 2023 with wrong repositories), SFC and SPI (home pages only), podlings that were gone by 2026-08.
 */
export function readFacts(json: string): Entry[] {
  return z
    .array(z.unknown())
    .parse(JSON.parse(json))
    .flatMap((raw) => {
      const fact = Fact.safeParse(raw);
      return fact.success ? read(fact.data) : [];
    });
}

function read(fact: Fact): Entry[] {
  const licence = LICENCES[fact.source.repo];
  if (licence === undefined) return [];
  const source = sourceOf(fact, licence);
  const base = { name: fact.project, foundation: fact.foundation, source };
  const addresses = [...fact.repo_urls, fact.org_glob?.replace('/*', '')];
  const repositories = repositoriesOf(addresses);
  const organisations = organisationsOf(addresses);
  switch (fact.foundation) {
    case 'Apache Software Foundation':
      return apache(fact, source, repositories);
    case 'Eclipse Foundation':
      // "hosted" is the survey's word, not Eclipse's: the phase is unknown.
      return [entry({ ...base, stage: fact.stage === 'archived' ? 'archived' : null, organisations })];
    case 'NumFOCUS':
      return [entry({ ...base, stage: fact.stage, repositories, organisations })];
    case 'Agentic AI Foundation':
    case 'Rust Foundation':
    case 'Python Software Foundation':
    case 'Django Software Foundation':
      return [entry({ ...base, repositories, organisations })];
    default:
      return [];
  }
}

/** Apache names repositories `<project>` and `<project>-…`: a prefix says it all (checked over the 2,302 listed ones). */
function apache(fact: Fact, source: SourceRow, repositories: readonly string[]): Entry[] {
  const word = ['top-level', 'incubating', 'attic'].find((stage) => stage === fact.stage);
  const names = repositories.map((key) => key.replace('apache/', ''));
  // The Incubator is a committee too, but "incubator-…" are the podlings', and their stage is not its own.
  if (word === undefined || names.length === 0 || (word === 'top-level' && fact.pmc === 'incubator')) return [];
  const prefix = word === 'top-level' && fact.pmc !== undefined ? fact.pmc : commonPrefix(names);
  const odd = names.filter((name) => name !== prefix && !name.startsWith(`${prefix}-`)).slice(0, 1);
  const since = word === 'attic' ? fact.archived : fact.accepted;
  const name = fact.project.replace(/ \(incubating\)$/i, '');
  const prefixes = { apache: [prefix, ...odd] };
  return [entry({ name, foundation: fact.foundation, stage: word, since: since ?? null, prefixes, source })];
}

function commonPrefix(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split('-'));
  const shared = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  const length = shared === -1 ? first.length : Math.max(1, shared);
  return first.slice(0, length).join('-');
}

function sourceOf({ source }: Fact, licence: string | null): SourceRow {
  const folder = FOLDERS.find(([repository]) => repository === source.repo)?.[1];
  return [source.repo, folder ?? source.path, source.commit, source.date, licence];
}

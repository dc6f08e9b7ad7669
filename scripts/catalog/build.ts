import type { CatalogueFile, SourceRow } from '../../server/src/sources/catalogue/format.ts';
import { compact } from './compact.ts';
import { CatalogueProblem, type Entry } from './entry.ts';
import { merge } from './merge.ts';
import { readCloMonitor, readUmbrella } from './readCloMonitor.ts';
import { readFacts } from './readFacts.ts';
import { readOwnLandscape } from './readLandscape.ts';
import { readLikelyOwners, readSupport, readVanity } from './readSupport.ts';
import { readCommonhaus, readOpenJsTable, readOpenSsfTable, readOpenStack } from './readTables.ts';
import { FOUNDATION_OF_GROUP } from './relations.ts';
import { fileOf, UPSTREAMS, type Upstream } from './sources.ts';

/** The text of one source, and the row it is cited by: another commit than the pinned one after a refresh. */
export interface Sourced {
  readonly text: string;
  readonly row: SourceRow;
}

/** Everything a catalogue is made of, as text. */
export interface Inputs {
  upstream(source: Upstream): Sourced;
  /** A file of the data folder itself: facts.json, orgrules.json, vanity.json, support.json. */
  file(name: string): string;
}

/** A catalogue and what went into it. */
export interface Built {
  readonly file: CatalogueFile;
  /** Rows read per source, `owner/repo path` to count. */
  readonly rows: ReadonlyMap<string, number>;
  readonly conflicts: readonly string[];
}

/** Builds the catalogue. Pure but for `inputs`; throws {@link CatalogueProblem} for what a person must decide. */
export function build(inputs: Inputs): Built {
  const rows = new Map<string, number>();
  const read = UPSTREAMS.flatMap((source) => {
    const { text, row } = inputs.upstream(source);
    const entries = attempt(() => readUpstream(source, text, row), fileOf(source));
    rows.set(`${row[0]} ${row[1]}`, entries.length);
    return entries;
  });
  const facts = attempt(() => readFacts(inputs.file('facts.json')), 'facts.json');
  rows.set('facts.json', facts.length);
  const merged = merge([...read, ...facts]);
  const file = compact(merged, {
    links: attempt(() => readSupport(inputs.file('support.json')), 'support.json'),
    vanity: attempt(() => readVanity(inputs.file('vanity.json')), 'vanity.json'),
    likelyOwners: attempt(() => readLikelyOwners(inputs.file('orgrules.json')), 'orgrules.json'),
  });
  return { file, rows, conflicts: merged.conflicts };
}

function readUpstream({ format, foundation }: Upstream, text: string, row: SourceRow): Entry[] {
  switch (format) {
    case 'landscape':
      return readOwnLandscape(text, foundation, row);
    case 'clomonitor':
      return readCloMonitor(text, foundation, row, HAVE_OWN_LIST.has(foundation));
    case 'umbrella':
      return readUmbrella(text, foundationOfGroup, row);
    case 'openjs-table':
      return readOpenJsTable(text, foundation, row);
    case 'openssf-table':
      return readOpenSsfTable(text, foundation, row);
    case 'commonhaus':
      return readCommonhaus(text, foundation, row);
    case 'openstack':
      return readOpenStack(text, foundation, row);
  }
}

const HAVE_OWN_LIST = new Set(UPSTREAMS.filter(({ format }) => format !== 'clomonitor').map(({ foundation }) => foundation));

function foundationOfGroup(group: string): string {
  const name = FOUNDATION_OF_GROUP.get(group);
  if (name === undefined)
    throw new CatalogueProblem(`the group "${group}" is not reviewed: add it to scripts/catalog/relations.ts`);
  return name;
}

function attempt<T>(work: () => T, what: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CatalogueProblem) throw error;
    throw new CatalogueProblem(
      `${what} cannot be read as what it should be: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

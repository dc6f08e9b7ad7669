import type { Ecosystem } from '../model/ecosystem.ts';
import type { Manifest, ManifestSelf, Problem, Scope } from '../model/manifest.ts';
import { readJson, type JsonEntry, type JsonNode, type JsonObject } from '../formats/jsonTree.ts';
import { readLine, requirementOf, type NpmLine } from './npmEntry.ts';
import { flatOverrides, npmOverrides, type DirectSpec } from './npmOverrides.ts';
import { npmVersion } from './npmVersion.ts';
import { lastOfEach, repetitions } from './repetitions.ts';

/** npm packages as package.json asks for them, for npm, pnpm and Yarn alike. */
export const npm: Ecosystem = { id: 'npm', files: ['package.json'], parse, version: npmVersion };

const SECTIONS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
] as const satisfies readonly Scope[];
type Section = (typeof SECTIONS)[number];
/** Where npm looks for `$name`, first the place that wins. */
const REFERENCED: readonly Section[] = ['devDependencies', 'optionalDependencies', 'dependencies', 'peerDependencies'];

const LAST_WINS = 'npm reads the last one';

function parse(text: string): Manifest {
  const { root, problems } = readJson(text);
  const sections = sectionsIn(root);
  const lines = sections.flatMap(({ scope, object }) => sectionLines(text, scope, object, optionalPeers(root)));
  const direct = directSpecs(lines);
  const overrides = [
    ...objectsAt(root, ['overrides']).flatMap((section) => npmOverrides(text, section, direct)),
    ...objectsAt(root, ['resolutions']).flatMap((section) => flatOverrides(text, section, 'yarn', direct)),
    ...objectsAt(root, ['pnpm', 'overrides']).flatMap((section) => flatOverrides(text, section, 'pnpm', direct)),
  ];
  const read = [...lines, ...overrides].map(readLine);
  const [broken] = [...problems, ...unlike(root)];
  return {
    self: selfOf(root),
    dependencies: read.map(({ dependency }) => dependency).sort((a, b) => a.spans.whole.start - b.spans.whole.start),
    ...(broken === undefined ? {} : { broken }),
    problems: [
      ...problems,
      ...repetitions(
        root.entries.filter(({ key }) => isSection(key.value)),
        LAST_WINS,
      ),
      ...unlike(root),
      ...sections.flatMap(({ object }) => repetitions(object.entries, LAST_WINS)),
      ...read.flatMap(({ problem }) => problem ?? []),
    ].sort((a, b) => a.span.start - b.span.start),
    catalogs: new Map(),
  };
}

/** Dependency sections that are no list of names. */
function unlike({ entries }: JsonObject): readonly Problem[] {
  return entries.flatMap(({ key, value }) =>
    isSection(key.value) && value !== undefined && value.kind !== 'object'
      ? [{ message: 'expected { and names', span: value.span }]
      : [],
  );
}

/** The dependency sections, and those that stand inside another only because its brace is not closed yet. */
function sectionsIn({ entries }: JsonObject): readonly { readonly scope: Section; readonly object: JsonObject }[] {
  return entries.flatMap(({ key: { value: scope }, value }) =>
    isSection(scope) && value?.kind === 'object' ? [{ scope, object: value }, ...sectionsIn(value)] : [],
  );
}

function isSection(name: string): name is Section {
  return SECTIONS.some((section) => section === name);
}

function sectionLines(text: string, scope: Section, object: JsonObject, peers: ReadonlySet<string>): readonly NpmLine[] {
  const isSwallowed = ({ key, value }: JsonEntry): boolean => isSection(key.value) && value?.kind === 'object';
  return lastOfEach(object.entries)
    .filter((entry) => !isSwallowed(entry))
    .map((entry) => ({
      text,
      scope,
      name: { value: entry.key.value, span: entry.key.inner },
      packageName: entry.key.value,
      whole: { start: entry.key.span.start, end: (entry.value ?? entry.key).span.end },
      optional: scope === 'optionalDependencies' || (scope === 'peerDependencies' && peers.has(entry.key.value)),
      ...requirementOf(entry),
    }));
}

function optionalPeers(root: JsonObject): ReadonlySet<string> {
  const marked = objectsAt(root, ['peerDependenciesMeta']).flatMap(({ entries }) => entries);
  return new Set(marked.filter(({ value }) => isTrue(member(value, 'optional'))).map(({ key }) => key.value));
}

function directSpecs(lines: readonly NpmLine[]): DirectSpec {
  const byName = new Map<string, string>();
  for (const section of REFERENCED.toReversed()) {
    for (const { scope, packageName, requirement } of lines) {
      if (scope === section && requirement !== undefined) byName.set(packageName, requirement.value);
    }
  }
  return (name) => byName.get(name);
}

function selfOf(root: JsonObject): ManifestSelf {
  const name = member(root, 'name');
  const workspaces = member(root, 'workspaces');
  const patterns = workspaces?.kind === 'object' ? member(workspaces, 'packages') : workspaces;
  return {
    name: name?.kind === 'string' && name.value !== '' ? name.value : null,
    private: isTrue(member(root, 'private')),
    members: patterns?.kind === 'array' ? patterns.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : [],
  };
}

function objectsAt(root: JsonObject, [name, ...rest]: readonly string[]): readonly JsonObject[] {
  if (name === undefined) return [root];
  return root.entries.flatMap(({ key, value }) => (key.value === name && value?.kind === 'object' ? objectsAt(value, rest) : []));
}

function member(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.entries.findLast(({ key }) => key.value === name)?.value : undefined;
}

function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === 'literal' && node.value === true;
}

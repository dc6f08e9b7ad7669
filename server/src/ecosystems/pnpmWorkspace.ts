import type { Ecosystem } from '../model/ecosystem.ts';
import type { Manifest, Scope } from '../model/manifest.ts';
import { overridden, readLine, type NpmLine } from './npmEntry.ts';
import { npmVersion } from './npmVersion.ts';
import { lastOfEach, repetitions } from './repetitions.ts';
import { readYaml, type YamlEntry, type YamlNode } from './yamlTree.ts';

/** pnpm's workspace file: the members, and the catalogs and overrides their package.json files go by. */
export const pnpmWorkspace: Ecosystem = { id: 'pnpm-workspace', files: ['pnpm-workspace.yaml'], parse, version: npmVersion };

interface Catalog {
  readonly name: string;
  readonly entries: readonly YamlEntry[];
}

function parse(text: string): Manifest {
  const { root, problems } = readYaml(text);
  const catalogs: readonly Catalog[] = [
    ...entriesAt(root, 'catalog').map((entries) => ({ name: 'default', entries })),
    ...entriesAt(root, 'catalogs').flatMap((named) => named.flatMap(({ key, value }) => catalogOf(key.value, value))),
  ];
  const overrides = entriesAt(root, 'overrides');
  const read = [
    ...catalogs.flatMap(({ entries }) => lastOfEach(entries).map((entry) => lineOf(text, 'catalog', entry))),
    ...overrides.flatMap((entries) => lastOfEach(entries).map((entry) => lineOf(text, 'overrides', entry))),
  ].map(readLine);
  const [broken] = problems;
  return {
    self: {
      name: null,
      private: false,
      members: entriesOf(root).flatMap(({ key, value }) => (key.value === 'packages' ? textsOf(value) : [])),
    },
    dependencies: read
      .map(({ dependency }) => ({ ...dependency, ecosystem: 'pnpm-workspace' }))
      .sort((a, b) => a.spans.whole.start - b.spans.whole.start),
    ...(broken === undefined ? {} : { broken }),
    problems: [
      ...problems,
      ...[...catalogs.map(({ entries }) => entries), ...overrides].flatMap((entries) =>
        repetitions(entries, 'YAML allows it once'),
      ),
      ...read.flatMap(({ problem }) => problem ?? []),
    ].sort((a, b) => a.span.start - b.span.start),
    catalogs: rangesOf(catalogs),
  };
}

function lineOf(text: string, scope: Extract<Scope, 'catalog' | 'overrides'>, { key, value, whole }: YamlEntry): NpmLine {
  const name = scope === 'overrides' ? overridden(text, key, 'pnpm') : key;
  const requirement = value?.kind === 'text' ? value.written : undefined;
  return {
    text,
    scope,
    name,
    packageName: name.value,
    requirement,
    whole,
    optional: false,
    ...(requirement === undefined ? { problem: 'expected a requirement' } : {}),
    // A $name speaks of the root package.json, which is another file.
    ...(scope === 'overrides' && /^(?:-$|\$)/.test(requirement?.value ?? '') ? { spec: null } : {}),
  };
}

function rangesOf(catalogs: readonly Catalog[]): Manifest['catalogs'] {
  const ranges = new Map<string, Map<string, string>>();
  for (const { name, entries } of catalogs) {
    const catalog = ranges.get(name) ?? new Map<string, string>();
    for (const { key, value } of entries) if (value?.kind === 'text') catalog.set(key.value, value.written.value);
    ranges.set(name, catalog);
  }
  return ranges;
}

function catalogOf(name: string, value: YamlNode | undefined): readonly Catalog[] {
  return value?.kind === 'map' ? [{ name, entries: value.entries }] : [];
}

function entriesAt(root: YamlNode | undefined, name: string): readonly (readonly YamlEntry[])[] {
  return entriesOf(root).flatMap(({ key, value }) => (key.value === name && value?.kind === 'map' ? [value.entries] : []));
}

function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  return node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'text' ? [item.written.value] : [])) : [];
}

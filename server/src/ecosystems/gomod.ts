import { readGomod, type GomodFile } from '../formats/gomod.ts';
import type { GomodModule, GomodReplace } from '../formats/gomodEntries.ts';
import type { GomodWord } from '../formats/gomodScanner.ts';
import { canonicalGoVersion } from '../formats/goVersion.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import type { Dependency, Manifest, Target } from '../model/manifest.ts';
import { purlOf } from '../model/purl.ts';

/** Go modules: what a module requires, replaces and runs as tools, each with what is really built after `replace`. */
export const gomod: Ecosystem = {
  id: 'golang',
  files: ['go.mod'],
  parse,
  version({ target }) {
    return target.kind === 'registry' ? canonicalGoVersion(target.range) : undefined;
  },
};

function parse(text: string): Manifest {
  const file = readGomod(text);
  const replaced = replacements(file.replace);
  const required = file.require.map((module) => ({ module, target: replaced(module) ?? targetOf(module) }));
  const dependencies: readonly Dependency[] = [
    ...required.map(({ module: { path, version, indirect }, target }) =>
      entry(text, 'require', { path, last: version ?? path, requirement: version, indirect, target }),
    ),
    ...file.replace.map(({ old: { path, version }, to }) =>
      entry(text, 'replace', {
        path,
        last: to?.version ?? to?.path ?? version ?? path,
        requirement: to?.version ?? null,
        indirect: false,
        target: to === null ? NOTHING : newTarget(to),
      }),
    ),
    ...file.tool.map((path) =>
      entry(text, 'tool', {
        path,
        last: path,
        requirement: null,
        indirect: false,
        target: providerOf(path.value, file.module, required),
      }),
    ),
  ];
  const [broken] = file.problems;
  return {
    self: { name: file.module === '' ? null : file.module, private: false, members: [] },
    dependencies: dependencies.toSorted((a, b) => a.spans.whole.start - b.spans.whole.start),
    ...(broken === undefined ? {} : { broken }),
    problems: file.problems,
    catalogs: new Map(),
  };
}

const NOTHING: Target = { kind: 'none' };

interface Parts {
  readonly path: GomodWord;
  /** The entry's last word. */
  readonly last: GomodWord;
  readonly requirement: GomodWord | null;
  readonly indirect: boolean;
  readonly target: Target;
}

function entry(text: string, scope: Dependency['scope'], { path, last, requirement, indirect, target }: Parts): Dependency {
  return {
    ecosystem: 'golang',
    name: text.slice(path.span.start, path.span.end),
    requirement: requirement === null ? null : text.slice(requirement.span.start, requirement.span.end),
    scope,
    indirect,
    optional: false,
    target,
    spans: { whole: { start: path.outer.start, end: last.outer.end }, name: path.span, requirement: requirement?.span ?? null },
  };
}

/** A path whose first part is no host name is nowhere to be fetched from: there is nothing to ask about. */
function targetOf({ path, version }: GomodModule): Target {
  const slash = path.value.indexOf('/');
  const host = slash === -1 ? path.value : path.value.slice(0, slash);
  if (version === null || !host.includes('.')) return NOTHING;
  return { kind: 'registry', purl: purlOf('golang', path.value), range: version.value };
}

function newTarget(to: NonNullable<GomodReplace['to']>): Target {
  return to.isFolder ? { kind: 'local' } : targetOf(to);
}

/** Which replacement applies to a required module: the one for its version before the one for all; of equal ones the last. */
function replacements(lines: GomodFile['replace']): (module: GomodModule) => Target | undefined {
  const byOld = new Map<string, Target>();
  for (const { old, to } of lines) {
    if (to !== null && (to.isFolder || to.version !== null)) byOld.set(oldKey(old.path.value, versionOf(old)), newTarget(to));
  }
  if (byOld.size === 0) return () => undefined;
  return (module) => byOld.get(oldKey(module.path.value, versionOf(module))) ?? byOld.get(oldKey(module.path.value, null));
}

function versionOf({ version, canonical }: GomodModule): string | null {
  return canonical ?? version?.value ?? null;
}

function oldKey(path: string, version: string | null): string {
  // No word of a line holds a line break.
  return version === null ? path : `${path}\n${version}`;
}

/** The required module a tool's package belongs to: the longest path that leads it, unless that is the module's own. */
function providerOf(
  tool: string,
  self: string | null,
  required: readonly { readonly module: GomodModule; readonly target: Target }[],
): Target {
  const leads = (path: string): boolean => path !== '' && `${tool}/`.startsWith(`${path}/`);
  const own: { readonly path: string; readonly target: Target }[] = [{ path: self ?? '', target: { kind: 'local' } }];
  const candidates = [...own, ...required.map(({ module, target }) => ({ path: module.path.value, target }))].filter(({ path }) =>
    leads(path),
  );
  return candidates.reduce((best, next) => (next.path.length > best.path.length ? next : best), { path: '', target: NOTHING })
    .target;
}

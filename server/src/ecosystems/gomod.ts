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
  const read = (words: readonly GomodWord[], requirement: GomodWord | null) => entry(text, words, requirement);
  const dependencies: Dependency[] = [
    ...required.map(({ module, target }) => ({
      ...read([module.path, ...(module.version === null ? [] : [module.version])], module.version),
      scope: 'require' as const,
      indirect: module.indirect,
      target,
    })),
    ...file.replace.map(({ old, to }) => ({
      ...read([old.path, to?.version ?? to?.path ?? old.version ?? old.path], to?.version ?? null),
      scope: 'replace' as const,
      indirect: false,
      target: to === null ? NOTHING : newTarget(to),
    })),
    ...file.tool.map((path) => ({
      ...read([path], null),
      scope: 'tool' as const,
      indirect: false,
      target: providerOf(path.value, file.module, required),
    })),
  ];
  return {
    self: { name: file.module === '' ? null : file.module, private: false, members: [] },
    dependencies: dependencies.sort((a, b) => a.spans.whole.start - b.spans.whole.start),
    problems: file.problems,
    catalogs: new Map(),
  };
}

const NOTHING: Target = { kind: 'none' };

function entry(text: string, words: readonly GomodWord[], requirement: GomodWord | null) {
  const name = words[0]?.span ?? { start: 0, end: 0 };
  const whole = { start: words[0]?.outer.start ?? 0, end: words.at(-1)?.outer.end ?? 0 };
  return {
    ecosystem: 'golang',
    name: text.slice(name.start, name.end),
    requirement: requirement === null ? null : text.slice(requirement.span.start, requirement.span.end),
    optional: false,
    spans: { whole, name, requirement: requirement?.span ?? null },
  };
}

/** A path whose first part is no host name is nowhere to be fetched from: there is nothing to ask about. */
function targetOf({ path, version }: GomodModule): Target {
  const [host = ''] = path.value.split('/');
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
  return (module) => byOld.get(oldKey(module.path.value, versionOf(module))) ?? byOld.get(oldKey(module.path.value, null));
}

function versionOf({ version, canonical }: GomodModule): string | null {
  return canonical ?? version?.value ?? null;
}

function oldKey(path: string, version: string | null): string {
  return JSON.stringify([path, version]);
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

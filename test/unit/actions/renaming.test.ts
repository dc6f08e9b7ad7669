import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ecosystemOf } from '../../../server/src/ecosystems/index.ts';
import { renamed, renamingOf, repointed } from '../../../server/src/ecosystems/renaming.ts';
import { edited } from '../../../server/src/formats/textEdits.ts';
import { manifestIn, noSurroundings } from '../../../server/src/manifests.ts';
import type { Dependency, Manifest } from '../../../server/src/model/manifest.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import { manifestOf, row } from '../ecosystems/rows.ts';

const VERSION = { npm: '3.4.5', golang: 'v3.4.5' } as const;

/** The entry of a name in a manifest. */
function entry({ dependencies }: Manifest, name: string): Dependency {
  return dependencies.find((one) => one.name === name) ?? expect.fail(`no ${name}`);
}

/** The text after an entry was made to ask for another package; undefined where it cannot be. */
function moved(file: string, text: string, name: string, to: string): string | undefined {
  const manifest = manifestOf(file, text);
  const dependency = entry(manifest, name);
  const way = renamingOf(dependency, to, manifest);
  const version = dependency.ecosystem === 'npm' ? VERSION.npm : VERSION.golang;
  return way && edited(text, renamed(dependency, way, { name: to, version }));
}

/** Names, requirements, comments and layouts of package.json, each line another. */
const npmLine = fc.record({
  requirement: fc.constantFrom('^1.0.0', '~1.2', '1.2.3', '>=1 <3', '*', 'latest', 'npm:real@^2.0.0', 'npm:@example/real@~2.0.0'),
  scope: fc.constantFrom('dependencies', 'devDependencies', 'optionalDependencies'),
});
const npmText = fc
  .record({
    lines: fc.array(npmLine, { minLength: 1, maxLength: 6 }),
    eol: fc.constantFrom('\n', '\r\n'),
    indent: fc.constantFrom('  ', '\t', '    ', ''),
    comment: fc.constantFrom('', ' // why', ' /* why */'),
    mark: fc.constantFrom('', '\ufeff'),
    others: fc.constantFrom('', '"catalogued": "catalog:"', '"own": "workspace:*"', '"forked": "github:example/forked#v1"'),
  })
  .map(({ lines, eol, indent, comment, mark, others }) => {
    const sections = ['dependencies', 'devDependencies', 'optionalDependencies'].map((scope) => {
      const own = lines.flatMap((line, at) =>
        line.scope === scope ? [`"name-${at}": ${JSON.stringify(line.requirement)}`] : [],
      );
      const all = scope === 'dependencies' && others !== '' ? [...own, others] : own;
      const body = all.map((line, at) => `${indent}${indent}${line}${at < all.length - 1 ? ',' : ''}${comment}${eol}`).join('');
      return `${indent}"${scope}": {${eol}${body}${indent}}`;
    });
    return `${mark}{${eol}${indent}"name": "@example/self",${eol}${sections.join(`,${eol}`)}${eol}}${eol}`;
  });
const goText = fc
  .record({
    versions: fc.array(fc.constantFrom('v1.0.0', 'v0.0.0-20260102030405-0123456789ab', 'v2.0.0+incompatible'), {
      minLength: 1,
      maxLength: 6,
    }),
    eol: fc.constantFrom('\n', '\r\n'),
    isBlock: fc.boolean(),
    quote: fc.constantFrom('', '"'),
    comment: fc.constantFrom('', ' // indirect', ' // why'),
    more: fc.constantFrom('', 'replace example.org/other => ../other', 'exclude example.org/mod-0 v0.9.0'),
  })
  .map(({ versions, eol, isBlock, quote, comment, more }) => {
    const lines = versions.map((version, at) => `${quote}example.org/mod-${at}${quote} ${version}${comment}`);
    const required = isBlock
      ? `require (${eol}${lines.map((line) => `\t${line}${eol}`).join('')})`
      : lines.map((line) => `require ${line}`).join(eol);
    return `module example.org/self${eol}${eol}go 1.24${eol}${eol}${required}${eol}${eol}${more}${eol}`;
  });

describe('an edit then read gives the renamed dependency, and nothing else changed', () => {
  test.each([
    ['package.json', npmText, '@example/other'],
    ['go.mod', goText, 'example.org/another/v3'],
  ] as const)('in any %s', (file, texts, to) => {
    let edits = 0;
    fc.assert(
      fc.property(texts, fc.nat(), (text, pick) => {
        const before = manifestOf(file, text);
        const chosen = before.dependencies[pick % before.dependencies.length] ?? expect.fail();
        const way = renamingOf(chosen, to, before);
        if (!way) {
          if (!chosen.indirect) expect(chosen.target.kind).not.toBe('registry');
          return;
        }
        edits += 1;
        const version = file === 'go.mod' ? VERSION.golang : VERSION.npm;
        const changes = renamed(chosen, way, { name: to, version });
        const after = manifestOf(file, edited(text, changes));
        expect(after.problems).toEqual(before.problems);
        const at = before.dependencies.indexOf(chosen);
        const rest = ({ dependencies }: Manifest) => dependencies.filter((_, index) => index !== at).map(row);
        expect(rest(after)).toEqual(rest(before));
        const now = after.dependencies[at];
        expect(now).toMatchObject({ scope: chosen.scope, indirect: chosen.indirect, optional: chosen.optional });
        expect(now?.name).toBe(way === 'name' ? to : chosen.name);
        expect(now?.target).toMatchObject({ kind: 'registry', purl: purlOf(file === 'go.mod' ? 'golang' : 'npm', to) });
        // What surrounds the two words stays to the letter: layout, comments, commas, line ends.
        const outside = (whole: string, words: readonly { readonly start: number; readonly end: number }[]) =>
          words.toReversed().reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), whole);
        const nowSpans = way === 'name' ? [now?.spans.name, now?.spans.requirement] : [now?.spans.requirement];
        expect(
          outside(
            edited(text, changes),
            nowSpans.flatMap((span) => span ?? []),
          ),
        ).toBe(
          outside(
            text,
            changes.map(({ span }) => span),
          ),
        );
      }),
      { numRuns: 300 },
    );
    expect(edits).toBeGreaterThan(100);
  });
});

describe('how exact a requirement is stays', () => {
  const after = (requirement: string) =>
    moved('package.json', JSON.stringify({ dependencies: { old: requirement } }), 'old', 'new');
  test.each([
    ['1.2.3', '3.4.5'],
    ['~1.2', '~3.4.5'],
    ['^1.2.3', '^3.4.5'],
    ['*', '^3.4.5'],
    ['>=1 <3 || 5', '^3.4.5'],
    ['latest', '^3.4.5'],
  ])('%s becomes %s', (requirement, now) => expect(after(requirement)).toBe(`{"dependencies":{"new":"${now}"}}`));
});

describe('no edit of the line alone', () => {
  const json = (manifest: object) => moved('package.json', JSON.stringify(manifest), 'old', 'new');
  test.each<[string, object]>([
    ['where the manifest has the other already', { dependencies: { old: '^1' }, devDependencies: { new: '^1' } }],
    ['where it has the other under an alias', { dependencies: { old: '^1', x: 'npm:new@1' } }],
    ['where an override rests on the line', { dependencies: { old: '^1' }, overrides: { child: '$old' } }],
    ['of a catalog’s', { dependencies: { old: 'catalog:' } }],
    ['of a peer', { peerDependencies: { old: '^1' } }],
    ['of an override', { overrides: { old: '^1' } }],
    ['of a folder', { dependencies: { old: 'file:../old' } }],
    ['of a git repository', { dependencies: { old: 'github:example/old' } }],
  ])('%s', (_, manifest) => expect(json(manifest)).toBeUndefined());

  test('of a catalog’s own entry, which serves other manifests', () => {
    expect(moved('pnpm-workspace.yaml', 'catalog:\n  old: ^1.0.0\n', 'old', 'new')).toBeUndefined();
  });

  test('of what a catalog was found to say', () => {
    const text = '{"dependencies":{"old":"catalog:"}}';
    const { catalogs } = manifestOf('pnpm-workspace.yaml', 'catalog:\n  old: ^1.0.0\n');
    const ecosystem = ecosystemOf('package.json') ?? expect.fail();
    const manifest = manifestIn(ecosystem, ecosystem.parse(text), { ...noSurroundings, catalogs });
    expect(entry(manifest, 'old').target).toMatchObject({ kind: 'registry', range: '^1.0.0' });
    expect(renamingOf(entry(manifest, 'old'), 'new', manifest)).toBeUndefined();
  });

  test('of a module that is replaced, that a tool comes from, or that nobody here chose', () => {
    const go = (more: string) =>
      moved(
        'go.mod',
        `module example.org/self\n\nrequire example.org/old v1.0.0\n\n${more}\n`,
        'example.org/old',
        'example.org/new',
      );
    expect(go('')).toContain('require example.org/new v3.4.5');
    expect(go('replace example.org/old => example.org/fork v1.0.1')).toBeUndefined();
    expect(go('replace example.org/old => example.org/old v1.0.1')).toBeUndefined();
    expect(go('tool example.org/old/cmd/x')).toBeUndefined();
    const indirect = 'module example.org/self\n\nrequire example.org/old v1.0.0 // indirect\n';
    expect(moved('go.mod', indirect, 'example.org/old', 'example.org/new')).toBeUndefined();
  });
});

describe('a git dependency whose repository was renamed', () => {
  const repoint = (requirement: string) => {
    const text = JSON.stringify({ dependencies: { old: requirement } });
    const edit = repointed(entry(manifestOf('package.json', text), 'old'), 'example-org/new-name');
    return edit && (JSON.parse(edited(text, [edit])) as { dependencies: { old: string } }).dependencies.old;
  };
  test.each([
    ['github:Example/Old#v1', 'github:example-org/new-name#v1'],
    ['example/old', 'example-org/new-name'],
    ['git+https://github.com/example/old.git#semver:^1', 'git+https://github.com/example-org/new-name.git#semver:^1'],
    ['git+ssh://git@github.com/example/old.git', 'git+ssh://git@github.com/example-org/new-name.git'],
  ])('%s asks for it by its name of today', (requirement, now) => expect(repoint(requirement)).toBe(now));

  test.each(['^1.0.0', 'github:example/old#example/old'])('%s stays', (requirement) =>
    expect(repoint(requirement)).toBeUndefined(),
  );
});

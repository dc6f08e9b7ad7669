import fc from 'fast-check';

/** Words of all kinds that can stand in a go.mod line, the right ones more often than the wrong ones. */
const path = fc.constantFrom(
  'example.org/alpha',
  'example.org/Beta',
  'example.org/gamma/v2',
  'example.org/gamma/v3',
  'example.org/delta/v10',
  'gopkg.in/epsilon.v1',
  'gopkg.in/epsilon.v3',
  'gopkg.in/zeta.v2-unstable',
  '"example.org/quoted"',
  '"example.org/\\x41\\u00e9\\101"',
  'example.org/~eta_1.x',
  'example.org/θeta',
  'single',
  'require',
  'tool',
);
const oddPath = fc.constantFrom(
  'example.org/iota/v1',
  '`example.org/raw`',
  'example.org/"kappa',
  '"open',
  "'single'",
  '"bad\\q"',
  'gopkg.in/x',
);
const version = fc.constantFrom(
  'v0.1.0',
  'v1.0.0',
  'v1.2.3',
  'v1.2.3-rc.1',
  'v1.2',
  'v1',
  '"v1.4.0"',
  'v1.2.3+meta',
  'v0.0.0-20210314150927-aabbccddeeff',
  'v1.2.4-0.20191109021931-daa7c04131f5',
);
const majorVersion: Readonly<Record<string, readonly string[]>> = {
  'example.org/gamma/v2': ['v2.0.0', 'v2.1.0-pre'],
  'example.org/gamma/v3': ['v3.9.0'],
  'example.org/delta/v10': ['v10.0.1'],
  'gopkg.in/epsilon.v1': ['v1.0.0', 'v0.0.0-20161208181325-20d25e280405'],
  'gopkg.in/epsilon.v3': ['v3.0.0'],
  'gopkg.in/zeta.v2-unstable': ['v2.0.5'],
};
const oddVersion = fc.constantFrom(
  'v2.0.0',
  'v3.0.0+incompatible',
  'master',
  'v01.2.3',
  'latest',
  '`v1.0.0`',
  '1.2.3',
  'v1.2.3.4',
  ',',
);
const folder = fc.constantFrom('./near', '../beside', '/far/away', '"./with space"', '.', '..', './über');
const comment = fc.constantFrom(
  '// indirect',
  '//indirect',
  '// indirect; see below',
  '// indirect see below',
  '// why not',
  '//',
  '// a // b',
  '// Deprecated: no',
);
const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 60 }, { arbitrary: odd, weight: 1 });

const somePath = rarely(path, oddPath);
const module = somePath.chain((name) =>
  rarely(majorVersion[name] === undefined ? version : fc.constantFrom(...majorVersion[name]), oddVersion).map(
    (at) => `${name} ${at}`,
  ),
);
const to = fc.oneof(module, folder);
const entries = {
  require: module,
  exclude: module,
  replace: fc.tuple(fc.oneof(somePath, module), to).map(([old, next]) => `${old} => ${next}`),
  retract: fc.oneof(
    version,
    fc.tuple(version, version).map(([low, high]) => `[${low}, ${high}]`),
    fc.tuple(version, version).map(([low, high]) => `[ ${low} ,${high}]`),
    fc.constantFrom('foo', ')', '"v1.0.0"', '[v1.0.0', '[]', 'v1.0.0 v1.1.0'),
  ),
  godebug: rarely(fc.constantFrom('default=go1.21', 'panicnil=1', 'a=b=c', 'x='), fc.constantFrom('lonely', '"a=b"', 'a = b')),
  tool: somePath,
  ignore: fc.oneof(folder, somePath),
} satisfies Readonly<Record<string, fc.Arbitrary<string>>>;

const end = fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, { arbitrary: comment.map((text) => ` ${text}`), weight: 2 });
const lead = fc.constantFrom('\t', '', '  ', '\t\t');
const above = fc.oneof(
  { arbitrary: fc.constant(''), weight: 4 },
  { arbitrary: comment.map((text) => `${text}\n`), weight: 1 },
  { arbitrary: fc.constant('\n'), weight: 1 },
);

const directive = fc.constantFrom(...(Object.keys(entries) as (keyof typeof entries)[])).chain((verb) => {
  const line = fc
    .tuple(lead, above, lead, entries[verb], end)
    .map(([a, note, b, entry, tail]) => `${a}${note}${b}${entry}${tail}\n`);
  const single = fc.tuple(above, above, entries[verb], end).map(([a, b, entry, tail]) => `${a}${b}${verb} ${entry}${tail}\n`);
  const block = fc
    .tuple(above, above, end, fc.array(line, { maxLength: 5 }), above, end)
    .map(([a, b, open, lines, before, close]) => `${a}${b}${verb} (${open}\n${lines.join('')}${before})${close}\n`);
  const empty = end.map((tail) => `${verb} ()${tail}\n`);
  return fc.oneof({ arbitrary: single, weight: 4 }, { arbitrary: block, weight: 4 }, { arbitrary: empty, weight: 1 });
});

const deprecation = fc.constantFrom(
  '',
  '',
  '// Deprecated: use example.org/new\n',
  '// About it.\n//\n// Deprecated: use another\n// and soon.\n//\n// More.\n',
  '// Deprecated:\n',
  '// deprecated: lower case\n',
  '// Deprecated: too far above\n\n',
);
const head = fc
  .tuple(
    deprecation,
    fc.constantFrom(
      'module example.org/self',
      'module "example.org/self"',
      'module (\n\texample.org/self // Deprecated: inside\n)',
      'module example.org/self // Deprecated: beside',
      '',
    ),
    fc.constantFrom(
      'go 1.26',
      'go 1.21.0 // why',
      'go 1.26rc1',
      '',
      'go 1.9',
      'toolchain go1.26.1',
      'go 1.20\n\ntoolchain default',
    ),
  )
  .map(([notice, line, go]) => `${notice}${line}\n\n${go}\n\n`);
const slip = fc.constantFrom(
  'require (\n',
  ')\n',
  'go 1.21\n',
  'unknown x\n',
  '/* no */\n',
  '\u00a0\n',
  '(\n)\n',
  'retract (v1.0.0)\n',
  'go (\n1.2\n)\n',
  'require x (\n)\n',
  '\\\n',
  'module b\n',
  '""\n',
);
const document = fc
  .tuple(
    head,
    fc.array(fc.oneof({ arbitrary: directive, weight: 120 }, { arbitrary: slip, weight: 1 }), { maxLength: 9 }),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.constantFrom('', '', '', '\n', '// the end'),
    fc.integer({ min: 0, max: 60 }),
  )
  .map(([start, body, newline, tail, cut]) => {
    const text = `${start}${body.join('')}${tail}`.replaceAll('\n', newline);
    return cut === 1 ? text.slice(0, -7) : text;
  });

/** Texts of go.mod files, most of them valid, some nearly so; the same for the same seed. Names are invented. */
export function gomodTexts(count: number, seed: number): readonly string[] {
  return fc.sample(document, { numRuns: count, seed });
}

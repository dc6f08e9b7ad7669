import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repository } from '../../../server/src/facts/package.ts';
import { goImportFor, readGoImports } from '../../../server/src/sources/go/goImportMeta.ts';
import { goGet } from '../../../server/src/sources/goGet.ts';
import { httpWith, serve } from '../network/localServer.ts';
import { ask, goClient, known, moduleOf, publicProxy } from './world.ts';

const page = (...contents: string[]) =>
  `<!DOCTYPE html><html><head>${contents.map((content) => `<meta name="go-import" content="${content}">`).join('\n')}</head><body></body></html>`;
const url = (path: string) => `https://${path}?go-get=1`;

test.each([
  ['plain', page('example.org/m git https://github.com/example/m')],
  [
    'single quotes, odd case, no end of head',
    "<HEAD><META NAME='go-import' CONTENT='example.org/m git https://github.com/example/m'/>",
  ],
  ['no quotes at all', '<meta name=go-import content="example.org/m git https://github.com/example/m">'],
  [
    'attributes the other way round',
    '<meta content="example.org/m  git\n https://github.com/example/m" data-x name="go-import" >',
  ],
  [
    'after a comment and a script',
    `<!-- <meta name="go-import" content="example.org/m git https://github.com/wrong/m"> --><script>x = '<meta name="go-import" content="example.org/m git https://github.com/wrong/m">'</script>${page('example.org/m git https://github.com/example/m')}`,
  ],
  ['beside a module proxy', page('example.org/m mod https://mod.example.org', 'example.org/m git https://github.com/example/m')],
  ['beside other paths', page('example.org/mm git https://github.com/wrong/m', 'example.org/m git https://github.com/example/m')],
  ['said twice', page('example.org/m git https://github.com/example/m', 'example.org/m git https://github.com/example/m')],
  [
    'with a body that says otherwise',
    page('example.org/m git https://github.com/example/m').replace(
      '<body>',
      '<body><meta name="go-import" content="example.org/m git https://github.com/wrong/m">',
    ),
  ],
  ['in broken text', `<p class=it's a < b ${page('example.org/m git https://github.com/example/m')}`],
])('the page of a path names its repository: %s', async (_, html) => {
  const { values, requests, observations } = await ask(goGet, moduleOf('example.org/m'), {
    answers: { [url('example.org/m')]: html },
  });
  expect(values['repository']).toEqual({
    repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'm' },
    how: 'go-get',
  });
  expect(requests).toMatchObject([
    { url: url('example.org/m'), names: ['example.org/m'], publicWebOnly: true, maxBytes: 65_536 },
  ]);
  expect(observations).toMatchObject([{ url: url('example.org/m') }]);
});

test.each([
  ['nothing', '<html></html>'],
  ['a module proxy only', page('example.org/m mod https://mod.example.org')],
  ['another path', page('example.com/m git https://github.com/example/m')],
  ['a path that only looks like a prefix', page('example.org/ git https://github.com/example/m')],
  ['two repositories', page('example.org/m git https://github.com/a/m', 'example.org/m git https://github.com/b/m')],
  ['too few words', page('example.org/m git')],
  ['too many words', page('example.org/m git https://github.com/a/m sub folder')],
])('a page with %s tells nothing', async (_, html) => {
  expect((await ask(goGet, moduleOf('example.org/m'), { answers: { [url('example.org/m')]: html } })).reasons).toEqual({
    all: 'not-found',
  });
});

test('a tag for a shorter path counts only where that path’s own page says the same; folders add up', async () => {
  const tag = 'example.org/m git https://github.com/example/m go';
  const answers = { [url('example.org/m/sub/v2')]: page(tag), [url('example.org/m')]: page(tag) };
  const { values, asked } = await ask(goGet, moduleOf('example.org/m/sub/v2'), { answers });
  expect(values['repository']).toMatchObject({ repository: { owner: 'example', name: 'm', path: 'go/sub' } });
  expect(asked).toEqual([url('example.org/m/sub/v2'), url('example.org/m')]);

  const disputed = { ...answers, [url('example.org/m')]: page('example.org/m git https://github.com/other/m') };
  expect((await ask(goGet, moduleOf('example.org/m/sub/v2'), { answers: disputed })).reasons).toEqual({ all: 'malformed' });
  const unheard = { ...answers, [url('example.org/m')]: 404 };
  expect((await ask(goGet, moduleOf('example.org/m/sub/v2'), { answers: unheard })).reasons).toEqual({ all: 'not-found' });
});

test('a repository on a host that is no forge is there, but of no use', async () => {
  const answers = { [url('example.org/m')]: page('example.org/m git https://10.0.0.1/example/m') };
  expect((await ask(goGet, moduleOf('example.org/m'), { answers })).reasons).toEqual({ repository: 'unsupported' });
});

test('the local upstream stands in for all hosts', async () => {
  const goget = 'http://127.0.0.1:9/goget';
  const answers = { [`${goget}/example.org/m?go-get=1`]: page('example.org/m git https://github.com/example/m') };
  const { values, requests, observations } = await ask(goGet, moduleOf('example.org/m'), { answers, endpoints: { goget } });
  expect(values['repository']).toBeDefined();
  expect(requests).toMatchObject([{ publicWebOnly: true }]);
  expect(observations).toMatchObject([{ url: url('example.org/m') }]);
});

test('what the local upstream redirects to elsewhere on this machine is not asked', async () => {
  const neighbour = await serve((_, response) => response.end(page('example.org/m git https://github.com/example/m')));
  const standIn = await serve((request, response) =>
    response.writeHead(302, { location: `${neighbour.base}${request.url ?? ''}` }).end(),
  );
  const { http } = httpWith({ standIns: new Set([standIn.base]) });
  const said = await ask(goGet, moduleOf('example.org/m'), { real: http('go-get'), endpoints: { goget: standIn.base } });
  await Promise.all([neighbour.close(), standIn.close()]);
  expect(said.reasons).toEqual({ all: 'unsupported' });
  expect([standIn.seen.length, neighbour.seen.length]).toEqual([1, 0]);
});

test.each([
  ['a private name', goClient({ isPrivate: () => true }), 'private'],
  ['GOPROXY without direct', goClient({ proxies: [publicProxy] }), 'unsupported'],
  ['no configuration', goClient({ proxies: [] }), 'unsupported'],
] as const)('%s: no request', async (_, go, why) => {
  const { requests, reasons } = await ask(goGet, moduleOf('example.org/m'), { go });
  expect([requests.length, reasons]).toEqual([0, { all: why }]);
});

test('not asked where the repository is known already', async () => {
  const there = { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'm' }, how: 'origin' } as const;
  expect((await ask(goGet, moduleOf('example.org/m'), { facts: [[repository, known(there)]] })).covered).toBe(false);
  expect((await ask(goGet, moduleOf('example.org/m'), { facts: [[repository, known(there, 'go-get')]] })).covered).toBe(true);
});

test('any page is read without a throw; a tag is found whatever stands before it in the head', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '=',
    '<meta ',
    'name=',
    'go-import',
    'content=',
    '<!--',
    '-->',
    '<title>',
    '</title>',
    '&amp;',
    ' ',
    'x',
    '/',
    '\n',
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => Array.isArray(readGoImports(pieces.join('')))));
  fc.assert(fc.property(fc.string(), (html) => Array.isArray(readGoImports(html))));
  const element = fc.constantFrom(
    '<title>a < b</title>',
    '<!-- c -->',
    '<link href="a>b">',
    "<script>'<meta'</script>",
    '<meta charset=utf-8>',
    '<style>p>a{}</style>',
    'text',
    '<base/>',
  );
  fc.assert(
    fc.property(fc.array(element), (elements) => {
      const imports = readGoImports(`<head>${elements.join('')}${page('example.org/m git https://github.com/example/m')}`);
      expect(goImportFor(imports, 'example.org/m/v2')?.root).toBe('https://github.com/example/m');
    }),
  );
});

test('a hostile page ends', () => {
  for (const text of ['<a "', '<meta x="', '<!-', '< ', "<a b='", '<script>', '<a'.padEnd(400), '&'])
    expect(readGoImports(text.repeat(65_536 / text.length))).toEqual([]);
});

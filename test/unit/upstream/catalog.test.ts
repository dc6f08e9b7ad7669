import { expect, test } from 'vitest';
import { anUpstream, ask } from './asking.ts';

const upstream = anUpstream({
  options: {
    catalogFile: (owner, name, revision, path) =>
      owner === 'example' && path === 'data/list.yml' ? `${name} ${revision}\n` : undefined,
  },
});

test('files of the catalogue are asked by repository, revision and path, with an ETag', async () => {
  const file = await ask(upstream(), 'catalog', '/example/landscape/main/data/list.yml');
  const again = await ask(upstream(), 'catalog', '/example/landscape/main/data/list.yml', {
    headers: { 'if-none-match': file.headers.get('etag') ?? '' },
  });

  expect(file.text).toBe('landscape main\n');
  expect(again.status).toBe(304);
  expect(upstream().log.at(-1)?.names).toEqual(['example/landscape']);
});

test('what is not there is 404, and nobody climbs out of a repository', async () => {
  const paths = [
    '/example/landscape/main/other.yml',
    '/example/landscape/main',
    '/example/landscape/main/x%2f..%2f..%2fdata/list.yml',
  ];

  for (const path of paths) expect((await ask(upstream(), 'catalog', path)).status).toBe(404);
});

test('an unknown service is 404, and addresses are all on loopback', async () => {
  expect((await fetch(`${upstream().base}/nothing/here`)).status).toBe(404);
  expect(Object.keys(upstream().env)).toEqual([
    'npm',
    'goproxy',
    'pkgsite',
    'goget',
    'depsdev',
    'ecosystems',
    'github',
    'catalog',
  ]);
  expect(Object.values(upstream().env).every((base) => /^http:\/\/127\.0\.0\.1:\d+\/\w+$/.test(base))).toBe(true);
});

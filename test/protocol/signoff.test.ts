import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith } from './repository.ts';
import { mainstay } from './runCli.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
const manifest = (dependencies: object) => JSON.stringify({ dependencies }, null, 2) + '\n';

test('look', async () => {
  const repository = repositoryWith({ 'package.json': manifest({ '@example/steady': '^2.0.0', '@example/line-ended': '^1.0.0' }) });
  repository.write({ 'package.json': manifest({ '@example/steady': '^2.0.0', '@example/line-ended': '^1.0.0', '@example/handover': '1.1.1', '@example/funded': '*', '@example/nowhere': '*' }) });
  const run = async (...words: string[]) => {
    const { stdout, stderr, code } = await mainstay(words, { upstreams: upstream.env, cwd: repository.folder });
    console.log(stdout, stderr, code);
  };
  await run('approve');
  await run('approve', '--owner', 'platform team', '--for', '90d', '--reason', 'needed for the importer');
  const [file = ''] = readdirSync(join(repository.folder, '.mainstay/signoffs'));
  console.log(readFileSync(join(repository.folder, '.mainstay/signoffs', file), 'utf8').slice(0, 12000));
  await run('review');
  repository.commit({});
  repository.write({ 'package.json': manifest({ '@example/steady': '^2.0.0', '@example/line-ended': '^1.0.0', '@example/handover': '1.1.2', '@example/funded': '^1.0.0' }) });
  await run('review');
  await run('review', '--format', 'markdown');
  expect(1).toBe(1);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { repositoryWith } from './repository.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
let upstream: Upstream;
let silent: Server;
beforeAll(async () => {
  upstream = await startUpstream();
  silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await upstream.close();
});

/** A review of a commit that finds something, in a temporary folder of its own. */
function reviewing(upstreams: object): { readonly child: ChildProcess; readonly temporary: string } {
  const { folder, commit } = repositoryWith({ 'package.json': '{ "dependencies": {} }\n' });
  commit({ 'package.json': '{ "dependencies": { "@example/deprecated": "^1.2.0" } }\n' });
  const temporary = mkdtempSync(join(tmpdir(), 'mainstay-ending-'));
  const child = spawn(process.execPath, [cli, 'review', '--base', 'HEAD~1', '--head', 'HEAD', '--no-cache'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary, MAINSTAY_UPSTREAMS: JSON.stringify(upstreams) },
  });
  return { child, temporary };
}

const left = (temporary: string) => readdirSync(temporary).filter((name) => name.startsWith('mainstay-review-'));

test.each([['stdout'], ['stderr'], ['both']])(
  'a reader that stops reading %s changes no verdict, and nothing is left',
  async (which) => {
    const { child, temporary } = reviewing(upstream.env);
    if (which !== 'stderr') child.stdout?.destroy();
    if (which !== 'stdout') child.stderr?.destroy();
    child.stdout?.resume();
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(left(temporary)).toEqual([]);
  },
);

describe('ended while it asks', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s: nothing is left, and the signal is what ended it',
    async (signal) => {
      const npm = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      const { child, temporary } = reviewing({ ...upstream.env, npm });
      const asked = once(silent, 'request');
      await asked;
      expect(left(temporary)).not.toEqual([]);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([null, signal]);
      expect(left(temporary)).toEqual([]);
    },
  );
});

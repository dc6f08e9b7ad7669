import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startUpstream } from '../../test/upstream/server.ts';
import { untouched } from '../untouched.mjs';
import { crowd, crowdManifests } from './crowd.ts';

const NOW = '2026-08-01T00:00:00.000Z';

/** `check` of a crowd on the local upstream at the given latency: time, requests, bytes and memory. */
export async function benchChecking(size: { readonly npm: number; readonly go: number }, latencyMs: number): Promise<string> {
  const upstream = await startUpstream({ world: crowd(NOW, size), latencyMs });
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-bench-'));
  try {
    for (const [name, text] of Object.entries(crowdManifests(size))) writeFileSync(join(folder, name), text);
    const started = performance.now();
    const { code, peakKib, output } = await run(folder, upstream.env);
    const seconds = (performance.now() - started) / 1000;
    const { dependencies } = JSON.parse(output) as { dependencies: { facts: Record<string, { unknown?: string }> }[] };
    const known = dependencies.filter(({ facts }) => facts['version-published']?.unknown === undefined).length;
    const bytes = upstream.log.reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0);
    const services = new Map<string, number>();
    for (const { service } of upstream.log) services.set(service, (services.get(service) ?? 0) + 1);
    return [
      `${seconds.toFixed(2)} s (exit ${code})`,
      `${upstream.log.length} requests (${[...services].map(([service, count]) => `${service} ${count}`).join(', ')})`,
      `${(bytes / 1024).toFixed(0)} KiB`,
      `${(peakKib / 1024).toFixed(0)} MiB peak`,
      `${known} of ${dependencies.length} versions dated`,
    ].join(', ');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await upstream.close();
  }
}

function run(
  folder: string,
  upstreams: object,
): Promise<{ readonly code: number; readonly peakKib: number; readonly output: string }> {
  const env = {
    ...untouched(process.env, join(folder, 'home')),
    MAINSTAY_UPSTREAMS: JSON.stringify(upstreams),
    NODE_OPTIONS: `--require ${resolve('scripts/bench/memory.cjs')}`,
  };
  const child = spawn(process.execPath, [resolve('dist/cli.js'), 'check', folder, '--format', 'json', '--fail-on', 'never'], {
    env,
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      const said = Buffer.concat(errors).toString();
      done({ code: code ?? -1, peakKib: Number(/peak-rss-kib (\d+)/.exec(said)?.[1]), output: Buffer.concat(output).toString() });
    });
  });
}

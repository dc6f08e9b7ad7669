import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { npmDefault } from '../../server/src/platform/npmConfig.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const text = (file: string) => readFileSync(join(root, file), 'utf8');

/** Hosts of registries as the ordinary clients know them, so that none has to be written here. */
function registryHosts(): readonly string[] {
  const npm = npmDefault('registry');
  const go = tryGo();
  return [npm, ...go].flatMap((address) =>
    typeof address === 'string' && URL.canParse(address) ? [new URL(address).hostname] : [],
  );
}

function tryGo(): readonly string[] {
  try {
    const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    return [...readFileSync(join(goroot, 'go.env'), 'utf8').matchAll(/^(?:GOPROXY|GOSUMDB)=(.*)$/gm)]
      .flatMap(([, list = '']) => list.split(/[,|]/))
      .map((one) => (one.includes('://') ? one : `https://${one}`));
  } catch (error) {
    if (error instanceof Error) return []; // no toolchain here: npm's host is checked all the same
    throw error;
  }
}

describe('what may not stand in the repository', () => {
  test('the host of a package registry', () => {
    const hosts = registryHosts();
    expect(hosts.length).toBeGreaterThan(0);
    const naming = tracked.filter((file) => hosts.some((host) => host.includes('.') && text(file).includes(host)));
    expect(naming).toEqual([]);
  });

  test('a path of the machine it was made on', () => {
    const home = ['', 'root', ''].join('/');
    const naming = tracked.filter((file) => text(file).includes(home) || text(file).includes(root.replace(/\/$/, '')));
    expect(naming).toEqual([]);
  });

  test('a resolved address in the lockfile', () => {
    expect(text('package-lock.json')).not.toMatch(/"resolved"/);
  });

  test('a skipped or lone test', () => {
    const words = ['skip', 'only', 'todo', 'fails'].map((word) => `.${word}(`);
    const tests = tracked.filter((file) => /^test\/.*\.test\.ts$/.test(file));
    expect(
      tests.filter((file) => words.some((word) => ['test', 'it', 'describe'].some((call) => text(file).includes(call + word)))),
    ).toEqual([]);
  });
});

describe('documents', () => {
  test('every file that docs/ARCHITECTURE.md names exists', () => {
    const [, invariants = ''] = text('docs/ARCHITECTURE.md').split('## Invariants');
    const [table = ''] = invariants.split('## The life');
    const named = [...table.matchAll(/`([\w./-]+)`/g)].flatMap(([, name = '']) => (/[/.]/.test(name) ? [name] : []));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !existsSync(join(root, name)) && !existsSync(join(root, 'server/src', name)))).toEqual([]);
  });

  test('decision records are numbered without a gap', () => {
    const numbers = readdirSync(join(root, 'docs/adr'))
      .map((name) => Number(name.slice(0, 4)))
      .sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

import { describe, expect, test } from 'vitest';
import { privacyGate, type GateSettings } from '../../../server/src/engine/privacyGate.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import { CLEARANCES, corporateProxy, direct, open, ownRegistry, publicProxy, withToken } from './gateSettings.ts';

/** `registry, third-party, web` as the gate answers: `-` or the rule that keeps the name back. */
const answers = (settings: Partial<GateSettings>, type: 'npm' | 'golang' | 'github', name: string) =>
  CLEARANCES.map((clearance) => privacyGate({ ...open, ...settings }).why(purlOf(type, name), clearance) ?? '-').join(' ');

describe('npm names', () => {
  test.each<[string, Partial<GateSettings>, string, string]>([
    ['a public name goes everywhere', {}, 'left', '- - -'],
    ['a public scope too', {}, '@example/left', '- - -'],
    ['an untrusted workspace asks no arbitrary host', { trusted: false }, 'left', '- - untrusted-workspace'],
    [
      'a workspace member goes nowhere',
      { localNames: new Set([purlOf('npm', 'left')]) },
      'left',
      'local-name local-name local-name',
    ],
    [
      'nor does what a lockfile takes from a foreign host',
      { foreignHost: () => 'a.example.org' },
      'left',
      Array(3).fill('foreign-host').join(' '),
    ],
    [
      'a private pattern is not even asked of the public registry',
      { privatePatterns: ['@acme/*'] },
      '@acme/left',
      'private-pattern private-pattern private-pattern',
    ],
    [
      'with its token it is, as npm would',
      { privatePatterns: ['@acme/*'], npm: { registryFor: () => withToken, isPrivateScope: () => true } },
      '@acme/left',
      '- private-pattern private-pattern',
    ],
    [
      'a private scope is asked of its own registry only',
      { npm: { registryFor: () => ownRegistry, isPrivateScope: () => true } },
      '@acme/left',
      '- private-scope private-scope',
    ],
    [
      'public mirrors do not open a private scope',
      { publicMirrors: true, npm: { registryFor: () => ownRegistry, isPrivateScope: () => true } },
      '@acme/left',
      '- private-scope private-scope',
    ],
    [
      'a corporate default registry keeps all names',
      { npm: { registryFor: () => ownRegistry, isPrivateScope: () => false } },
      'left',
      '- private-registry private-registry',
    ],
    [
      'unless the user says its names are public',
      { publicMirrors: true, npm: { registryFor: () => ownRegistry, isPrivateScope: () => false } },
      'left',
      '- - -',
    ],
  ])('%s', (_, settings, name, expected) => expect(answers(settings, 'npm', name)).toBe(expected));
});

describe('Go modules', () => {
  const go = (more: Partial<GateSettings['go']>) => ({ go: { ...open.go, ...more } });
  test.each<[string, Partial<GateSettings>, string]>([
    ['a public module goes everywhere', {}, '- - -'],
    [
      'GOPRIVATE or GONOPROXY: not asked of anybody',
      go({ bypassesProxy: () => true, isPrivate: () => true }),
      'go-private go-private go-private',
    ],
    ['GONOSUMDB alone: the proxy is asked, nobody else', go({ isPrivate: () => true }), '- go-private go-private'],
    [
      'a corporate GOPROXY keeps all names',
      go({ isPublicDefault: false, proxies: [corporateProxy] }),
      '- private-registry private-registry',
    ],
    [
      'a corporate GOPROXY before the public one is still no public default',
      go({ isPublicDefault: false, proxies: [corporateProxy, publicProxy, direct] }),
      '- private-registry private-registry',
    ],
    [
      'public mirrors open it, but module hosts only after `direct`',
      { publicMirrors: true, ...go({ isPublicDefault: false, proxies: [corporateProxy] }) },
      '- - no-direct',
    ],
    [
      'GOPROXY=off is no mirror',
      { publicMirrors: true, ...go({ isPublicDefault: false, proxies: [{ kind: 'off' }] }) },
      '- private-registry private-registry',
    ],
    [
      'GOPROXY=direct is no mirror',
      { publicMirrors: true, ...go({ isPublicDefault: false, proxies: [direct] }) },
      '- private-registry private-registry',
    ],
    [
      'a private pattern is kept from the public proxy',
      { privatePatterns: ['example.org/*'] },
      'private-pattern private-pattern private-pattern',
    ],
    [
      'and asked of a corporate one',
      { privatePatterns: ['example.org'], ...go({ isPublicDefault: false, proxies: [corporateProxy, direct] }) },
      '- private-pattern private-pattern',
    ],
    [
      'but not where the list goes on to the public one',
      { privatePatterns: ['example.org'], ...go({ isPublicDefault: false, proxies: [corporateProxy, publicProxy] }) },
      'private-pattern private-pattern private-pattern',
    ],
    [
      '`go.work use` goes nowhere',
      { localNames: new Set([purlOf('golang', 'example.org/x/mod')]) },
      'local-name local-name local-name',
    ],
    ['no trust, no module host', { trusted: false }, '- - untrusted-workspace'],
  ])('%s', (_, settings, expected) => expect(answers(settings, 'golang', 'example.org/x/mod')).toBe(expected));

  test('a path without a dot in its first element is nobody else’s business', () => {
    expect(answers({}, 'golang', 'tools/gen')).toBe('local-name local-name local-name');
  });
});

describe('git dependencies and repositories', () => {
  const repository = { kind: 'repository', host: 'github.com', owner: 'Example', name: 'left' } as const;

  test('a git dependency is asked of its forge only', () => {
    expect(answers({}, 'github', 'example/left')).toBe('- forge-only forge-only');
    expect(answers({ privatePatterns: ['example/*'] }, 'github', 'example/left')).toBe(
      'private-pattern private-pattern private-pattern',
    );
    expect(privacyGate(open).allowsRepository(repository, purlOf('github', 'example/left'))).toBe(true);
    expect(privacyGate(open).allowsRepository(repository, purlOf('github', 'example/other'))).toBe(false);
  });

  test('a repository is as private as the name it was learnt from', () => {
    const gate = privacyGate({ ...open, npm: { ...open.npm, isPrivateScope: (name) => name.startsWith('@acme/') } });
    expect(gate.allowsRepository(repository, purlOf('npm', 'left'))).toBe(true);
    expect(gate.allowsRepository(repository, purlOf('npm', '@acme/left'))).toBe(false);
  });

  test('and stays private where a pattern or GOPRIVATE names it', () => {
    const byPattern = privacyGate({ ...open, privatePatterns: ['github.com/example'] });
    const byGo = privacyGate({ ...open, go: { ...open.go, isPrivate: (path) => path.startsWith('github.com/Example/') } });
    expect(byPattern.allowsRepository(repository, purlOf('npm', 'left'))).toBe(false);
    expect(byGo.allowsRepository(repository, purlOf('npm', 'left'))).toBe(false);
  });

  test('the user’s own forge is no third party: repositories of private packages are asked of it, kept names are not', () => {
    const own = { ...repository, host: 'ghe.example.org' };
    const settings: GateSettings = {
      ...open,
      ownForges: new Set(['ghe.example.org']),
      npm: { ...open.npm, isPrivateScope: () => true },
      go: { ...open.go, isPrivate: (path) => path.startsWith('ghe.example.org/') },
    };
    const learnt = purlOf('npm', '@acme/left');
    const asked = (more: Partial<GateSettings>, where: typeof own | typeof repository = own) =>
      privacyGate({ ...settings, ...more }).allowsRepository(where, learnt);
    expect(asked({})).toBe(true);
    expect(asked({}, repository)).toBe(false);
    expect(asked({ ownForges: new Set() })).toBe(false);
    expect(asked({ privatePatterns: ['@acme'] })).toBe(false);
    expect(asked({ privatePatterns: ['ghe.example.org/example'] })).toBe(false);
    expect(asked({ localNames: new Set([learnt]) })).toBe(false);
    expect(asked({ strict: true })).toBe(false);
  });

  test('strict privacy asks registries only', () => {
    expect(answers({ strict: true }, 'npm', 'left')).toBe('- strict strict');
    expect(answers({ strict: true }, 'golang', 'example.org/left')).toBe('- strict strict');
    expect(answers({ strict: true }, 'github', 'example/left')).toBe('strict strict strict');
    expect(privacyGate({ ...open, strict: true }).allowsRepository(repository, purlOf('npm', 'left'))).toBe(false);
  });
});

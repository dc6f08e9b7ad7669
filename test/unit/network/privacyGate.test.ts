import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { privacyGate, type GateSettings } from '../../../server/src/engine/privacyGate.ts';
import { privateNames } from '../../../server/src/engine/privatePatterns.ts';
import type { Clearance, GoProxyElement } from '../../../server/src/model/ports.ts';
import { purlOf } from '../../../server/src/model/purl.ts';

const CLEARANCES: readonly Clearance[] = ['registry', 'third-party', 'web'];
const publicProxy: GoProxyElement = {
  kind: 'proxy',
  base: 'https://proxy.example.org',
  isPublicDefault: true,
  fallThrough: 'not-found',
};
const corporateProxy: GoProxyElement = { ...publicProxy, base: 'https://athens.example.org', isPublicDefault: false };
const direct: GoProxyElement = { kind: 'direct' };

const open: GateSettings = {
  npm: { registryFor: () => ({ base: 'https://registry.example.org', isPublicDefault: true }), isPrivateScope: () => false },
  go: { proxies: [publicProxy, direct], isPublicDefault: true, bypassesProxy: () => false, isPrivate: () => false },
  privatePatterns: [],
  localNames: new Set(),
  publicMirrors: false,
  trusted: true,
};
const ownRegistry = { base: 'https://npm.example.org', isPublicDefault: false };
const withToken = { base: 'https://registry.example.org', isPublicDefault: true, authorization: 'Bearer secret' };

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
});

describe('whatever the other settings', () => {
  const element = fc.constantFrom(publicProxy, corporateProxy, direct, { kind: 'off' } as const);
  const anySettings = fc
    .record({
      publicDefault: fc.boolean(),
      token: fc.boolean(),
      privateScope: fc.boolean(),
      proxies: fc.array(element, { maxLength: 4 }),
      goDefault: fc.boolean(),
      bypasses: fc.boolean(),
      goPrivate: fc.boolean(),
      publicMirrors: fc.boolean(),
      trusted: fc.boolean(),
    })
    .map((one): GateSettings => ({
      npm: {
        registryFor: () => ({ ...(one.token ? withToken : ownRegistry), isPublicDefault: one.publicDefault }),
        isPrivateScope: () => one.privateScope,
      },
      go: {
        proxies: one.proxies,
        isPublicDefault: one.goDefault,
        bypassesProxy: () => one.bypasses,
        isPrivate: () => one.goPrivate,
      },
      privatePatterns: [],
      localNames: new Set(),
      publicMirrors: one.publicMirrors,
      trusted: one.trusted,
    }));
  const segment = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,8}$/);
  const npmName = fc.oneof(
    segment,
    fc.tuple(segment, segment).map(([scope, name]) => `@${scope}/${name}`),
  );
  const goPath = fc
    .tuple(segment, fc.array(segment, { minLength: 1, maxLength: 3 }))
    .map(([host, rest]) => [`${host}.example`, ...rest].join('/'));
  const purl = fc.oneof(
    npmName.map((name) => purlOf('npm', name)),
    goPath.map((path) => purlOf('golang', path)),
    fc.tuple(segment, segment).map(([owner, name]) => purlOf('github', `${owner}/${name}`)),
  );
  const outward = ['third-party', 'web'] as const;

  test('a local name goes nowhere', () => {
    fc.assert(
      fc.property(anySettings, purl, (settings, one) => {
        const gate = privacyGate({ ...settings, localNames: new Set([one]) });
        return CLEARANCES.every((clearance) => !gate.allows(one, clearance));
      }),
    );
  });

  test('a private pattern never goes to a third party', () => {
    fc.assert(
      fc.property(anySettings, fc.oneof(npmName, goPath), fc.nat(), (settings, name, cut) => {
        const elements = name.split('/');
        const pattern = elements.slice(0, 1 + (cut % elements.length)).join('/');
        const gate = privacyGate({ ...settings, privatePatterns: [pattern] });
        return outward.every(
          (clearance) => !gate.allows(purlOf('npm', name), clearance) && !gate.allows(purlOf('golang', name), clearance),
        );
      }),
    );
  });

  test('a private scope or a GOPRIVATE path never goes to a third party', () => {
    fc.assert(
      fc.property(anySettings, segment, segment, goPath, (settings, scope, name, path) => {
        const gate = privacyGate({
          ...settings,
          npm: { ...settings.npm, isPrivateScope: () => true },
          go: { ...settings.go, isPrivate: () => true },
        });
        return outward.every(
          (clearance) =>
            !gate.allows(purlOf('npm', `@${scope}/${name}`), clearance) && !gate.allows(purlOf('golang', path), clearance),
        );
      }),
    );
  });

  test('without public mirrors nothing from another registry goes out, and no repository learnt from it', () => {
    fc.assert(
      fc.property(anySettings, npmName, (settings, name) => {
        const gate = privacyGate({
          ...settings,
          publicMirrors: false,
          npm: { ...settings.npm, registryFor: () => ownRegistry },
        });
        const repository = { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' } as const;
        return (
          outward.every((clearance) => !gate.allows(purlOf('npm', name), clearance)) &&
          !gate.allowsRepository(repository, purlOf('npm', name))
        );
      }),
    );
  });

  test('web is never wider than third-party', () => {
    fc.assert(
      fc.property(anySettings, purl, (settings, one) => {
        const gate = privacyGate(settings);
        return gate.allows(one, 'third-party') || !gate.allows(one, 'web');
      }),
    );
  });
});

describe('private patterns', () => {
  test.each([
    ['@acme/*', '@acme/left', true],
    ['@acme', '@acme/left', true],
    ['@acme/*', '@acmeco/left', false],
    ['@acme-*/*', '@acme-labs/left', true],
    ['internal-*', 'internal-tool', true],
    ['internal-*', 'my-internal-tool', false],
    ['corp.example.org/*', 'corp.example.org/a/b/v2', true],
    ['corp.example.org/*', 'corp.example.org', false],
    ['*.corp.example.org', 'git.corp.example.org/a', true],
    ['*/acme', 'example.org/acme/x', true],
    ['EXAMPLE.org/', 'example.org/x', true],
    ['l?ft', 'left', true],
    ['', 'left', false],
    ['/', 'left', false],
  ])('%s on %s: %s', (pattern, name, expected) => expect(privateNames([pattern])(name)).toBe(expected));

  test('a pattern agrees with the regular expression it stands for', () => {
    const word = fc.stringMatching(/^[ab*?]{0,8}$/);
    fc.assert(
      fc.property(word, fc.stringMatching(/^[ab]{1,10}$/), (glob, text) => {
        const expected = glob !== '' && new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
        expect(privateNames([glob])(text)).toBe(expected);
      }),
    );
  });

  test('many stars stay cheap', () => {
    expect(privateNames([`${'a*'.repeat(90)}b`])('a'.repeat(5000))).toBe(false);
  });
});

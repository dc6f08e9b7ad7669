import fc from 'fast-check';
import { describe, test } from 'vitest';
import { privacyGate, type GateSettings } from '../../../server/src/engine/privacyGate.ts';
import { nameOf, purlOf, typeOf } from '../../../server/src/model/purl.ts';
import { CLEARANCES, corporateProxy, direct, ownRegistry, publicProxy, withToken } from './gateSettings.ts';

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
      strict: fc.boolean(),
      ownForge: fc.boolean(),
      trusted: fc.boolean(),
    })
    .map((one): GateSettings => ({
      foreignHost: () => undefined,
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
      strict: one.strict,
      ownForges: new Set(one.ownForge ? ['ghe.example.org'] : []),
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

  test('strict privacy: registries and nobody else, no forge and no repository either', () => {
    fc.assert(
      fc.property(anySettings, purl, fc.constantFrom('github.com', 'ghe.example.org'), (settings, one, host) => {
        const gate = privacyGate({ ...settings, strict: true });
        const [owner = '', name = ''] = nameOf(one).split('/');
        return (
          outward.every((clearance) => !gate.allows(one, clearance)) &&
          (typeOf(one) !== 'github' || !gate.allows(one, 'registry')) &&
          !gate.allowsRepository({ kind: 'repository', host, owner, name }, one)
        );
      }),
    );
  });

  test('strict privacy opens nothing', () => {
    fc.assert(
      fc.property(anySettings, purl, (settings, one) => {
        const [strict, standard] = [true, false].map((on) => privacyGate({ ...settings, strict: on }));
        return CLEARANCES.every(
          (clearance) => strict?.allows(one, clearance) !== true || standard?.allows(one, clearance) === true,
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

import { describe, expect, test } from 'vitest';
import { factStoreOver, isFresh, memoryFactStore, type Entry, type FactStore } from '../../../server/src/engine/factStore.ts';
import { realmsOf } from '../../../server/src/engine/factStore/realm.ts';
import { defineFact } from '../../../server/src/model/fact.ts';
import type { Missing } from '../../../server/src/model/fact.ts';
import { defineSource, failed, missing, observe, type Observation } from '../../../server/src/model/source.ts';
import type { PackageSubject, Subject, VersionSubject } from '../../../server/src/model/subject.ts';
import { emptyFolder, NOW, windowOn } from './folder.ts';

const nickname = defineFact<string>({ id: 'nickname', label: 'nickname', of: 'package', maxAgeHours: 12 });
const size = defineFact<number>({ id: 'size', label: 'size', of: 'package', maxAgeHours: 24 });
const initial = defineFact<string>({ id: 'initial', label: 'initial', of: 'version', maxAgeHours: 12 });
const nobody = { needs: [], maxBatch: 1, concurrency: 1, timeoutMs: 1000, covers: () => true } as const;
const invented = defineSource({
  ...nobody,
  id: 'invented',
  subject: 'package',
  clearance: 'registry',
  provides: [nickname, size],
  // eslint-disable-next-line @typescript-eslint/require-await -- never asked here: answers are recorded by hand
  async *collect() {
    return;
  },
});
/** Asks nobody. */
const local = defineSource({
  ...nobody,
  id: 'worked-out',
  subject: 'version',
  provides: [initial],
  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async *collect() {
    return;
  },
});

const ada: PackageSubject = { kind: 'package', purl: 'pkg:npm/ada' };
const firstAda: VersionSubject = { kind: 'version', purl: 'pkg:npm/ada', version: '1.0.0' };
const hour = (hours: number) => new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();
const here = { realmOf: () => '', isSignedIn: false };
const fact = (store: FactStore, key: { readonly id: string }, subject: Subject = ada, source = 'invented') =>
  store.entry(source, subject)?.facts.get(key.id);
const answer = (value: string, more: readonly Observation[] = []): readonly Observation[] => [
  observe(ada, nickname, value, 'https://example.org/ada'),
  ...more,
];

describe('a failure and what was known', () => {
  test('keeps the facts, says why and until when, and is fresh until then', () => {
    const store = memoryFactStore();
    store.record(invented, [ada], answer('Ada'), NOW);
    store.fail(invented, [ada], 'rate-limited', hour(13), hour(13.5));
    const entry = store.entry('invented', ada) as Entry;
    expect(entry).toMatchObject({ at: hour(13), failure: 'rate-limited', until: hour(13.5) });
    expect(fact(store, nickname)).toMatchObject({ value: 'Ada', from: { fetchedAt: NOW } });
    expect([13.4, 13.6].map((at) => isFresh(entry, invented.provides, hour(at)))).toEqual([true, false]);
  });

  test('an upstream that says "not this year" is asked again after a day', () => {
    const store = memoryFactStore();
    store.fail(invented, [ada], 'rate-limited', NOW, hour(24 * 365));
    const entry = store.entry('invented', ada) as Entry;
    expect([23, 25].map((at) => isFresh(entry, invented.provides, hour(at)))).toEqual([true, false]);
  });

  test('what is gone is gone', () => {
    const store = memoryFactStore();
    store.record(invented, [ada], answer('Ada', [{ kind: 'validator', subject: ada, validator: '"v1"' }]), NOW);
    store.fail(invented, [ada], 'not-found', hour(13));
    expect(store.entry('invented', ada)).toEqual({ at: hour(13), failure: 'not-found', facts: new Map() });
  });

  test('an answer that broke half-way keeps what it did not get to, and the rest is asked again within the hour', () => {
    const store = memoryFactStore();
    store.record(invented, [ada], answer('Ada', [observe(ada, size, 3, 'https://example.org/ada')]), NOW);
    store.record(invented, [ada], answer('Countess', [missing(ada, size, 'timeout')]), hour(30));
    expect(fact(store, nickname)).toMatchObject({ value: 'Countess' });
    expect(fact(store, size)).toMatchObject({ value: 3, from: { fetchedAt: NOW } });
    const entry = store.entry('invented', ada) as Entry;
    expect(entry.failure).toBeUndefined();
    expect([30.9, 31.1].map((at) => isFresh(entry, invented.provides, hour(at)))).toEqual([true, false]);
  });

  test('"unchanged" is to have read it all again', () => {
    const store = memoryFactStore();
    store.record(invented, [ada], answer('Ada', [{ kind: 'validator', subject: ada, validator: '"v1"' }]), NOW);
    store.record(invented, [ada], [{ kind: 'unchanged', subject: ada }], hour(13));
    expect(fact(store, nickname)).toMatchObject({ value: 'Ada', from: { fetchedAt: hour(13) } });
    expect(store.entry('invented', ada)?.validator).toBe('"v1"');
  });

  test('a clock that was put back does not make an entry fresh for ever', () => {
    const store = memoryFactStore();
    store.record(invented, [ada], answer('Ada'), hour(48));
    expect(isFresh(store.entry('invented', ada) as Entry, invented.provides, NOW)).toBe(false);
  });

  test('soft ages are spread by what the entry says', () => {
    const entry: Entry = { at: NOW, facts: new Map([['nickname', { state: 'unknown', why: 'not-served' }]]) };
    expect([0.9, 1, 1.1].map((spread) => isFresh({ ...entry, spread }, [nickname], hour(12)))).toEqual([false, true, true]);
  });
});

describe('what one session does not tell the next', () => {
  test.each(['offline', 'private', 'switched-off', 'unauthorized', 'timeout'] as const)(
    '%s: a window of its own affair; the next one asks, and sees the facts',
    async (why) => {
      const folder = emptyFolder();
      const first = windowOn(folder);
      const store = factStoreOver(first.entries, here);
      store.record(invented, [ada], answer('Ada'), NOW);
      store.fail(invented, [ada], why, hour(13));
      expect(store.entry('invented', ada)?.failure).toBe(why);
      await first.entries.flush();
      const next = factStoreOver(windowOn(folder).entries, here);
      expect(next.entry('invented', ada)?.failure).toBeUndefined();
      expect(fact(next, nickname)).toMatchObject({ value: 'Ada', from: { fetchedAt: NOW } });
      expect(isFresh(next.entry('invented', ada) as Entry, invented.provides, hour(13.1))).toBe(false);
    },
  );

  test.each(['not-found', 'malformed', 'too-large'] as const)(
    '%s is told, so that it is not asked by each in turn',
    async (why) => {
      const folder = emptyFolder();
      const first = windowOn(folder);
      factStoreOver(first.entries, here).fail(invented, [ada], why, NOW);
      await first.entries.flush();
      const entry = factStoreOver(windowOn(folder).entries, here).entry('invented', ada);
      expect(entry?.failure).toBe(why);
      expect([0.9, 1.1].map((at) => isFresh(entry as Entry, invented.provides, hour(at)))).toEqual([true, false]);
    },
  );

  test.each([
    [false, false, 'rate-limited', true],
    [false, true, undefined, false],
    [true, false, undefined, false],
    [true, true, undefined, false],
  ] as const)(
    'a rate limit met while signed in (%s) by one who is signed in (%s): the limit without a name is the machine’s',
    async (metBy, readBy, why, isWaited) => {
      const folder = emptyFolder();
      const first = windowOn(folder);
      const store = factStoreOver(first.entries, { ...here, isSignedIn: metBy });
      store.fail(invented, [ada], 'rate-limited', NOW, hour(0.5));
      expect(store.entry('invented', ada)).toMatchObject({ failure: 'rate-limited', until: hour(0.5) });
      await first.entries.flush();
      const entry = factStoreOver(windowOn(folder).entries, { ...here, isSignedIn: readBy }).entry('invented', ada);
      expect(entry?.failure).toBe(why);
      expect(entry !== undefined && isFresh(entry, invented.provides, hour(0.4))).toBe(isWaited);
    },
  );

  test('whether somebody is signed in is looked up when a limit is met: an editor tells of it after opening', async () => {
    const folder = emptyFolder();
    const first = windowOn(folder);
    const tokens = new Set<string>();
    const situation = {
      ...here,
      get isSignedIn() {
        return tokens.size > 0;
      },
    };
    const store = factStoreOver(first.entries, situation);
    tokens.add('of a person');
    store.fail(invented, [ada], 'rate-limited', NOW, hour(0.5));
    await first.entries.flush();
    expect(factStoreOver(windowOn(folder).entries, here).entry('invented', ada)?.failure).toBeUndefined();
  });

  test('a fact that this session could not get is no reason for the next not to ask', async () => {
    const folder = emptyFolder();
    const first = windowOn(folder);
    const validator: Observation = { kind: 'validator', subject: ada, validator: '"1"' };
    const seen = answer('Ada', [missing(ada, size, 'unauthorized'), validator]);
    factStoreOver(first.entries, here).record(invented, [ada], seen, NOW);
    await first.entries.flush();
    const next = factStoreOver(windowOn(folder).entries, here);
    expect(fact(next, size)).toBeUndefined();
    expect(isFresh(next.entry('invented', ada) as Entry, invented.provides, hour(0.1))).toBe(false);
    // else it would hear that nothing changed, and never what is missing
    expect(next.entry('invented', ada)?.validator).toBeUndefined();
  });

  test('what an ask brought before it failed is kept for all', () => {
    const shared = new Map<string, Entry>();
    factStoreOver(shared, here).record(invented, [ada], answer('Ada', [failed(ada, 'timeout')]), NOW);
    expect(fact(factStoreOver(shared, here), nickname)).toMatchObject({ value: 'Ada' });
  });

  test('what was learnt since counts more than an old setback', () => {
    const shared = new Map<string, Entry>();
    const [offline, online] = [factStoreOver(shared, here), factStoreOver(shared, here)];
    offline.fail(invented, [ada], 'offline', NOW);
    online.record(invented, [ada], answer('Ada'), hour(0.1));
    expect(offline.entry('invented', ada)?.failure).toBeUndefined();
    expect(fact(offline, nickname)).toMatchObject({ value: 'Ada' });
  });
});

describe('what is worked out on this machine', () => {
  const derive = (store: FactStore, now: string) =>
    store.record(local, [firstAda], [observe(firstAda, initial, 'A', 'https://example.org/ada', { via: 'invented' })], now);

  test('is never stored, and is as old as what it was worked out of', () => {
    const shared = new Map<string, Entry>();
    const store = factStoreOver(shared, here);
    store.record(invented, [ada], answer('Ada'), NOW);
    derive(store, hour(11));
    expect(fact(store, initial, firstAda, 'worked-out')).toMatchObject({
      value: 'A',
      from: { source: 'invented', fetchedAt: NOW },
    });
    expect([...shared.keys()]).toEqual(['invented package:pkg:npm/ada']);
  });

  test('is worked out anew as soon as that is another', () => {
    const store = memoryFactStore();
    store.record(invented, [ada], answer('Ada'), NOW);
    derive(store, hour(11));
    const isFreshAt = (hours: number) => isFresh(store.entry('worked-out', firstAda) as Entry, local.provides, hour(hours));
    expect(isFreshAt(11.1)).toBe(true);
    store.fail(invented, [ada], 'offline', hour(12));
    expect(isFreshAt(12)).toBe(true);
    store.record(invented, [ada], answer('Countess'), hour(12.1));
    expect(isFreshAt(12.1)).toBe(false);
    derive(store, hour(12.1));
    expect(isFreshAt(12.2)).toBe(true);
  });
});

describe('realms', () => {
  const go = { isPublicDefault: true, proxies: [] };
  const npmAt = (base: string) => ({
    registryFor: (name: string) =>
      name.startsWith('@acme/')
        ? { base, isPublicDefault: false }
        : { base: 'https://public.example.org', isPublicDefault: true },
  });
  const situation = (realmOf: (subject: Subject) => string) => ({ ...here, realmOf });
  const tool: PackageSubject = { kind: 'package', purl: 'pkg:npm/%40acme/tool' };

  test('a name at a registry of its own is another than at the next one; public names are one everywhere', () => {
    const shared = new Map<string, Entry>();
    const at = (base: string) => factStoreOver(shared, situation(realmsOf({ npm: npmAt(base), go, standIns: {} })));
    const mine = at('https://registry.example.org/mine');
    mine.record(invented, [tool], [observe(tool, nickname, 'mine', 'https://registry.example.org/mine')], NOW);
    mine.record(invented, [ada], answer('Ada'), NOW);
    const theirs = at('https://registry.example.org/theirs');
    expect(fact(theirs, nickname, tool)).toBeUndefined();
    expect(fact(theirs, nickname)).toMatchObject({ value: 'Ada' });
    expect([...shared.keys()].join()).not.toContain('registry.example.org');
  });

  test('what a server on this machine says in place of a public service is not said by the public service', () => {
    const shared = new Map<string, Entry>();
    const npm = npmAt('https://registry.example.org');
    const repository: Subject = { kind: 'repository', host: 'github.com', owner: 'acme', name: 'tool' };
    const proxies = [
      { kind: 'proxy', base: 'https://proxy.example.org', isPublicDefault: false, fallThrough: 'not-found' },
    ] as const;
    const plain = realmsOf({ npm, go, standIns: {} });
    const staged = realmsOf({ npm, go, standIns: { npm: 'http://127.0.0.1:4873' } });
    const ownProxy = realmsOf({ npm, go: { isPublicDefault: false, proxies }, standIns: {} });
    const module: Subject = { kind: 'package', purl: 'pkg:golang/example.org/mod' };
    factStoreOver(shared, situation(staged)).record(invented, [ada], answer('staged'), NOW);
    expect(fact(factStoreOver(shared, situation(plain)), nickname)).toBeUndefined();
    expect([plain(ada), plain(repository), plain(module), ownProxy(ada)]).toEqual(['', '', '', '']);
    expect(new Set([staged(ada), staged(repository)]).size).toBe(1);
    expect(ownProxy(module)).not.toBe('');
  });
});

test('every reason there is can be written', async () => {
  const reasons: readonly Missing[] = ['not-served', 'not-found', 'undated', 'unsupported', 'malformed', 'too-large'];
  const folder = emptyFolder();
  const first = windowOn(folder);
  const subjects = reasons.map((why): PackageSubject => ({ kind: 'package', purl: `pkg:npm/${why}` }));
  const store = factStoreOver(first.entries, here);
  for (const [index, subject] of subjects.entries())
    store.record(invented, [subject], [missing(subject, nickname, reasons[index] ?? 'pending')], NOW);
  await first.entries.flush();
  const next = factStoreOver(windowOn(folder).entries, here);
  expect(subjects.map((subject) => fact(next, nickname, subject))).toEqual(reasons.map((why) => ({ state: 'unknown', why })));
});

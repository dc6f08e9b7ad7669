import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../server/src/engine/factStore.ts';
import { fitting, readShard, shardText } from '../../../server/src/engine/factStore/shard.ts';
import { entryText, momentOf, providedBy, readEntry } from '../../../server/src/engine/factStore/shardText.ts';
import type { Fact } from '../../../server/src/model/fact.ts';
import { keyOf, nicknameIn, NOW, told } from './folder.ts';

const provided = providedBy(['nickname', 'size']);
const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('@'));
const fact = fc.oneof(
  fc.record({
    state: fc.constant('known' as const),
    value: fc.jsonValue({ depthSize: 'small' }).filter((value) => !JSON.stringify(value).includes('@') && !Object.is(value, -0)),
    from: fc.record({ source: text, url: text, fetchedAt: moment, asOf: text }, { requiredKeys: ['source', 'url', 'fetchedAt'] }),
  }),
  fc.record({ state: fc.constant('unknown' as const), why: fc.constantFrom('not-served', 'not-found', 'undated') }),
);
const entry = fc.record(
  {
    at: moment,
    facts: fc.dictionary(fc.constantFrom('nickname', 'size'), fact).map((facts) => new Map(Object.entries(facts))),
    failure: fc.constantFrom('not-found', 'malformed'),
    until: moment,
    validator: text,
  },
  { requiredKeys: ['at', 'facts'] },
) as unknown as fc.Arbitrary<Entry>;
/** As JSON holds it: a key `__proto__` of a value would be no key there. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const shown = ({ facts, ...rest }: Entry) => ({ ...rest, facts: plain(Object.fromEntries(facts)) });

describe('what is written is what is read', () => {
  test('every entry, as one line of ASCII', () => {
    fc.assert(
      fc.property(entry, (given) => {
        const line = entryText(given, provided);
        expect(line).toMatch(/^[\x20-\x7e]*$/);
        expect(momentOf(line)).toBe(given.at);
        expect(shown(readEntry(line, provided) ?? expect.fail())).toEqual(shown(given));
      }),
    );
  });

  test('every shard, whatever its keys are called; it is JSON for anybody', () => {
    const keys = fc.uniqueArray(
      fc.oneof(text, fc.constantFrom('a "quoted" one', 'back\\slash', 'new\nline', 'größe', '":{"at":"')),
    );
    fc.assert(
      fc.property(keys, (names) => {
        const lines = new Map(names.map((name) => [name, entryText(told(name), provided)]));
        const written = shardText(lines);
        expect(readShard(written)).toEqual(lines);
        expect(JSON.parse(written)).toMatchObject({ schema: 1 });
      }),
    );
  });

  test('a cut, a flipped or a missing byte never throws and never invents: what is read was written', () => {
    const lines = new Map(
      Array.from({ length: 5 }, (_, index) => [keyOf(`p${index}`), entryText(told(`name ${index}`), provided)]),
    );
    const whole = shardText(lines);
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.nat(whole.length - 1),
        fc.constantFrom('', '\0', '"', '\n', '}'),
        (at, end, byte) => {
          const damaged = whole.slice(0, Math.min(at, end)) + byte + whole.slice(Math.max(at, end));
          for (const [key, line] of readShard(damaged) ?? []) {
            const read = readEntry(line, provided);
            if (read && lines.get(key) === line) expect(nicknameIn(read)).toBe(`name ${key.slice(-1)}`);
          }
          // Where the cut spares whole rows, those rows are as they were.
          expect(
            [...(readShard(damaged) ?? [])].filter(([, line]) => [...lines.values()].includes(line)).length,
          ).toBeLessThanOrEqual(5);
        },
      ),
    );
  });
});

describe('what is not believed', () => {
  const lineWith = (change: (written: Record<string, unknown>) => unknown) =>
    JSON.stringify(change(JSON.parse(entryText(told('Ada'), provided)) as Record<string, unknown>));

  test('a fact no source provides any more is left out, the rest stays', () => {
    const line = lineWith(({ facts, ...rest }) => ({ ...rest, facts: { ...(facts as object), shoeSize: [0, 43] } }));
    expect([...(readEntry(line, provided)?.facts.keys() ?? [])]).toEqual(['nickname']);
  });

  test.each([
    ['a value without provenance', { size: [7, 1] }],
    ['a reason nobody gives', { size: 'because' }],
    ['something else', { size: { value: 1 } }],
  ])('%s costs that fact, and the entry is asked for anew', (_, odd) => {
    const line = lineWith(({ facts, ...rest }) => ({ ...rest, facts: { ...(facts as object), ...odd } }));
    const read = readEntry(line, provided);
    expect([...(read?.facts.keys() ?? [])]).toEqual(['nickname']);
    expect(read?.until).toBe(NOW);
  });

  test('an entry of a Mainstay that knew other facts is shown, and asked for anew', () => {
    const line = entryText(told('Ada', NOW, { validator: '"v1"' }), providedBy(['nickname']));
    expect(readEntry(line, provided)).toMatchObject({ until: NOW });
    expect(readEntry(line, provided)).not.toHaveProperty('validator');
  });

  test.each([
    ['at', 'yesterday'],
    ['from', {}],
    ['facts', []],
  ])('an entry whose %s is %j is none', (part, odd) => {
    expect(
      readEntry(
        lineWith((written) => ({ ...written, [part]: odd })),
        provided,
      ),
    ).toBeUndefined();
  });

  test('a shard of another schema, cut short, or of somebody else', () => {
    const whole = shardText(new Map([[keyOf('a'), entryText(told('Ada'), provided)]]));
    expect(readShard(whole)?.size).toBe(1);
    for (const text of [
      '',
      '{}',
      whole.replace('"schema":1', '"schema":2'),
      whole.slice(0, -1),
      '\0'.repeat(whole.length),
      `x${whole}`,
    ])
      expect(readShard(text)).toBeUndefined();
  });
});

test('no e-mail address is written, in whatever text it stood; versions and scopes are no addresses', () => {
  const notice = 'ask Jo.Doe+npm@mail.example.org or <a@b.example>; use @example/next@2.0.1, git over example@1';
  const line = entryText(told(notice), provided);
  expect(line).not.toMatch(/mail\.example|a@b|Jo\.Doe/);
  expect(nicknameIn(readEntry(line, provided))).toBe(
    'ask (e-mail address left out) or <(e-mail address left out)>; use @example/next@2.0.1, git over example@1',
  );
});

test.each(['core@2.0.0-next.canary', 'v1@v1.2.3-rc.beta'])('the tag %s is no e-mail address', (tag) => {
  const read = readEntry(entryText(told(tag), provided), provided) ?? expect.fail();
  expect(nicknameIn(read)).toBe(tag);
});

test('where not all fit, the oldest are left out', () => {
  const day = (index: number) => `2026-11-${String(index + 1).padStart(2, '0')}T00:00:00.000Z`;
  const lines = new Map(
    Array.from({ length: 20 }, (_, index) => [keyOf(`p${index}`), entryText(told('x'.repeat(100), day(index)), provided)]),
  );
  const size = shardText(lines).length;
  expect(fitting(lines, size + 200)).toBe(lines);
  const kept = fitting(lines, size / 2);
  expect(shardText(kept).length).toBeLessThanOrEqual(size / 2);
  expect(kept.size).toBeGreaterThan(7);
  expect([...kept.keys()]).toEqual([...lines.keys()].slice(-kept.size));
});

test('facts are made of what JSON can hold: no map, set, date or function in a value', () => {
  const facts: Fact<unknown> = { state: 'known', value: [1, null, { a: 'b' }], from: { source: 's', url: 'u', fetchedAt: NOW } };
  const read = readEntry(entryText({ at: NOW, facts: new Map([['size', facts]]) }, provided), provided);
  expect(read?.facts.get('size')).toEqual(facts);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Missing } from '../../../server/src/model/fact.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { failed, type Observation } from '../../../server/src/model/source.ts';
import { inPortions, type Portioning } from '../../../server/src/sources/github/portions.ts';
import { repo } from './asking.ts';

type Ask = Portioning<string>['ask'];
const about = (name: string): Observation => ({ kind: 'unchanged', subject: repo(`a/${name}`) });
const nameIn = ({ subject }: Observation) => ('name' in subject ? subject.name : '');
const tooLong = () => new UpstreamFailure('offline', '502', 502);

/** Asks about things; what was said, given up and asked. */
async function run(things: readonly string[], most: number, ask: Ask, more: Partial<Portioning<string>> = {}) {
  const asked: (readonly string[])[] = [];
  const said: string[] = [];
  const givenUp: Record<string, Missing> = {};
  const how: Portioning<string> = {
    most,
    signal: new AbortController().signal,
    giveUp: (thing, why, until) => [failed(repo(`a/${thing}`), why, until)],
    ...more,
    ask(some) {
      asked.push(some);
      return ask(some);
    },
  };
  for await (const one of inPortions(things, how)) {
    if (one.kind === 'failed') givenUp[nameIn(one)] = one.why;
    else said.push(nameIn(one));
  }
  return { asked, said, givenUp };
}

const all: Ask = (some) => Promise.resolve({ said: some.map(about), again: new Map() });
const atMost =
  (most: number): Ask =>
  (some) =>
    some.length > most ? Promise.reject(tooLong()) : all(some);
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `t${at}`);

describe('portions', () => {
  test('forty-five in three questions', async () => {
    const { asked } = await run(numbered(45), 20, all);
    expect(asked.map(({ length }) => length)).toEqual([20, 20, 5]);
  });

  test('halved until GitHub can do it, then kept so small', async () => {
    const { asked, said } = await run(numbered(40), 20, atMost(6));
    expect(asked.map(({ length }) => length)).toEqual([20, 10, 5, 5, 10, 5, 5, 5, 5, 5, 5]);
    expect(said).toEqual(numbered(40));
  });

  test('one thing that is too much alone does not make the others small for ever', async () => {
    const heavy: Ask = (some) => (some.includes('t3') ? Promise.reject(tooLong()) : all(some));
    const { asked, said, givenUp } = await run(numbered(100), 20, heavy);
    expect(givenUp).toEqual({ t3: 'offline' });
    expect(said).toHaveLength(99);
    expect(asked.length).toBeLessThan(20);
  });

  test('what is left out for want of room is asked again, the rest is kept', async () => {
    const partly: Ask = (some) =>
      Promise.resolve({
        said: some.slice(0, 8).map(about),
        again: new Map(some.slice(8).map((thing) => [thing, 'too-large' as const])),
      });
    const { asked, said } = await run(numbered(20), 20, partly);
    expect(asked.map(({ length }) => length)).toEqual([20, 6, 6]);
    expect([...said].sort()).toEqual([...numbered(20)].sort());
  });

  test('a lone thing is asked for less before it is given up', async () => {
    const askLess = (thing: string, why: Missing) => {
      expect(why).toBe('offline');
      return thing === 't1' ? Promise.reject(tooLong()) : Promise.resolve([about(thing)]);
    };
    const { said, givenUp } = await run(numbered(3), 20, atMost(0), { askLess });
    expect(said).toEqual(['t0', 't2']);
    expect(givenUp).toEqual({ t1: 'offline' });
  });

  test('where everything is too much, it is not the questions: three, and no more', async () => {
    const { asked, givenUp } = await run(numbered(100), 20, atMost(0));
    expect(Object.keys(givenUp)).toHaveLength(100);
    expect(asked.length).toBeLessThan(12);
  });

  test('a refusal ends it, with its reason and its end', async () => {
    const limit = new UpstreamFailure('rate-limited', 'limit', 403, '2026-11-21T13:00:00.000Z');
    const seen: Observation[] = [];
    let asked = 0;
    const how: Portioning<string> = {
      most: 20,
      signal: new AbortController().signal,
      giveUp: (thing, why, until) => [failed(repo(`a/${thing}`), why, until)],
      ask: (some) => (asked++ === 0 ? all(some) : Promise.reject(limit)),
    };
    for await (const one of inPortions(numbered(60), how)) seen.push(one);
    expect(asked).toBe(2);
    const lost = seen.filter((one) => one.kind === 'failed');
    expect(lost).toHaveLength(40);
    expect(lost[0]).toMatchObject({ why: 'rate-limited', until: '2026-11-21T13:00:00.000Z' });
  });

  test('nothing is asked after the ask was taken back', async () => {
    const taken = new AbortController();
    const { asked, givenUp } = await run(
      numbered(60),
      20,
      () => {
        taken.abort();
        return Promise.reject(new UpstreamFailure('timeout', 'given up'));
      },
      { signal: taken.signal },
    );
    expect(asked).toHaveLength(1);
    expect(Object.values(givenUp)).toEqual(Array.from({ length: 60 }, () => 'timeout'));
  });

  test('a fault of ours is not swallowed', async () => {
    await expect(run(['t'], 1, () => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
  });

  test('whatever is too much, everything is settled once, in a bounded number of questions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 119 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (count, most, room, heavy, answers) => {
          const isHeavy = new Set(heavy.map((at) => `t${at}`));
          const { asked, said, givenUp } = await run(numbered(count), most, (some) => {
            if (some.length > room || some.some((thing) => isHeavy.has(thing))) return Promise.reject(tooLong());
            const left = some.slice(answers);
            return Promise.resolve({
              said: some.slice(0, answers).map(about),
              again: new Map(left.map((one) => [one, 'too-large'])),
            });
          });
          expect([...said, ...Object.keys(givenUp)].sort()).toEqual([...numbered(count)].sort());
          expect(asked.length).toBeLessThanOrEqual(4 * count + 20);
        },
      ),
      { numRuns: 200 },
    );
  });
});

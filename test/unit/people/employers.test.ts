import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affiliationOf } from '../../../server/src/people/affiliation.ts';
import { affiliationsIn } from '../../../server/src/people/affiliations.ts';
import type { Author, Commit } from '../../../server/src/people/commit.ts';
import { activityIn } from '../../../server/src/people/count.ts';
import { sampledYear, wholeYear } from '../../../server/src/people/year.ts';
import { bundledCatalogue } from '../../../server/src/sources/catalogue/bundled.ts';
import { author, commits, commit, person, UNTIL } from './commits.ts';

const at = (login: string, domain: string): Author =>
  author({ login, email: `${login}@${domain}`, name: `${login} of the stories` });
const told = (given: readonly Commit[]) => affiliationsIn(wholeYear(given, { until: UNTIL }));

describe('for whom a year was made', () => {
  it('is told by the address of each commit: known are those of organisations that several people write from', () => {
    expect(
      told([
        ...commits(at('ada', 'works.example.org'), 6),
        ...commits(at('bob', 'example.org'), 3),
        ...commits(at('cy', 'firm.example.net'), 2),
        ...commits(at('dee', 'example.net'), 2),
        ...commits(at('eve', 'her-own.example.com'), 9),
        ...commits(at('flo', 'gmail.com'), 8),
        ...commits(author({ login: 'gus', email: '7+gus@users.noreply.github.com' }), 5),
      ]),
    ).toEqual({ until: UNTIL, commits: 35, known: 13, most: { domain: 'example.org', commits: 9, people: 2 } });
  });

  it('counts one human with two addresses at one organisation as one, who is no organisation', () => {
    const two = [at('ada', 'example.org'), { ...at('ada', 'labs.example.org'), login: 'ada' }];
    expect(told(two.flatMap((who) => commits(who, 6)))).toMatchObject({ commits: 12, known: 0, most: null });
  });

  it('leaves machines, merges and other years out, as the count of people does', () => {
    const merge = { ...commit(at('bob', 'example.org'), 3), parents: 2 };
    const bot = author({ login: 'updates[bot]', email: 'updates@example.org' });
    expect(
      told([...commits(at('ada', 'example.org'), 4), merge, ...commits(bot, 9), ...commits(at('bob', 'example.org'), 5, 400)]),
    ).toMatchObject({ commits: 4, known: 0, most: null });
  });

  it('names no foundation, no university and no tutorial', () => {
    const nobodies = ['apache.org', 'cs.stanford.edu', 'gmail.com'].flatMap((domain) => [
      ...commits(at('ada', domain), 3),
      ...commits(at('bob', domain), 3),
    ]);
    const made = ['root', 'ubuntu'].flatMap((name) =>
      commits(author({ email: `${name}@build.example.org`, name: `${name} of the machine` }), 3),
    );
    expect(told([...nobodies, ...made])).toMatchObject({ known: 0, most: null });
  });

  it('weighs the commits of a window that was read in part as the count of people does', () => {
    const windows = [
      {
        from: commit(person('x'), 60).at,
        until: commit(person('x'), 30).at,
        total: 4,
        commits: commits(at('ada', 'example.org'), 4, 31),
      },
      {
        from: commit(person('x'), 30).at,
        until: UNTIL,
        total: 100,
        commits: [...commits(at('bob', 'example.org'), 5), ...commits(at('cy', 'gmail.com'), 5, 7)],
      },
    ];
    expect(affiliationsIn(sampledYear(windows, { until: UNTIL }))).toEqual({
      until: UNTIL,
      commits: 104,
      known: 54,
      most: { domain: 'example.org', commits: 54, people: 2 },
    });
  });
});

describe('whatever the commits', () => {
  const domains = ['example.org', 'a.example.net', 'gmail.com', 'apache.org', 'example.com'];
  const authors = fc.record({ login: fc.constantFrom('ada', 'bob', 'cy', 'dee'), domain: fc.constantFrom(...domains) });
  const given = fc.array(
    fc
      .record({ who: authors, day: fc.integer({ min: -5, max: 400 }), parents: fc.integer({ min: 0, max: 2 }) })
      .map(({ who: { login, domain }, day, parents }) => ({ ...commit(at(login, domain), day), parents })),
    { maxLength: 60 },
  );
  const windows = fc.array(
    fc.record({ from: fc.constant(UNTIL), until: fc.constant(UNTIL), total: fc.nat(900), commits: given }),
    { maxLength: 12 },
  );

  it('employers are counted of the same commits as people, part of them at most, and by whole ones', () => {
    fc.assert(
      fc.property(windows, (some) => {
        const year = sampledYear(some, { until: UNTIL });
        const { commits: all, known, most } = affiliationsIn(year);
        expect(all).toBe(activityIn(year).commits);
        expect(known).toBeLessThanOrEqual(all);
        expect(most?.commits ?? 0).toBeLessThanOrEqual(known);
        expect(most === null).toBe(known === 0);
        if (most !== null) {
          expect(most.people).toBeGreaterThanOrEqual(2);
          expect(most.people).toBeLessThanOrEqual(activityIn(year).people);
        }
        for (const count of [all, known, most?.commits ?? 0]) expect(Number.isInteger(count)).toBe(true);
      }),
    );
  });

  it('their order does not matter, and no address is told', () => {
    const orders = given.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })),
    );
    fc.assert(
      fc.property(orders, ([one, other]) => {
        expect(told(other)).toEqual(told(one));
        expect(JSON.stringify(told(one))).not.toMatch(/@|ada|bob|cy|dee/);
      }),
    );
  });
});

it('no foundation of the bundled catalogue is a company', () => {
  const homes = bundledCatalogue.foundations.flatMap(({ home }) => (home === null ? [] : [new URL(home).hostname]));
  expect(homes.length).toBeGreaterThan(20);
  expect(homes.filter((host) => affiliationOf(`jane@${host.replace(/^www\./, '')}`) !== null)).toEqual([]);
});

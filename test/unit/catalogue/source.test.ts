import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foundation } from '../../../server/src/facts/repository.ts';
import type { Ask, Observation } from '../../../server/src/model/source.ts';
import type { RepositorySubject } from '../../../server/src/model/subject.ts';
import { bundledCatalogue } from '../../../server/src/sources/catalogue/bundled.ts';
import { matchRepository } from '../../../server/src/sources/catalogue/match.ts';
import { foundationCatalogue } from '../../../server/src/sources/foundationCatalogue.ts';

const repository = (owner: string, name: string, host = 'github.com'): RepositorySubject => ({
  kind: 'repository',
  host,
  owner,
  name,
});

/** The source touches no port: a bare list of subjects is all it takes. */
async function collect(...subjects: RepositorySubject[]): Promise<Observation[]> {
  const answers: Observation[] = [];
  for await (const answer of foundationCatalogue.collect({ subjects } as unknown as Ask<RepositorySubject>)) answers.push(answer);
  return answers;
}

describe('the foundation catalogue as a source', () => {
  test('answers every subject, in order, with the page and day of the list it rests on', async () => {
    const answers = await collect(
      repository('etcd-io', 'etcd'),
      repository('spf13', 'cobra'),
      repository('a', 'b', 'git.example.org'),
    );
    expect(answers).toMatchObject([
      {
        kind: 'value',
        key: foundation,
        value: { foundation: 'CNCF', stage: 'graduated' },
        url: 'https://github.com/cncf/landscape/blob/153d699bddf74038d21775b14d09052f62021441/landscape.yml',
        asOf: '2026-08-07',
      },
      { kind: 'value', value: null, url: 'https://github.com/spf13/cobra', asOf: bundledCatalogue.asOf },
      { kind: 'value', value: null, url: 'https://git.example.org/a/b' },
    ]);
  });

  test('covers every repository and needs nothing first', () => {
    const nothingKnown = { get: () => ({ state: 'unknown', why: 'pending' }) as const };
    expect(foundationCatalogue.covers(repository('a', 'b', 'gitlab.com'), nothingKnown)).toBe(true);
    expect(foundationCatalogue.needs).toEqual([]);
    expect(foundationCatalogue.clearance).toBeUndefined();
  });

  test('reads other forges by their own host: the same name elsewhere is another repository', () => {
    expect(
      matchRepository(bundledCatalogue, repository('finosfoundation/legend/financial-objects', 'cdm', 'gitlab.com')),
    ).toMatchObject({
      foundation: 'FINOS',
      via: 'repository',
    });
    expect(matchRepository(bundledCatalogue, repository('etcd-io', 'etcd', 'gitlab.com'))).toBeNull();
    expect(matchRepository(bundledCatalogue, repository('etcd-io', 'etcd', 'git.example.org'))).toBeNull();
  });
});

describe('matching', () => {
  const listed = Object.keys(bundledCatalogue.orgs)
    .map((owner) => repository(owner, 'anything'))
    .concat(
      bundledCatalogue.projects.flatMap((row) => {
        const [owner = '', name = ''] = (row[5][0] ?? '').split(' ')[0]?.split('/') ?? [];
        return owner !== '' && name !== '' && !owner.includes('.') ? [repository(owner, name)] : [];
      }),
    );

  test('does not care for case or a trailing .git', () => {
    const flipped = fc
      .constantFrom(...listed)
      .chain((one) => fc.tuple(fc.constant(one), fc.array(fc.boolean(), { maxLength: 30 }), fc.constantFrom('', '.git', '.GIT')));
    fc.assert(
      fc.property(flipped, ([one, upper, suffix]) => {
        const shout = (word: string) =>
          word.replace(/./g, (letter, at: number) => (upper[at] === true ? letter.toUpperCase() : letter));
        const found = matchRepository(bundledCatalogue, one);
        expect(found).not.toBeNull();
        expect(matchRepository(bundledCatalogue, { ...one, owner: shout(one.owner), name: shout(one.name) + suffix })).toEqual(
          found,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('never throws, whatever a repository is called', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('constructor', '__proto__', 'toString', '', '-', '--', 'apache', 'kafka-', '.git'),
    );
    fc.assert(
      fc.property(word, word, fc.oneof(fc.constant('github.com'), word), (owner, name, host) => {
        expect(() => matchRepository(bundledCatalogue, { host, owner, name })).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  test('an organisation never lends its stage', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(bundledCatalogue.orgs)), fc.stringMatching(/^zz[a-z]{8}$/), (owner, name) => {
        const found = matchRepository(bundledCatalogue, repository(owner, name));
        expect(found?.via).toMatch(/organisation$/);
        expect([found?.stage, found?.ended, found?.since]).toEqual([null, null, null]);
      }),
      { numRuns: 500 },
    );
  });
});

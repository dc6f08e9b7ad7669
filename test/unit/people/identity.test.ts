import { describe, expect, it } from 'vitest';
import type { Author } from '../../../server/src/people/commit.ts';
import { peopleOf } from '../../../server/src/people/identity.ts';
import { author } from './commits.ts';

const people = (given: readonly Partial<Author>[], aliases: readonly (readonly string[])[] = []): number =>
  new Set(peopleOf(given.map(author), aliases).personOf).size;

describe('one human is one', () => {
  it.each<[string, readonly Partial<Author>[]]>([
    [
      'the same account under another login',
      [
        { id: 'A', login: 'ada' },
        { id: 'A', login: 'ada-moved' },
      ],
    ],
    ['the same login in other capitals', [{ login: 'Ada' }, { login: 'ada' }]],
    ['the same e-mail in other capitals', [{ email: 'Ada@Example.org ' }, { email: 'ada@example.org' }]],
    ['a login and its noreply address', [{ login: 'Ada' }, { email: '12+ada@users.noreply.github.com' }]],
    ['a login and its old noreply address', [{ login: 'ada' }, { email: 'Ada@users.noreply.github.com' }]],
    ['an id and the noreply address of a former login', [{ id: '12' }, { email: '12+old@users.noreply.github.com' }]],
    [
      'two noreply addresses of one account',
      [{ email: '12+old@users.noreply.github.com' }, { email: '12+new@users.noreply.github.com' }],
    ],
    ["a noreply address of an enterprise server's", [{ login: 'ada' }, { email: '3+ada@users.noreply.git.example.org' }]],
    ["a noreply address of GitLab's", [{ login: 'ada' }, { email: '3-ada@users.noreply.gitlab.com' }]],
    [
      'the same full name',
      [
        { name: 'Ada Example', email: 'a@example.org' },
        { name: 'ada  example', email: 'b@example.org' },
      ],
    ],
    ['the same name without its accents', [{ name: 'Zoë Müller' }, { name: 'Zoe Muller' }]],
    [
      'a name of one word beside one account',
      [
        { name: 'Adalbert', login: 'ada' },
        { name: 'adalbert', email: 'b@example.org' },
      ],
    ],
    [
      'a chain of the above',
      [{ login: 'ada', email: 'a@example.org' }, { email: 'a@example.org', name: 'Ada Example' }, { name: 'Ada Example' }],
    ],
    ['commits that say nothing at all', [{}, {}, { name: ' ' }]],
  ])('%s', (_, given) => expect(people(given)).toBe(1));

  it.each<[string, readonly Partial<Author>[]]>([
    ['two logins', [{ login: 'ada' }, { login: 'bob' }]],
    ['a login that begins as a GitLab address does', [{ login: 'ada' }, { email: '3-ada@users.noreply.github.com' }]],
    [
      'the same short name',
      [
        { name: 'Ada', email: 'a@example.org' },
        { name: 'Ada', email: 'b@example.org' },
      ],
    ],
    [
      'the same name of one word beside two accounts',
      [
        { name: 'Alexander', login: 'a' },
        { name: 'alexander', login: 'b' },
      ],
    ],
    [
      'an address that git made up',
      [
        { name: 'Ada Example', email: 'root@localhost' },
        { name: 'Bob Example', email: 'root@localhost' },
      ],
    ],
    [
      'an address of a tutorial',
      [
        { login: 'ada', email: 'you@example.org' },
        { login: 'bob', email: 'you@example.org' },
      ],
    ],
    [
      'a name of a machine',
      [
        { name: 'Your Name', email: 'ada@example.org' },
        { name: 'Your Name', email: 'bob@example.org' },
      ],
    ],
    [
      'what the browser signed for two people',
      [
        { login: 'web-flow', name: 'Ada Example' },
        { login: 'web-flow', name: 'Bob Example' },
      ],
    ],
  ])('but two are two: %s', (_, given) => expect(people(given)).toBe(2));

  it('joins what the user says is one', () => {
    const given = [{ login: 'ada' }, { email: 'Ada@Example.org' }, { name: 'Lady Ada' }];
    expect(people(given)).toBe(3);
    expect(people(given, [['Ada', 'ada@example.org', 'lady ada']])).toBe(1);
  });
});

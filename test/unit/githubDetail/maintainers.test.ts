import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeownersIn } from '../../../server/src/sources/githubDetail/codeownersFile.ts';
import type { Listed } from '../../../server/src/sources/githubDetail/listed.ts';
import { maintainersIn } from '../../../server/src/sources/githubDetail/maintainersFile.ts';
import { ownersIn } from '../../../server/src/sources/githubDetail/ownersFile.ts';

/** Those listed, by what tells them apart. */
const told = (listed: readonly Listed[]) =>
  listed.map((one) => (one.kind === 'team' ? `team ${one.team}` : (one.login ?? one.email ?? one.name)));
const inFile = (text: string, path = 'MAINTAINERS.md') => told(maintainersIn(text, path));

describe('a MAINTAINERS file lists', () => {
  test('the items of a list, with accounts, addresses or profiles', () => {
    const text = `# Maintainers

Questions go to security@example.org, or ask in the chat. Our thanks go to @example-zoe for the logo.

- Ada Example (@example-ada), Example Inc.
* [Ben](https://github.com/example-ben) <ben@example.org>
1. Cleo Example <cleo@example.org>
- @example-dora
`;
    expect(inFile(text)).toEqual(['example-ada', 'example-ben', 'cleo@example.org', 'example-dora']);
  });

  test('one person a row of a table, whatever else the row links to', () => {
    const text = `| Name | GitHub | Company |
| --- | :---: | --- |
| Ada | [@example-ada](https://github.com/example-ada) | [@example-corp](https://github.com/example-corp) |
| Ben | example-ben | Example |
`;
    expect(inFile(text)).toEqual(['example-ada', 'example-ben']);
  });

  test('lines of names with addresses, as old projects write them', () => {
    expect(inFile('Ada Example <ada@example.org> (@example-ada)\nBen Example <ben@example.org>\n', 'MAINTAINERS')).toEqual([
      'example-ada',
      'ben@example.org',
    ]);
  });

  test('several accounts on one line', () => {
    expect(inFile('Maintainers: @example-ada, @example-ben and @example-cleo\n')).toEqual([
      'example-ada',
      'example-ben',
      'example-cleo',
    ]);
  });

  test('accounts by part of the project, and the one who has the rest', () => {
    const text =
      '@example-ada is the main maintainer, some parts have others:\n\n* `pot`\n  * `lid`: @example-ben, @example-cleo\n* `Makefile` and related build configuration: @example-dora, @example-ben\n';
    expect(new Set(inFile(text))).toEqual(new Set(['example-ada', 'example-ben', 'example-cleo', 'example-dora']));
  });

  test('names alone only where nobody is named otherwise', () => {
    expect(inFile('- Ada Example\n- Ben de Example\n- Review pull requests\n')).toEqual(['Ada Example', 'Ben de Example']);
    expect(inFile('- Ada Example\n- @example-ben\n')).toEqual(['example-ben']);
  });

  test.each(['## Emeritus', '## Emeritus Maintainers', '### Former', '## Past maintainers', 'Alumni\n------'])(
    'nobody under %j',
    (heading) => {
      const text = `# Maintainers\n\n- @example-ada\n\n${heading}\n\n- @example-kim\n\n#### Long ago\n\n- @example-lou\n\n# Reviewers\n\n- @example-ben\n`;
      expect(inFile(text)).toEqual(['example-ada', 'example-ben']);
    },
  );

  test('a team it does not resolve, as a team', () => {
    expect(inFile('- @example-org/keepers\n')).toEqual(['team example-org/keepers']);
  });

  test('no mailboxes of roles, and no packages', () => {
    expect(inFile('- security@example.org\n- kettle-maintainers@lists.example.org\n- uses `@example/kettle` to boil\n')).toEqual(
      [],
    );
  });

  test('in YAML and in TOML', () => {
    expect(
      inFile(
        'maintainers:\n  - name: Ada\n    github: example-ada\n  - github: "@example-ben"\nemeritus:\n  - github: example-kim\n',
        'MAINTAINERS.yaml',
      ),
    ).toEqual(['example-ada', 'example-ben']);
    expect(
      inFile('[people]\n\t[people.ada]\n\tName = "Ada"\n\tEmail = "ada@example.org"\n\tGitHub = "example-ada"\n', 'MAINTAINERS'),
    ).toEqual(['example-ada']);
  });
});

describe('an OWNERS file lists', () => {
  const aliases = 'aliases:\n  Keepers:\n    - example-cleo\n    - example-hal\n';

  test('approvers, those behind aliases among them, and no emeriti', () => {
    const text =
      'approvers:\n- example-ada\n- keepers # all of them\nreviewers:\n- example-ben\nemeritus_approvers:\n- example-kim\n';
    expect(told(ownersIn(text, aliases))).toEqual(['example-ada', 'example-cleo', 'example-hal']);
    expect(told(ownersIn(text, null))).toEqual(['example-ada', 'keepers']);
  });

  test('reviewers where there are no approvers', () => {
    expect(told(ownersIn('reviewers: [example-ben]\nlabels: [area/tea]\n', null))).toEqual(['example-ben']);
  });

  test('those of older words for the same', () => {
    expect(told(ownersIn('maintainers: [example-ada]\nreviewers: [example-ben]\nemeritus: [example-kim]\n', null))).toEqual([
      'example-ada',
    ]);
    expect(told(ownersIn('assignees:\n  - example-ada\n', null))).toEqual(['example-ada']);
  });

  test('those of patterns', () => {
    expect(
      told(ownersIn('filters:\n  ".*":\n    approvers: [example-ada]\n  "\\\\.go$":\n    approvers: [keepers]\n', aliases)),
    ).toEqual(['example-ada', 'example-cleo', 'example-hal']);
  });

  test('one a line in the plain style', () => {
    expect(
      told(
        ownersIn(
          '# who\nset noparent\nada@example.org\nexample-ben # tea\nper-file *.md=cleo@example.org\nfile://OTHER\n*\n',
          null,
        ),
      ),
    ).toEqual(['ada@example.org', 'example-ben']);
  });
});

test('a CODEOWNERS file names people and teams once each', () => {
  const text =
    '# All\n* @example-ada @Example-Org/Keepers\n/docs/ ida@example.org @example-ADA # words\n/no-owner/\n/with\\ space/ @example-ben\n[Section]\n';
  expect(told(codeownersIn(text))).toEqual(['example-ada', 'team example-org/keepers', 'ida@example.org', 'example-ben']);
});

test('reading a list never throws and is bounded', () => {
  const piece = fc.constantFrom(
    '- ',
    '| ',
    '@example-ada',
    ' <ada@example.org>',
    '\n',
    '# Emeritus\n',
    '---\n',
    'approvers:\n',
    '&a [*a]',
    ': ',
    '{',
    '\t',
    'github: ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      for (const listed of [inFile(text), inFile(text, 'maintainers.yml'), told(ownersIn(text, text)), told(codeownersIn(text))])
        expect(listed.length).toBeLessThan(501);
    }),
  );
  expect(inFile('- @example-ada\n'.repeat(3000)).length).toBe(500);
});

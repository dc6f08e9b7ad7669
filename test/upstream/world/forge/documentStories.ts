import { PERSON, someone } from './telling.ts';
import type { RepositoryStory, Work } from './telling.ts';
import { mergedChanges } from './threadTelling.ts';

const [ada, ben, cleo] = [someone('ada'), someone('ben'), someone('cleo')];
const steady: readonly Work[] = [
  { by: ada, from: 900, to: 12, every: 12 },
  { by: ben, from: 800, to: 20, every: 18 },
];

/** What invented repositories say of themselves and what GitHub says of them: documents, names, archival. */
export const DOCUMENT_STORIES: readonly RepositoryStory[] = [
  {
    name: 'example-org/archived',
    created: 1900,
    archived: 240,
    work: [{ by: ada, from: 1800, to: 260, every: 21 }],
    releases: [{ tag: 'v1.8.0', ago: 500, by: ada }],
    files: {
      'README.md':
        '# archived\n\nThis repository is archived. Use [@example/team](https://github.com/example-org/team) instead.\n',
      LICENSE: 'MIT\n',
    },
  },
  { name: 'example-org/disabled', created: 1000, disabled: true, work: steady },
  // Transferred to another owner, and renamed on the way.
  {
    name: 'example-next/new-name',
    formerNames: ['example-org/renamed'],
    created: 1200,
    work: steady,
    releases: [{ tag: 'v1.0.0', ago: 50, by: ada }],
  },
  // A fork with work of its own: it is new, the history in it is not.
  {
    name: 'example-org/forked',
    forkOf: 'example-org/team',
    created: 200,
    work: [
      { by: ada, from: 700, to: 210, every: 25 },
      { by: cleo, from: 195, to: 6, every: 9 },
    ],
    releases: [{ tag: 'v1.2.0-fork.1', ago: 90, by: cleo, prerelease: true }],
  },
  { name: 'example-org/mirror', mirror: true, created: 1000, work: steady },
  { name: 'example-org/empty', created: 30, work: [], licence: null },
  // Six are listed in three files; one of them still works here.
  {
    name: 'example-org/listed',
    created: 1700,
    work: [
      { by: ada, from: 1600, to: 8, every: 10 },
      { by: ben, from: 1500, to: 400, every: 12 },
      { by: cleo, from: 1400, to: 500, every: 15 },
    ],
    pulls: mergedChanges([cleo], [ada], 170, 10, 20),
    releases: [{ tag: 'v7.0.0', ago: 60, by: ada }],
    files: {
      'MAINTAINERS.md': [
        '# Maintainers',
        '',
        '| Name | GitHub | Company |',
        '| --- | --- | --- |',
        ...['ada', 'ben', 'cleo', 'hal', 'ida', 'jon'].map(
          (name) => `| ${name} | [@example-${name}](https://github.com/example-${name}) | Example |`,
        ),
        '',
        '## Emeritus',
        '',
        '- @example-kim',
        '',
      ].join('\n'),
      OWNERS:
        'approvers:\n  - example-ada\n  - example-maintainers\nreviewers:\n  - example-ben\nemeritus_approvers:\n  - example-kim\n',
      OWNERS_ALIASES: 'aliases:\n  example-maintainers:\n    - example-cleo\n    - example-hal\n',
      '.github/CODEOWNERS': '# Everything\n* @example-ada @example-org/keepers\n/docs/ ida@example.org\n',
      LICENSE: 'Apache-2.0\n',
    },
    licence: 'Apache-2.0',
  },
  // The maintainers' own word, in three ways.
  {
    name: 'example-org/insights',
    created: 1500,
    work: steady,
    files: {
      'SECURITY-INSIGHTS.yml': [
        'header:',
        '  schema-version: 2.0.0',
        "  last-updated: '2026-01-15'",
        'project:',
        '  name: insights',
        '  repositories:',
        '    - name: insights',
        '      url: https://github.com/example-org/insights',
        'repository:',
        '  url: https://github.com/example-org/insights',
        '  status: unmaintained',
        '  accepts-change-request: false',
        '',
      ].join('\n'),
    },
  },
  {
    name: 'example-solo/badge',
    owner: PERSON,
    created: 2400,
    work: [{ by: cleo, from: 2300, to: 480, every: 30 }],
    files: {
      'README.md': [
        '# badge',
        '',
        '[![Project Status: Inactive – The project has reached a stable, usable state but is no longer being actively developed.](https://www.repostatus.org/badges/latest/inactive.svg)](https://www.repostatus.org/#inactive)',
        '',
      ].join('\n'),
    },
  },
  {
    name: 'example-org/notice',
    created: 2000,
    work: [...steady, { by: ada, from: 100, to: 100, every: 1, paths: ['README.md'], headline: 'Say that only bugs are fixed' }],
    files: {
      'README.md': {
        text: '# notice\n\n> **Note:** this project is in maintenance mode: only security fixes are made, and no new features will be added.\n',
        since: 100,
      },
    },
  },
  // A package's own folder is one person's, while the repository is kept by three.
  {
    name: 'example-org/monorepo',
    created: 1600,
    work: [
      { by: ada, from: 1500, to: 3, every: 6, paths: ['packages/core/src/index.js'] },
      { by: ben, from: 1400, to: 5, every: 8, paths: ['packages/core/src/parse.js', 'packages/tool/src/index.js'] },
      { by: cleo, from: 1300, to: 9, every: 13, paths: ['packages/part/src/index.js'] },
    ],
    releases: [{ tag: '@example/part@2.0.0', ago: 40, by: cleo }],
    files: {
      'packages/part/package.json': '{ "name": "@example/part" }\n',
      'packages/core/package.json': '{ "name": "@example/core" }\n',
      'docs/README.md': '# monorepo\n',
    },
  },
  // The licence file was exchanged a year ago.
  {
    name: 'example-org/relicensed',
    created: 1500,
    licence: 'BUSL-1.1',
    work: [...steady, { by: ada, from: 365, to: 365, every: 1, paths: ['LICENSE'], headline: 'Change the licence' }],
    releases: [{ tag: 'v2.0.0', ago: 360, by: ada }],
    files: { LICENSE: { text: 'Example Software\n\nBusiness Source License 1.1\n\nTerms\n', since: 366 } },
  },
  // A Go module with a second one in a folder of it, tagged and never released.
  {
    name: 'example-org/kept',
    created: 1500,
    work: [
      { by: ada, from: 1400, to: 4, every: 9, paths: ['kept.go'] },
      { by: ben, from: 1300, to: 6, every: 11, paths: ['kept.go', 'sub/sub.go'] },
      { by: cleo, from: 1200, to: 8, every: 14, paths: ['other.go'] },
      { by: someone('dora'), from: 600, to: 10, every: 20, paths: ['sub/sub.go'] },
    ],
    tags: [
      { tag: 'v1.0.0', ago: 800 },
      { tag: 'v1.1.0', ago: 200 },
      { tag: 'sub/v0.3.0', ago: 150 },
      { tag: 'v1.2.0', ago: 33 },
    ],
    files: {
      'go.mod': 'module example.org/kept\n\ngo 1.22\n',
      'sub/go.mod': 'module example.org/kept/sub\n\ngo 1.22\n',
      LICENSE: 'MIT\n',
    },
  },
];

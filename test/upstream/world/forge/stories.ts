import { PERSON, someone } from './telling.ts';
import type { RepositoryStory } from './telling.ts';
import { answeredIssues, mergedChanges } from './threadTelling.ts';

const ada = someone('ada');
const ben = someone('ben');
const cleo = someone('cleo');
const dora = someone('dora');
const emil = someone('emil');
const fay = someone('fay');
const robot = { login: 'example-updates[bot]', email: '17+example-updates[bot]@users.noreply.github.com', bot: true };

/** Who works on invented repositories, and how: standings and rules about people. */
export const PEOPLE_STORIES: readonly RepositoryStory[] = [
  // Five share the work, three merge, questions are answered within a day.
  {
    name: 'example-org/team',
    created: 1500,
    work: [ada, ben, cleo, dora, emil].map((by, at) => ({
      by,
      from: 700 - at,
      to: 2 + at,
      every: 25 + at * 5,
      committer: 'web' as const,
    })),
    releases: [
      { tag: 'v1.0.0', ago: 600, by: ada },
      { tag: 'v1.1.0', ago: 300, by: ben },
      { tag: 'v1.2.0', ago: 20, by: cleo },
    ],
    files: {
      'README.md': '# team\n\nKept by five.\n',
      LICENSE: 'MIT\n',
      'GOVERNANCE.md': '# Governance\n\nDecisions are taken in the open.\n',
      'CONTRIBUTING.md': '# Contributing\n',
      'SECURITY.md': '# Security\n\nReport to security@example.org.\n',
      'MAINTAINERS.md': '# Maintainers\n\n- @example-ada\n- @example-ben\n- @example-cleo\n- @example-dora\n- @example-emil\n',
    },
    pulls: mergedChanges([dora, emil, fay], [ada, ben, cleo], 350, 5, 12),
    issues: answeredIssues([ada, ben], 600, 10, 30, 20),
  },
  // One person's work, who asks for funding; two others helped a little.
  {
    name: 'example-solo/one-person',
    owner: PERSON,
    created: 2000,
    work: [
      { by: ada, from: 1900, to: 3, every: 4 },
      { by: ben, from: 300, to: 100, every: 100 },
      { by: cleo, from: 280, to: 200, every: 80 },
    ],
    releases: [
      { tag: 'v3.0.0', ago: 200, by: ada },
      { tag: 'v3.1.0', ago: 17, by: ada },
    ],
    funding: [
      { platform: 'GITHUB', url: 'https://github.com/example-ada' },
      { platform: 'CUSTOM', url: 'https://example.org/sponsor' },
    ],
    files: {
      'README.md': '# one-person\n',
      LICENSE: 'MIT\n',
      '.github/FUNDING.yml': 'github: example-ada\ncustom: https://example.org/sponsor\n',
      'funding.json': `${JSON.stringify({
        version: 'v1.0.0',
        entity: { type: 'individual', role: 'maintainer', webpageUrl: { url: 'https://example.org' } },
        projects: [
          { guid: 'one-person', repositoryUrl: { url: 'https://github.com/example-solo/one-person' }, licenses: ['spdx:MIT'] },
        ],
        funding: {
          channels: [{ guid: 'sponsor', type: 'other', address: 'https://example.org/sponsor' }],
          plans: [],
          history: [],
        },
      })}\n`,
    },
    issues: answeredIssues([ada], 400, 8, 14, 60),
    pulls: mergedChanges([ben, cleo], [ada], 300, 100, 80),
  },
  // Two keep it between them.
  {
    name: 'example-org/pair',
    created: 1400,
    work: [
      { by: ada, from: 1300, to: 6, every: 9 },
      { by: ben, from: 1200, to: 11, every: 16 },
    ],
    releases: [{ tag: 'v0.9.0', ago: 120, by: ada }],
  },
  // Six commits in two months of the year; nothing for nine months.
  {
    name: 'example-org/fading',
    created: 2200,
    work: [
      { by: ada, from: 2100, to: 400, every: 20 },
      { by: ada, from: 330, to: 280, every: 10 },
    ],
    releases: [{ tag: 'v2.4.0', ago: 410, by: ada }],
    issues: [
      { by: fay, ago: 300 },
      { by: dora, ago: 200 },
      { by: emil, ago: 150 },
      { by: cleo, ago: 90 },
      { by: ben, ago: 40 },
    ],
    files: { 'README.md': '# fading\n', LICENSE: 'MIT\n' },
  },
  // Rests since three years, all that ships is released, and the owner still answers.
  {
    name: 'example-org/finished',
    created: 3600,
    work: [
      { by: ada, from: 3500, to: 1200, every: 15 },
      { by: ada, from: 500, to: 460, every: 40, paths: ['README.md', 'docs/usage.md'], headline: 'Say how it is used' },
      {
        by: ada,
        from: 90,
        to: 90,
        every: 1,
        paths: ['test/index.test.js', '.github/workflows/test.yml'],
        headline: 'Test on newer versions',
      },
    ],
    releases: [{ tag: 'v4.0.2', ago: 1190, by: ada }],
    issues: answeredIssues([ada], 650, 60, 100, 70),
    files: { LICENSE: 'MIT\n', 'package.json': '{ "name": "@example/finished", "files": ["src"] }\n' },
  },
  // Work that ships waits unreleased for more than a year.
  {
    name: 'example-org/unreleased',
    created: 1800,
    work: [
      { by: ada, from: 1700, to: 9, every: 30 },
      { by: ben, from: 600, to: 12, every: 35, paths: ['src/parse.js', 'docs/parse.md'] },
    ],
    releases: [{ tag: 'v1.9.0', ago: 620, by: ada }],
  },
  // Somebody first seen two years ago now does most of it; before that it was one person's.
  {
    name: 'example-org/new-lead',
    created: 2500,
    work: [
      { by: ada, from: 2400, to: 420, every: 10 },
      { by: dora, from: 700, to: 400, every: 60 },
      { by: dora, from: 350, to: 4, every: 7 },
      { by: ada, from: 300, to: 100, every: 100 },
    ],
    releases: [
      { tag: 'v5.0.0', ago: 430, by: ada },
      { tag: 'v5.1.0', ago: 12, by: dora },
    ],
  },
  // Begun two months ago.
  {
    name: 'example-org/begun',
    created: 60,
    work: [{ by: ben, from: 60, to: 1, every: 3 }],
    releases: [{ tag: 'v0.1.0', ago: 30, by: ben }],
  },
  // More than a hundred commits a year by thirty people, so that counts are sampled; a bot among them.
  {
    name: 'example-org/busy',
    created: 1100,
    work: [
      ...Array.from({ length: 30 }, (_, at) => ({ by: someone(`hand-${at}`), from: 720, to: at % 9, every: 11 + at })),
      { by: robot, from: 700, to: 1, every: 6, headline: 'Bump a dependency' },
      { by: ada, from: 700, to: 2, every: 9, merge: true, committer: 'web', headline: 'Merge pull request #1' },
    ],
    releases: [
      { tag: 'v8.0.0', ago: 100, by: ada },
      { tag: 'v9.0.0-beta.1', ago: 5, by: robot, prerelease: true },
    ],
    issues: answeredIssues([ada, ben], 300, 2, 3, 30),
    pulls: mergedChanges([fay, robot], [ada, ben, cleo], 300, 3, 3),
  },
  // One human with three addresses (one of them linked to no account), a bot, a release account and an agent.
  {
    name: 'example-org/many-hats',
    created: 900,
    work: [
      { by: someone('gus', 'gus@example.org'), from: 350, to: 5, every: 30 },
      { by: someone('gus', '41+example-gus@users.noreply.github.com'), from: 340, to: 4, every: 40 },
      { by: { ...someone('gus', 'GUS@example.org'), unlinked: true }, from: 300, to: 20, every: 70 },
      { by: robot, from: 360, to: 3, every: 10, headline: 'Bump a dependency' },
      {
        by: { login: 'example-release-bot', email: 'release-bot@example.org', bot: false },
        from: 300,
        to: 30,
        every: 45,
        headline: 'v1.0.0',
      },
      {
        by: { login: 'copilot-swe-agent[bot]', email: '198982749+Copilot@users.noreply.github.com', bot: true },
        from: 90,
        to: 10,
        every: 8,
      },
      { by: ben, from: 200, to: 15, every: 25 },
    ],
    releases: [{ tag: 'v1.0.0', ago: 30, by: { login: 'example-release-bot', email: 'release-bot@example.org', bot: false } }],
  },
  // Far more is asked than one person can answer.
  {
    name: 'example-org/overloaded',
    created: 1300,
    work: [{ by: ada, from: 1200, to: 7, every: 14 }],
    releases: [{ tag: 'v2.0.0', ago: 70, by: ada }],
    issues: Array.from({ length: 130 }, (_, at) => ({ by: someone(`asker-${at}`), ago: 5 + at * 2 })),
    pulls: Array.from({ length: 20 }, (_, at) => ({
      by: someone(`giver-${at}`),
      ago: 5 + at * 10,
      association: 'CONTRIBUTOR' as const,
    })),
  },
];

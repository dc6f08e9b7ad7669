import { account, daysBefore, habit, tell } from './storyTelling.ts';
import type { Story } from './storyTelling.ts';
import type { Iso, NpmPackage } from './world.ts';

const [ada, ben, cleo, dora] = [account('ada'), account('ben'), account('cleo'), account('dora')];
const POSTINSTALL = { postinstall: 'node setup.js' };

/** Invented npm packages, one story each; nothing here is about a real project. Ages are days before the world's `now`. */
const STORIES: readonly Story[] = [
  // Nothing to say: three publish, releases come, provenance stays.
  {
    name: '@example/steady',
    maintainers: [ada, ben, cleo],
    releases: habit(['1.0.0', '1.1.0', '1.2.0', '1.3.0', '2.0.0', '2.1.0'], 40, 120).map((told, at) => ({
      ...told,
      by: at % 2 === 0 ? ada : ben,
      attested: true,
    })),
  },
  // A release by an account whose first one came after 300 days of silence; its second does not clear it.
  {
    name: '@example/handover',
    maintainers: [ada, dora],
    releases: [
      ...habit(['1.0.0', '1.0.1', '1.1.0'], 330, 200).map((told) => ({ ...told, maintainers: [ada] })),
      { version: '1.1.1', ago: 30, by: dora },
      { version: '1.1.2', ago: 12, by: dora },
    ],
  },
  // From an account to a workflow with trusted publishing: a gain, not a new publisher.
  {
    name: '@example/trusted-publishing',
    releases: [
      ...habit(['3.0.0', '3.1.0'], 400, 180),
      { version: '3.2.0', ago: 60, trustedBy: 'oidc:example-0001', attested: true },
      { version: '3.3.0', ago: 15, trustedBy: 'oidc:example-0001', attested: true },
    ],
  },
  {
    name: '@example/deprecated',
    releases: [
      ...habit(['1.0.0', '1.1.0'], 900, 300).map((told) => ({
        ...told,
        deprecated: 'No longer kept; use @example/steady instead',
      })),
      { version: '1.2.0', ago: 500, deprecated: 'No longer kept; use @example/steady instead' },
    ],
  },
  {
    name: '@example/deprecated-version',
    releases: [
      { version: '2.0.0', ago: 300 },
      { version: '2.0.1', ago: 200, deprecated: 'Loses data on Windows; use 2.0.2 or later' },
      { version: '2.0.2', ago: 199 },
    ],
  },
  // An empty notice lifts a deprecation.
  {
    name: '@example/deprecation-lifted',
    releases: habit(['1.0.0', '1.0.1'], 100, 90).map((told) => ({ ...told, deprecated: '' })),
  },
  {
    name: '@example/unpublished',
    releases: [
      { version: '1.0.0', ago: 400 },
      { version: '1.0.2', ago: 90 },
    ],
  },
  { name: '@example/withdrawn', releases: habit(['0.1.0', '0.2.0'], 200, 50) },
  // The newest of the line is not attested where all before it were.
  {
    name: '@example/provenance-lost',
    releases: [
      ...habit(['4.0.0', '4.1.0', '4.2.0', '4.3.0'], 45, 60).map((told) => ({ ...told, attested: true })),
      { version: '4.3.1', ago: 5 },
    ],
  },
  {
    name: '@example/licence-closed',
    licence: 'Apache-2.0',
    releases: [...habit(['1.0.0', '1.1.0', '1.2.0'], 200, 150), { version: '2.0.0', ago: 50, licence: 'BUSL-1.1' }],
  },
  // 1.x rests for three years while 2.x is released.
  {
    name: '@example/line-ended',
    releases: [...habit(['1.0.0', '1.1.0', '1.1.1'], 1100, 60), ...habit(['2.0.0', '2.1.0', '2.2.0', '2.3.0'], 25, 240)],
  },
  { name: '@example/fresh', releases: [...habit(['1.0.0', '1.0.1'], 120, 100), { version: '1.0.2', ago: 1 }] },
  {
    name: '@example/install-script',
    releases: [...habit(['5.0.0', '5.1.0'], 200, 120), { version: '5.1.1', ago: 20, scripts: POSTINSTALL }],
  },
  { name: '@example/no-repository', repository: null, releases: habit(['0.9.0', '1.0.0'], 150, 100) },
  {
    name: '@example/funded',
    funding: [{ type: 'opencollective', url: 'https://example.org/collective/funded' }, 'https://example.org/sponsor'],
    releases: habit(['1.0.0', '1.1.0', '1.2.0'], 35, 80),
  },
  // A mirror that dates every version by its own fetch; deps.dev has the real dates.
  { name: '@example/mirrored', releases: habit(['1.0.0', '1.1.0', '2.0.0', '2.1.0'], 300, 400) },
  {
    name: '@example/in-a-monorepo',
    repository: { url: 'git+https://git.example.org/example/monorepo.git', directory: 'packages/in-a-monorepo' },
    releases: habit(['1.0.0', '1.0.1', '1.1.0'], 70, 60),
  },
  // Advisories: see advisoryStories.ts.
  {
    name: '@example/mended',
    releases: [
      { version: '1.0.0', ago: 700 },
      { version: '1.1.0', ago: 400 },
      { version: '1.2.0', ago: 280 },
      { version: '2.0.0', ago: 160 },
      { version: '1.2.1', ago: 150 },
      { version: '2.1.0', ago: 40 },
    ],
  },
  {
    name: '@example/open-advisory',
    releases: [
      { version: '1.0.0', ago: 300 },
      { version: '1.1.0', ago: 90 },
    ],
  },
  {
    name: '@example/taken-over',
    releases: [
      { version: '1.0.0', ago: 300 },
      { version: '1.0.1', ago: 31 },
      { version: '1.0.2', ago: 28 },
    ],
  },
  // Foreign text that must never be taken for markup or for commands to a terminal.
  {
    name: '@example/odd-words',
    releases: [
      { version: '1.0.0', ago: 80, deprecated: '[click](https://example.org) **now** <b>| \u001b[31mred\u001b[0m\nsecond line' },
    ],
  },
];

/** Packages developed in the invented repositories on GitHub; what there is to tell is told there. */
const ON_GITHUB: readonly Story[] = [
  ['team', 'example-org/team', 20],
  ['one-person', 'example-solo/one-person', 17],
  ['pair', 'example-org/pair', 120],
  ['fading', 'example-org/fading', 410],
  ['finished', 'example-org/finished', 1190],
  ['unreleased', 'example-org/unreleased', 620],
  ['new-lead', 'example-org/new-lead', 12],
  ['begun', 'example-org/begun', 30],
  ['busy', 'example-org/busy', 100],
  ['many-hats', 'example-org/many-hats', 30],
  ['overloaded', 'example-org/overloaded', 70],
  ['archived', 'example-org/archived', 500],
  ['disabled', 'example-org/disabled', 40],
  ['renamed', 'example-org/renamed', 50],
  ['forked', 'example-org/forked', 90],
  ['listed', 'example-org/listed', 60],
  ['insights', 'example-org/insights', 70],
  ['badge', 'example-solo/badge', 490],
  ['notice', 'example-org/notice', 130],
  ['relicensed', 'example-org/relicensed', 360],
  ['empty', 'example-org/empty', 25],
  ['repository-gone', 'example-org/gone', 60],
].map(([name, repository, ago]) => ({
  name: `@example/${name}`,
  maintainers: name === 'team' ? [ada, ben, cleo] : [ada],
  repository: { url: `git+https://github.com/${repository}.git` },
  releases: habit(['1.0.0', '1.1.0'], Number(ago), 40),
}));
const PART: Story = {
  name: '@example/part',
  maintainers: [ada, cleo],
  repository: { url: 'git+https://github.com/example-org/monorepo.git', directory: 'packages/part' },
  releases: habit(['1.9.0', '2.0.0'], 40, 90),
};

/** The stories as of a moment. */
export function npmStories(now: Iso): readonly NpmPackage[] {
  return [...STORIES, ...ON_GITHUB, PART].map((story) => turned(tell(story, now), now));
}

/** What a registry knows beside releases, in the stories that need it. */
function turned(told: NpmPackage, now: Iso): NpmPackage {
  switch (told.name) {
    case '@example/unpublished':
      return { ...told, unpublished: [{ version: '1.0.1', at: daysBefore(now, 100) }] };
    case '@example/withdrawn':
      return { ...told, withdrawnAt: daysBefore(now, 20) };
    case '@example/mirrored':
      return { ...told, ingestedAt: daysBefore(now, 10) };
    default:
      return told;
  }
}

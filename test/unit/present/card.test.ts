import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD_SECTIONS } from '../../../server/src/model/cardSections.ts';
import type { Assessment } from '../../../server/src/model/assessment.ts';
import { closerFacts } from '../../../server/src/present/cardFacts.ts';
import { cardMarkdown } from '../../../server/src/present/cardMarkdown.ts';
import { terminalReasons } from '../../../server/src/present/unknown.ts';
import { anyFacts } from '../assess/supposed.ts';
import {
  allUnknown,
  decliningYear,
  forgeUnknown,
  governance,
  healthy,
  lookedAt,
  monthly,
  monthsOf,
  NOW,
  onePersonsYear,
  restingYear,
  sampledYear,
  supposedCase,
  wellKept,
} from './cards.ts';
import { readChart, svgOf } from './readChart.ts';
import { readMarkdown } from './readMarkdown.ts';

const card = (...given: Parameters<typeof supposedCase>) => cardMarkdown(supposedCase(...given), { now: NOW, icons: false });

/** A card with its picture as a file of expectations holds it: what is drawn has files of its own. */
const drawnCard = (...given: Parameters<typeof supposedCase>) =>
  cardMarkdown(supposedCase(...given), { now: NOW, icons: false, pictures: true }).replace(/\(data:[^)]*\)/, '(picture)');

/** Facts of a closer look, not known for one reason. */
const unlooked = (why: string) => Object.fromEntries(closerFacts.map(({ id }) => [id, { unknown: why }]));

describe('whole cards', () => {
  test('a project in good order, governed by a foundation', async () => {
    await expect(card(healthy)).toMatchFileSnapshot('cards/healthy.txt');
  });

  test('nothing known: offline', async () => {
    await expect(card(allUnknown('offline'))).toMatchFileSnapshot('cards/offline.txt');
  });

  test('a private name', async () => {
    await expect(card(allUnknown('private'))).toMatchFileSnapshot('cards/private.txt');
  });

  test('not asked yet', async () => {
    await expect(card(allUnknown('pending'), { version: undefined })).toMatchFileSnapshot('cards/pending.txt');
  });

  test('deprecated, with a notice that would rather be a page', async () => {
    const notice = '# Moved!\n<img src=x> [here](https://example.org) | $(warning) `rm` \u202e www.example.org';
    const said = { ...healthy, foundation: null, deprecation: notice, 'version-deprecated': notice };
    await expect(card(said)).toMatchFileSnapshot('cards/deprecated.txt');
  });

  test('an archived repository of a project that lives', async () => {
    const rested = { ...governance, stage: null, ended: 'archived', since: '2025-03', parentStage: 'graduated' };
    await expect(card({ ...healthy, foundation: rested })).toMatchFileSnapshot('cards/archived-in-living-project.txt');
  });

  test('a Go module with a path of its own, found through its organisation', async () => {
    const facts = {
      repository: { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' }, how: 'go-get' },
      releases: monthly,
      latest: { version: 'v1.2.4', at: '2025-12-24T00:00:00.000Z' },
      'release-lines': [{ line: '1', newest: 'v1.2.4', at: '2025-12-24T00:00:00.000Z' }],
      deprecation: null,
      'version-published': '2025-11-24T00:00:00.000Z',
      'version-deprecated': null,
      'version-retracted': null,
      'version-licence': 'Apache-2.0',
      'version-advisories': ['GO-2025-0001', 'GHSA-aaaa-bbbb-cccc'],
      'version-attested': { unknown: 'unsupported' },
      'can-publish': { unknown: 'unsupported' },
      releasers: { unknown: 'unsupported' },
      funding: { unknown: 'unsupported' },
      foundation: { ...governance, stage: null, via: 'organisation', parentStage: 'graduated', since: null },
    };
    const target = { kind: 'registry', purl: 'pkg:golang/x.example.org/mod', range: 'v1.2.3' } as const;
    const registry = { source: 'pkg-go-dev', url: 'https://modules.example.org/x.example.org/mod' };
    await expect(card(facts, { dependency: { ecosystem: 'golang', target }, version: 'v1.2.3', registry })).toMatchFileSnapshot(
      'cards/go-vanity.txt',
    );
  });

  test('behind a mirror that strips what it serves', async () => {
    const { repository, releases, latest, 'release-lines': lines, 'version-licence': licence } = healthy;
    const facts = { repository, releases, latest, 'release-lines': lines, 'version-licence': licence, foundation: null };
    await expect(card(facts)).toMatchFileSnapshot('cards/stripped-mirror.txt');
  });

  test('dates that cannot be right', async () => {
    const undated = { unknown: 'undated' };
    const facts = { ...healthy, foundation: null, releases: undated, 'version-published': undated, 'release-lines': undated };
    await expect(card({ ...facts, latest: { version: '2.0.0', at: null } })).toMatchFileSnapshot('cards/undated.txt');
  });

  test('one account, no foundation, facts of a week ago', async () => {
    const facts = { ...healthy, foundation: null, 'can-publish': 1, releasers: [{ account: 'a', last: '2025-12-24' }] };
    const registry = { fetchedAt: '2026-01-03T00:00:00.000Z' };
    await expect(card(facts, { registry })).toMatchFileSnapshot('cards/one-account-stale.txt');
  });
});

const kept = { ...healthy, ...wellKept, ...lookedAt };

describe('cards of who keeps it alive', () => {
  test('many people under a foundation, counted from samples', async () => {
    await expect(drawnCard({ ...kept, activity: sampledYear })).toMatchFileSnapshot('cards/foundation.txt');
  });

  test('one person, who asks for money in several places', async () => {
    const months = onePersonsYear.months.concat(onePersonsYear.months);
    const facts = {
      ...kept,
      foundation: null,
      activity: onePersonsYear,
      'monthly-commits': monthsOf(
        months,
        months.map((commits) => Math.round(commits * 0.95)),
      ),
      'repository-owner': { kind: 'user', verified: null },
      documents: {},
      mergers: { merged: 31, people: 1, sampled: false },
      'listed-maintainers': { unknown: 'not-found' },
      newcomers: { came: 0, stayed: 0 },
      responsiveness: { ...lookedAt.responsiveness, sample: 12, answered: 7, firstResponseHours: 130 },
      'unreleased-work': { tag: 'v2.0.0', commits: 3, shipped: false, oldest: null },
      'funding-manifest': [
        { url: 'https://fund.example.org/x', type: 'other', verified: true },
        { url: 'https://elsewhere.example.org/x', type: 'bank', verified: false },
      ],
    };
    await expect(drawnCard(facts)).toMatchFileSnapshot('cards/one-person.txt');
  });

  test("a package's folder in a repository of a larger project, which slows down", async () => {
    const parent = {
      ...governance,
      stage: null,
      via: 'organisation',
      project: 'Kubernetes',
      foundation: 'CNCF',
      parentStage: 'graduated',
    };
    const home = { kind: 'repository', host: 'github.com', owner: 'example', name: 'x', path: 'packages/y' };
    const facts = {
      ...kept,
      foundation: parent,
      repository: { repository: home, how: 'declared' },
      activity: decliningYear,
      'monthly-commits': monthsOf([...decliningYear.months.map((commits) => commits + 2), ...decliningYear.months], []),
      'directory-activity': { ...restingYear, commits: 11, shares: [9, 2] },
    };
    await expect(drawnCard(facts)).toMatchFileSnapshot('cards/folder.txt');
  });

  test('little recent work, in the maintainers own words', async () => {
    const words = 'This project is in *maintenance mode* | bug fixes only <b>';
    const months = [9, 3, 0, 0, 4, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 2, 0, 0];
    const facts = {
      ...kept,
      'monthly-commits': monthsOf(months, months),
      foundation: null,
      activity: restingYear,
      'own-word': { status: 'maintenance-mode', words, file: 'README.md', since: '2024-05-02T00:00:00.000Z' },
      'repository-identity': { ...wellKept['repository-identity'], renamed: true, fullName: 'example-labs/x', forkOf: 'other/x' },
    };
    await expect(drawnCard(facts)).toMatchFileSnapshot('cards/own-word.txt');
  });

  test('archived by its owners', async () => {
    const archival = { archived: true, disabled: false, at: '2021-12-04T09:00:00.000Z' };
    const still = {
      ...restingYear,
      commits: 0,
      people: 0,
      active: 0,
      months: Array<number>(12).fill(0),
      shares: [],
      lastCommit: '2021-12-03',
    };
    const closed = {
      ...kept,
      foundation: null,
      archival,
      activity: still,
      'monthly-commits': monthsOf(Array<number>(24).fill(0), []),
    };
    await expect(drawnCard(closed)).toMatchFileSnapshot('cards/archived.txt');
  });

  test('nobody signed in: bulk services counted, each with its name and date', async () => {
    const facts = {
      ...healthy,
      ...forgeUnknown('unauthorized'),
      foundation: null,
      archival: wellKept.archival,
      'bulk-people': { committers: 29, commits: 1204, activeMaintainers: 2, othersShare: 0.29 },
      'recent-work': { commits: 12, issues: 3 },
    };
    await expect(drawnCard(facts)).toMatchFileSnapshot('cards/no-token.txt');
  });

  test('behind a rate limit', async () => {
    const facts = { ...healthy, ...forgeUnknown('rate-limited', '2026-01-10T14:32:00.000Z'), foundation: null };
    await expect(drawnCard(facts)).toMatchFileSnapshot('cards/rate-limited.txt');
  });

  test('offline, from the store, with dates', async () => {
    const at = { fetchedAt: '2026-01-07T08:00:00.000Z' };
    const facts = { ...healthy, ...wellKept, activity: sampledYear, 'version-advisories': { unknown: 'offline' } };
    await expect(drawnCard(facts, { registry: at, forge: at })).toMatchFileSnapshot('cards/from-store.txt');
  });
});

describe('every card', () => {
  const harmless = ['paragraph', 'text', 'escape', 'strong', 'link', 'table', 'list', 'list_item', 'space'];
  const months = fc.array(fc.oneof(fc.nat(99), fc.constantFrom(Number.NaN, -1, Infinity)), { maxLength: 24 });

  test('is harmless Markdown with https links and pictures of ours only, whatever the facts and whatever is shown', () => {
    let pictures = 0;
    const shown = fc.record({ icons: fc.boolean(), pictures: fc.boolean(), sections: fc.subarray([...CARD_SECTIONS]) });
    fc.assert(
      fc.property(anyFacts, months, shown, fc.string({ unit: 'binary' }), (facts, commits, how, version) => {
        const monthly = { 'monthly-commits': monthsOf(commits, commits) };
        const written = cardMarkdown(supposedCase({ ...facts, ...monthly }, { version }), { now: NOW, ...how });
        const { kinds, links, images } = readMarkdown(written);
        expect([...kinds].filter((kind) => ![...harmless, ...(how.pictures ? ['image', 'br'] : [])].includes(kind))).toEqual([]);
        expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
        expect(images.length).toBeLessThanOrEqual(1);
        for (const { address } of images) expect(() => readChart(svgOf(address))).not.toThrow();
        if (!how.icons) expect(written).not.toContain('$(');
        expect(written.length).toBeLessThan(12_000); // VS Code cuts at 100,000
        pictures += images.length;
      }),
      { numRuns: 200 },
    );
    expect(pictures).toBeGreaterThan(10);
  });

  test('with a hostile notice has neither image, HTML nor heading, and no link of the notice', () => {
    const notice = '![x](https://evil.example.org/x.svg) <b>x</b>\n# x\nhttps://evil.example.org $(flame)';
    const { kinds, links } = readMarkdown(card({ ...healthy, deprecation: notice, 'version-deprecated': notice }));
    expect([...kinds].filter((kind) => !harmless.includes(kind))).toEqual([]);
    expect(links.filter((link) => link.includes('evil'))).toEqual([]);
  });

  test('words that would be a picture, a command or a page of their own are words', () => {
    const words =
      '![x](data:image/svg+xml;base64,PHN2Zy8+) [run](command:workbench.action.quit) <img src="data:,x"> data:text/html,x';
    const said = { status: 'unmaintained', words, file: words, since: null };
    const facts = { ...kept, deprecation: words, 'own-word': said, 'forge-licence': words, activity: sampledYear };
    const written = cardMarkdown(supposedCase(facts, { version: words }), { now: NOW, icons: true, pictures: true });
    const { images, links, kinds } = readMarkdown(written);
    expect(images.map(({ address }) => readChart(svgOf(address)).outlined.length)).toEqual([24]);
    expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
    expect([...kinds].filter((kind) => ![...harmless, 'image', 'br'].includes(kind))).toEqual([]);
  });

  test('counts what it names: a closer look once it was taken, and of what is not known every word of the line', () => {
    const looks: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
      [{ ...kept, activity: sampledYear }, '17 of 17'],
      [{ ...healthy, ...wellKept, activity: sampledYear, ...unlooked('pending') }, '14 of 14'],
      [{ ...healthy, ...wellKept, activity: sampledYear, ...unlooked('unauthorized') }, '14 of 17'],
      [{ ...healthy, ...forgeUnknown('unauthorized') }, '11 of 17'],
      [{ ...healthy, repository: { unknown: 'not-found' }, ...forgeUnknown('not-found') }, '10 of 14'],
    ];
    for (const [facts, said] of looks) {
      const lines = card(facts).split('\n');
      expect(lines.at(-1)).toBe(`${said} facts known`);
      if (facts['repository'] !== healthy.repository) continue; // who keeps it is one word there
      const named = (lines.find((line) => line.startsWith('Not known: ')) ?? '')
        .replace('Not known: ', '')
        .replace(/ \([^)]*\\?\)/g, '');
      const [known = 0, needed = 0] = said.split(' of ').map(Number);
      expect(named === '' ? [] : named.split(/, | · /)).toHaveLength(needed - known);
    }
  });

  test('of one person says each number once below its headline: the finding has the shares', () => {
    const facts = {
      ...kept,
      foundation: null,
      activity: onePersonsYear,
      affiliations: { until: NOW, commits: 848, known: 848, most: null },
    };
    const rows = card(facts)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows.join('\n')).not.toMatch(/848|95 %|If the busiest stops/);
    expect(rows.find((row) => row.startsWith('| People'))).toContain(
      '3 active (5+ commits) of 6 people · commits in 12 of 12 months · Contributor Absence Factor 1',
    );
    const unfound = cardMarkdown(supposedCase(facts), { now: NOW, icons: false, sections: ['people', 'impact'] });
    expect(unfound).toContain('848 commits in 12 of 12 months');
    expect(unfound).toContain('5 % remains');
  });

  test('leads who owns it to the action for them where there is one, on its last line', () => {
    const last = (assessment: Assessment, more: object) =>
      cardMarkdown(assessment, { now: NOW, icons: false, ...more })
        .split('\n')
        .at(-1);
    const whole = supposedCase({ ...kept, activity: sampledYear });
    expect(last(whole, { hasOwnersAction: true })).toBe('17 of 17 facts known · this is about your project? See actions');
    expect(last(whole, {})).toBe('17 of 17 facts known');
    expect(last(whole, { hasOwnersAction: true, sections: ['coverage'] })).toBe('17 of 17 facts known');
    expect(last(whole, { hasOwnersAction: true, sections: ['links'] })).toBe('this is about your project? See actions');
    const own = supposedCase({}, { dependency: { target: { kind: 'local' } } });
    expect(last(own, { hasOwnersAction: true })).not.toContain('your project');
  });

  test('has a picture only for who can show one', () => {
    const assessment = supposedCase({ ...kept, activity: sampledYear });
    expect(readMarkdown(cardMarkdown(assessment, { now: NOW, icons: false, pictures: true })).images).toHaveLength(1);
    expect(cardMarkdown(assessment, { now: NOW, icons: false })).not.toMatch(/data:|commits a month/);
  });

  test('draws icons only for who can show them', () => {
    const assessment = supposedCase({ ...healthy, 'version-deprecated': 'gone' });
    expect(cardMarkdown(assessment, { now: NOW, icons: true })).toContain('- $(warning) Warning: ');
    expect(cardMarkdown(assessment, { now: NOW, icons: false })).not.toContain('$(');
  });

  test('says reasons as its reader can act on them: a terminal needs a token, and offline nobody was asked', () => {
    const written = (why: string, offline: boolean) =>
      cardMarkdown(supposedCase({ ...healthy, ...forgeUnknown(why) }), {
        now: NOW,
        icons: false,
        reasons: terminalReasons(offline),
      });
    expect(written('unauthorized', false)).toContain('(needs a GitHub token)');
    expect(written('offline', true)).toContain('(offline, nobody asked)');
    expect(written('offline', false)).toContain('(could not be reached)');
  });

  test("of the workspace's own nothing is counted as unknown", () => {
    expect(card(allUnknown('private'), { dependency: { target: { kind: 'local' } } })).toBe(
      '**Local dependency · nobody was asked**',
    );
  });

  test('a change of licence is dated where it is; what the forge has no name for the file names itself', () => {
    const runs = [
      { value: 'MPL-2.0', from: '1.0.0', to: '1.9.0', releases: 9 },
      { value: 'BUSL-1.1', from: '2.0.0', to: '2.0.0', releases: 1, since: '2024-06-01' },
    ];
    const facts = {
      ...healthy,
      'version-licence': 'MPL-2.0',
      'licence-runs': runs,
      'licence-file-names': [{ at: '2024-05-01T00:00:00Z', licences: ['RSALv2', 'SSPL-1.0'] }],
    };
    expect(card(facts)).toContain('| Licence | MPL-2.0 · BUSL-1.1 from 2.0.0 of 2024-06-01 · repository: RSALv2, SSPL-1.0 |');
    expect(card({ ...facts, 'forge-licence': 'MPL-2.0' })).toContain('| Licence | MPL-2.0 · BUSL-1.1 from 2.0.0 of 2024-06-01 |');
  });

  test('a version whose licence is not told is not given that of the newest', () => {
    const runs = [
      { value: 'ISC', from: '1.0.0', to: '1.9.0', releases: 9, since: NOW, until: NOW },
      { value: 'BlueOak-1.0.0', from: '2.0.0', to: '2.0.0', releases: 1, since: NOW, until: NOW },
    ];
    const facts = { ...healthy, 'version-licence': { unknown: 'not-found' }, 'licence-runs': runs };
    expect(card(facts)).toContain('| Licence | newest release: BlueOak-1.0.0 · ISC before 2.0.0 of 2026-01-10 |');
  });

  test('a list that names no foundation is no page about it', () => {
    expect(card({ ...healthy, foundation: null })).toContain('| no foundation known, as for most | foundation list 2025-12-01 |');
  });

  test('without a tag, what is unreleased has nothing to be compared with', () => {
    const facts = { ...healthy, ...wellKept, ...lookedAt, activity: sampledYear, 'unreleased-work': { unknown: 'not-found' } };
    expect(card(facts)).toContain('Not known: unreleased work (no tag to compare with)');
  });

  test('never names an account', () => {
    const releasers = [{ account: 'jane-doe-example', last: '2025-12-01' }];
    expect(card({ ...healthy, releasers })).not.toContain('jane');
  });
});

describe('what was read in part proves nothing', () => {
  const listed = { file: 'MAINTAINERS.md', listed: 12, matched: 12, active: 1 };
  test('of those listed at least so many are active, where not all that was done was read', () => {
    expect(card({ ...healthy, 'listed-maintainers': { ...listed, sampled: true } })).toContain('at least 1 of those active');
    expect(card({ ...healthy, 'listed-maintainers': { ...listed, sampled: false } })).not.toContain('at least 1 of those');
  });
  test('that none of the changes read was merged of late does not say that none was', () => {
    const none = 'no change request merged';
    expect(card({ ...healthy, mergers: { merged: 0, people: 0, sampled: true } })).not.toContain(none);
    expect(card({ ...healthy, mergers: { merged: 0, people: 0, sampled: false } })).toContain(none);
  });
});

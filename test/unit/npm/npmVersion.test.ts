import { describe, expect, test } from 'vitest';
import * as ofVersion from '../../../server/src/facts/version.ts';
import type { FactView } from '../../../server/src/model/fact.ts';
import type { Ask, Observation } from '../../../server/src/model/source.ts';
import type { VersionSubject } from '../../../server/src/model/subject.ts';
import { npmVersion } from '../../../server/src/sources/npmVersion.ts';
import { fullDocument, reduce, strippedDocument, viewOf, type Story } from './invented.ts';

const STORY: Story = [
  ['1.0.0', '2020-01-01', { deprecated: 'use 2.x' }],
  ['1.1.0', '2020-06-01', { deprecated: 'use 2.x', license: undefined }],
  ['2.0.0-rc.1', '2020-12-01'],
  ['2.0.0', '2021-01-01', { dist: { attestations: { url: 'x' } } }],
  ['2.1.0', '2026-06-14T10:00:00', { dist: { attestations: { url: 'x' } }, hasInstallScript: true }],
  ['3.0.0-beta.1', '2026-06-15'],
];
/** What no version of the story says anything special about. */
const ORDINARY = {
  'version-publisher': { account: 'ada', trusted: false },
  'version-access': 'not-found',
  'version-repository': { address: 'github.com/example/widget', how: 'declared' },
  'version-engine': null,
};
const full = viewOf(reduce(fullDocument(STORY, { 'dist-tags': { latest: '2.1.0' } })));

/** What is said of one version, by fact id: the value, or why it is unknown. */
async function about(version: string, view: FactView = full): Promise<Record<string, unknown>> {
  const seen: Observation[] = [];
  const subject: VersionSubject = { kind: 'version', purl: 'pkg:npm/%40example/widget', version };
  for await (const one of npmVersion.collect({ subjects: [subject], view: () => view } as unknown as Ask<VersionSubject>))
    seen.push(one);
  expect(seen.every(({ subject: of }) => of === subject)).toBe(true);
  return Object.fromEntries(
    seen.flatMap((one) => ('key' in one ? [[one.key.id, one.kind === 'value' ? one.value : one.why]] : [])),
  );
}

describe('a version', () => {
  test('is found among its package’s runs', async () => {
    expect(await about('1.0.0')).toEqual({
      'version-published': '2020-01-01',
      'version-deprecated': 'use 2.x',
      'version-licence': 'MIT',
      'version-attested': false,
      'version-install-scripts': { has: false, before: null },
      'version-retracted': null,
      ...ORDINARY,
    });
    expect(await about('2.1.0')).toEqual({
      'version-published': '2026-06-14T10:00:00Z',
      'version-deprecated': null,
      'version-licence': 'MIT',
      'version-attested': true,
      'version-install-scripts': { has: true, before: false },
      'version-retracted': null,
      ...ORDINARY,
    });
    expect(await about('2.0.0')).toMatchObject({ 'version-install-scripts': { has: false, before: false } });
  });

  test('carries the provenance of the registry’s facts', async () => {
    const seen: Observation[] = [];
    const subject: VersionSubject = { kind: 'version', purl: 'pkg:npm/widget', version: '1.0.0' };
    for await (const one of npmVersion.collect({ subjects: [subject], view: () => full } as unknown as Ask<VersionSubject>))
      seen.push(one);

    expect(seen).toContainEqual({
      kind: 'value',
      subject,
      key: ofVersion.versionDeprecated,
      value: 'use 2.x',
      url: 'https://npm.example.org/@example%2fwidget',
      via: 'npm-registry',
    });
  });

  test('without a stated licence has none that is known', async () => {
    expect(await about('1.1.0')).toMatchObject({ 'version-licence': 'not-found' });
  });

  test('that is a prerelease is not judged by runs of stable releases around it', async () => {
    expect(await about('2.0.0-rc.1')).toMatchObject({
      'version-deprecated': null,
      'version-published': 'too-large',
      'version-attested': 'not-found',
    });
    const between = viewOf(
      reduce(
        fullDocument([
          ['1.0.0', '2020-01-01'],
          ['1.1.0-rc.1', '2020-06-01'],
          ['1.1.0', '2021-01-01'],
        ]),
      ),
    );
    expect(await about('1.1.0-rc.1', between)).toMatchObject({
      'version-attested': 'too-large',
      'version-install-scripts': 'too-large',
    });
  });

  test('that does not exist, or is no version number, is not found', async () => {
    expect(await about('9.0.0')).toMatchObject({ 'version-deprecated': 'not-found', 'version-licence': 'not-found' });
    expect(await about('next')).toMatchObject({ 'version-deprecated': 'not-found' });
  });

  test('that was taken down is retracted, and has no other facts', async () => {
    const document = fullDocument(STORY) as { versions: Record<string, unknown> };
    delete document.versions['1.1.0'];

    const withdrawn = await about('1.1.0', viewOf(reduce(document)));
    expect(withdrawn).toEqual({
      'version-retracted': '',
      'version-published': 'not-found',
      'version-deprecated': 'not-found',
      'version-licence': 'not-found',
      'version-attested': 'not-found',
      'version-install-scripts': 'not-found',
      'version-publisher': 'not-found',
      'version-access': 'not-found',
      'version-repository': 'not-found',
      'version-engine': 'not-found',
    });
    expect(await about('1.0.0', viewOf(reduce(document)))).toMatchObject({ 'version-retracted': null });
  });

  test('is unknown for the reason its package’s facts are unknown', async () => {
    const shuffled: Story = STORY.map(
      ([version, , differs], at) => [version, `2024-0${String(((at * 5) % 7) + 1)}-01`, differs ?? {}] as const,
    );

    expect(await about('1.0.0', viewOf(reduce(strippedDocument(shuffled))))).toEqual({
      'version-published': 'undated',
      'version-deprecated': 'not-served',
      'version-licence': 'MIT',
      'version-attested': 'not-served',
      'version-install-scripts': { has: false, before: null },
      'version-retracted': 'not-served',
      'version-publisher': 'not-served',
      'version-access': 'not-served',
      'version-repository': { address: 'github.com/example/widget', how: 'declared' },
      'version-engine': 'not-served',
    });
  });

  test('was published by whoever is certain to have published it', async () => {
    const by = (name: string) => ({ _npmUser: { name } });
    const story: Story = [
      ['1.0.0', '2020-01-01', by('ada')],
      ['1.1.0', '2020-02-01', by('ada')],
      ['1.2.0', '2020-03-01', by('ada')],
      ['2.0.0', '2020-04-01', by('ben')],
      ['1.2.1', '2020-04-01', by('ada')],
      ['2.1.0-rc.1', '2020-05-01', by('cleo')],
      ['2.1.0', '2020-06-01', by('ben')],
    ];
    const view = viewOf(reduce(fullDocument(story)));
    const publisher = async (version: string) => (await about(version, view))['version-publisher'];
    expect(await publisher('1.1.0')).toEqual({ account: 'ada', trusted: false });
    expect(await publisher('2.1.0')).toEqual({ account: 'ben', trusted: false });
    expect(await publisher('2.1.0-rc.1')).toBe('too-large');
    expect(await publisher('1.1.7')).toBe('too-large'); // no such version
  });

  test('carries who could publish, where it was developed and what it runs on', async () => {
    const people = (...names: string[]) => ({ maintainers: names.map((name) => ({ name })) });
    const story: Story = [
      ['1.0.0', '2020-01-01', { ...people('ada', 'ben'), engines: { node: '>=18' } }],
      ['1.1.0', '2020-02-01', { ...people('ben', 'cleo'), repository: 'https://github.com/example/other' }],
      ['1.2.0', '2020-03-01', { ...people('ben', 'ada'), repository: 'somewhere at home' }],
    ];
    const view = viewOf(reduce(fullDocument(story)));
    const read = async (version: string) => {
      const facts = await about(version, view);
      return [facts['version-access'], facts['version-repository'], facts['version-engine']];
    };
    expect(await read('1.0.0')).toEqual([
      { accounts: 2, set: 0 },
      { address: 'github.com/example/widget', how: 'declared' },
      '>=18',
    ]);
    expect(await read('1.1.0')).toEqual([
      { accounts: 2, set: 1 },
      { address: 'github.com/example/other', how: 'declared' },
      null,
    ]);
    expect(await read('1.2.0')).toEqual([{ accounts: 2, set: 0 }, null, null]);
  });

  test('older than what was kept is unknown, not sound', async () => {
    const long: Story = Array.from({ length: 300 }, (_, n) => {
      const at = new Date(Date.parse('2015-01-01') + n * 10 * 86_400_000).toISOString().slice(0, 19);
      return [`1.${String(n)}.0`, at, { deprecated: n % 2 === 0 ? 'odd' : undefined }] as const;
    });

    const old = await about('1.1.0', viewOf(reduce(fullDocument(long))));
    expect(old).toMatchObject({ 'version-deprecated': 'too-large', 'version-published': 'too-large', 'version-licence': 'MIT' });
  });
});

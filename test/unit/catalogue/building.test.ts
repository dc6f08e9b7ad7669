import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../../../scripts/catalog/build.ts';
import { render } from '../../../scripts/catalog/compact.ts';
import { readLandscapeItems } from '../../../scripts/catalog/readLandscape.ts';
import { readAddress } from '../../../scripts/catalog/repositoryAddress.ts';
import { matchRepository } from '../../../server/src/sources/catalogue/match.ts';
import { BASE, ETCD, inputs, item, KUBERNETES, landscape, type SmallLists } from './smallLists.ts';

const UMBRELLA = 'upstream/jmertic__lf-landscape/landscape.yml';
const CNCF = 'upstream/cncf__landscape/landscape.yml';

function ask(lists: SmallLists, repository: string) {
  const [owner = '', name = ''] = repository.split('/');
  return matchRepository(build(inputs(lists)).file, { host: 'github.com', owner, name });
}

function listed(name: string, slug: string, group: string | null, repo: string, org?: string): string {
  const path = group === null ? '' : `            second_path:\n              - Project Group / ${group}\n`;
  const annotations =
    org === undefined ? '' : `\n              annotations:\n                project_org: https://github.com/${org}`;
  return item(
    name,
    { repo_url: `https://github.com/${repo}` },
    `${path}            extra:\n              lfx_slug: ${slug}${annotations}`,
  );
}

describe('addresses', () => {
  test.each([
    ['https://github.com/Etcd-IO/etcd.git', 'repository', 'etcd-io/etcd'],
    ['git+ssh://git@github.com/a/b.git', 'repository', 'a/b'],
    ['http://www.github.com/a/b/tree/main/docs?tab=readme#top', 'repository', 'a/b'],
    ['https://github.com/orgs/a/repositories', 'organisation', 'a'],
    ['https://github.com/a/', 'organisation', 'a'],
    ['https://gitlab.com/group/sub/project/-/tree/main', 'repository', 'gitlab.com/group/sub/project'],
  ])('%s is the %s %s', (text, kind, key) => {
    expect(readAddress(text)).toEqual({ kind, key });
  });

  test.each(['https://gerrit.example.org/r', 'https://github.com/topics/go', 'https://example.org/a/b', '', null, 7])(
    '%s is none',
    (text) => {
      expect(readAddress(text)).toBeNull();
    },
  );

  test('never make the reader throw, and come out in lower case', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((s) => `https://github.com/${s}`),
        ),
        (text) => {
          const found = readAddress(text);
          expect(found?.key ?? '').toBe((found?.key ?? '').toLowerCase());
        },
      ),
    );
  });
});

describe('landscapes', () => {
  test('an odd item costs itself only', () => {
    const yaml = landscape(
      '          - item:\n            homepage_url: https://example.org/',
      '          - just text',
      item('Kept', { project: 'sandbox', repo_url: 'null', crunchbase: '' }, '            additional_repos: nonsense'),
    );
    expect(readLandscapeItems(yaml).map(({ name }) => name)).toEqual(['Kept']);
  });

  test('only rows with a stage are the foundation’s: the rest is other people’s', () => {
    const stranger = item('Stranger', { repo_url: 'https://github.com/example/stranger' });
    const lists = { ...BASE, [CNCF]: landscape(KUBERNETES, ETCD, stranger) };
    expect(ask(lists, 'example/stranger')).toBeNull();
    expect(ask(lists, 'etcd-io/etcd')).toMatchObject({ stage: 'graduated', since: '2020-11-24' });
  });

  test('a stage word nobody reviewed stops the build, with what to do', () => {
    const lists = {
      ...BASE,
      [CNCF]: landscape(KUBERNETES, ETCD, item('New', { project: 'blossoming', repo_url: 'https://github.com/a/b' })),
    };
    expect(() => build(inputs(lists))).toThrow(/CNCF has the stage "blossoming", which relations.ts does not know/);
  });

  test('a group nobody reviewed stops the build too', () => {
    const lists = { ...BASE, [UMBRELLA]: landscape(listed('New', 'new', 'Brand New Fund', 'a/b')) };
    expect(() => build(inputs(lists))).toThrow(/"Brand New Fund" is not reviewed/);
  });
});

describe('sources that disagree', () => {
  test('the foundation’s own list beats the umbrella’s landscape, which still adds the organisation', () => {
    const row = listed('etcd', 'etcd', 'LF AI & Data', 'etcd-io/etcd', 'etcd-io');
    const lists = { ...BASE, [UMBRELLA]: landscape(row) };
    expect(ask(lists, 'etcd-io/etcd')).toMatchObject({ foundation: 'CNCF', stage: 'graduated', via: 'repository' });
    expect(ask(lists, 'etcd-io/raft')).toMatchObject({ foundation: 'CNCF', stage: null, parentStage: 'graduated' });
  });

  test('an umbrella’s row lends its organisation and claims no repository of its children', () => {
    const own = listed(
      'Open Container Initiative (OCI)',
      'oci',
      'The Linux Foundation',
      'opencontainers/image-spec',
      'opencontainers',
    );
    const child = listed('image-spec', 'image-spec', 'Open Container Initiative (OCI)', 'opencontainers/image-spec');
    const lists = { ...BASE, [UMBRELLA]: landscape(own, child) };
    expect(ask(lists, 'opencontainers/image-spec')).toMatchObject({ project: 'image-spec', via: 'repository' });
    expect(ask(lists, 'opencontainers/go-digest')).toMatchObject({ project: 'Open Container Initiative', via: 'organisation' });
  });

  test('a row with neither group nor organisation is too weak, unless it was looked at', () => {
    const lists = {
      ...BASE,
      [UMBRELLA]: landscape(
        listed('Rumour', 'rumour', null, 'example/rumour'),
        listed('Valkey', 'valkey', null, 'valkey-io/valkey'),
      ),
    };
    expect(ask(lists, 'example/rumour')).toBeNull();
    expect(ask(lists, 'valkey-io/valkey')).toMatchObject({ foundation: 'Linux Foundation', relation: 'hosts', stage: null });
  });

  test('a company’s organisation is refused as a rule whoever declares it', () => {
    const lists = { ...BASE, [UMBRELLA]: landscape(listed('Tool', 'tool', 'LF AI & Data', 'microsoft/tool', 'microsoft')) };
    expect(ask(lists, 'microsoft/tool')).toMatchObject({ foundation: 'LF AI & Data' });
    expect(ask(lists, 'microsoft/other')).toBeNull();
  });
});

test('the same lists give the same bytes, in whatever order their rows stand', () => {
  const there = render(build(inputs({ ...BASE, [CNCF]: landscape(KUBERNETES, ETCD) })).file);
  const back = render(build(inputs({ ...BASE, [CNCF]: landscape(ETCD, KUBERNETES) })).file);
  expect(there).toBe(back);
  expect(JSON.parse(there)).toMatchObject({ v: 1 });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCompact } from '../../../scripts/histories/compactFormat.ts';
import { readFolder } from '../../../scripts/histories/folder.ts';
import { readRecorded } from '../../../scripts/histories/recordedFormat.ts';
import { compactHistories } from '../../../scripts/world/repositories.ts';

/** Three people, one a machine; the second made most and is number 0. */
const recorded = {
  repo: 'example-org/invented',
  ecosystem: ['npm'],
  snapshot: { commit: 'x', date: '2020-05-01', observed_until: '2020-06-01', observed_day: 18_414 },
  pre2014: { commits: 7, authors: 2, first_day: 15_000 },
  authors: [
    { id: 'a0', bot: false, domain: null },
    { id: 'a1', bot: false, domain: 'vendor.example.org', spans: [['vendor.example.org', 16_100, 16_400, 2]] },
    { id: 'a2', bot: true, domain: null },
  ],
  commits: {
    day: [16_100, 16_100, 16_200, 16_300, 16_300],
    author: [1, 1, 0, 2, 1],
    committer: [1, -1, 1, 2, 1],
    lag: [0, 0, 40, 0, 1],
    merge: [0, 0, 0, 0, 1],
  },
  tags: [
    { name: 'v1.0.0', day: 16_200 },
    { name: 'v1.1.0-rc.1', day: 16_300 },
  ],
  tag_cols: null,
  releases: { semver: [2, 1], stable_days: [16_200] },
  license_history: [
    { day: 15_000, spdx: 'MIT' },
    { day: 16_250, spdx: 'RSALv2|SSPL-1.0' },
    { day: 16_260, spdx: 'Apache-2.0+MIT' },
    { day: 16_270, spdx: null },
  ],
  notice_history: [{ day: 16_280, keys: ['maintenance_mode'] }],
  governance: { security: true },
  pulls: { max_number: 3, by_month: { '2014-03': 2 } },
  modules: [{ dir: 'lib', commits: { day: [16_100], author: [1] } }],
  module_dirs: 1,
};

test('a history reads the same from the file it was recorded in and from the compact form it is compiled to', () => {
  const [compact] = inFolder({ 'example-org__invented.json': JSON.stringify(recorded) }, compactHistories);
  const history = readRecorded(JSON.stringify(recorded));

  expect(readCompact(compact?.text ?? '')).toEqual(history);
  expect(history).toMatchObject({
    repository: 'example-org/invented',
    observed: 18_414,
    before2014: { commits: 7, firstDay: 15_000 },
    licences: [{ words: 'MIT' }, { words: 'RSALv2|SSPL-1.0' }, { words: 'Apache-2.0+MIT' }, { words: null }],
    notices: [{ day: 16_280, keys: ['maintenance_mode'] }],
  });
  expect(history.commits.map(({ day, landed, parents, author }) => [day, landed, parents, author.id, author.email])).toEqual([
    [16_100, 16_100, 1, '0', 'person-0@vendor.example.org'],
    [16_100, 16_100, 1, '0', 'person-0@vendor.example.org'],
    [16_200, 16_240, 1, '1', null],
    [16_300, 16_300, 1, '2', null],
    [16_300, 16_301, 2, '0', 'person-0@vendor.example.org'],
  ]);
});

test.each([
  ['half a file', '{"repo":', /JSON/],
  ['another shape', '{"repo":"example-org/invented"}', /^snapshot: /],
  ['no owner/name', JSON.stringify({ ...recorded, repo: 'invented' }), /^repo: /],
  ['columns that do not match', JSON.stringify({ ...recorded, commits: { ...recorded.commits, lag: [0] } }), /different length/],
  [
    'an author who is not listed',
    JSON.stringify({ ...recorded, commits: { ...recorded.commits, author: [1, 1, 9, 2, 1] } }),
    /commits\.author\.2/,
  ],
])('%s is named in one line and the others are read', (_, text, problem) => {
  const { histories, malformed } = inFolder(
    {
      'example-org__invented.json': JSON.stringify(recorded),
      'example-org__broken.json': text,
      'famous.json': 'no history by its name',
    },
    readFolder,
  );

  expect(histories.map(({ repository }) => repository)).toEqual(['example-org/invented']);
  expect(malformed.map(({ file }) => file)).toEqual(['example-org__broken.json']);
  expect(malformed[0]?.problem).toMatch(problem);
  expect(malformed[0]?.problem).not.toContain('\n');
});

test.each([
  ['without sections', 'repository example-org/invented\n', /"tags" and "commits"/],
  ['without a day it was read', 'repository example-org/invented\nbefore2014 0 0\ntags\ncommits\n', /"observed"/],
  [
    'with a word that is no commit',
    'repository a/b\nobserved 2020-01-01\nbefore2014 0 0\ntags\ncommits\ncf0 0 ?\n',
    /"\?" is no commit/,
  ],
])('a compact history %s is refused', (_, text, problem) => {
  expect(() => readCompact(text)).toThrow(problem);
});

function inFolder<T>(files: Readonly<Record<string, string>>, read: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-histories-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return read(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

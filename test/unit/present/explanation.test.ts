import { describe, expect, test } from 'vitest';
import { dependencyDocument, findingsDocument, ownersDocument } from '../../../server/src/present/explanation.ts';
import { allUnknown, forgeUnknown, healthy, lookedAt, NOW, sampledYear, supposedCase, wellKept } from './cards.ts';
import { readMarkdown } from './readMarkdown.ts';

const options = { file: 'package.json', now: NOW };
const whole = (facts: Readonly<Record<string, unknown>>, more: Parameters<typeof supposedCase>[1] = {}) =>
  dependencyDocument(supposedCase(facts, more), options);

describe('a dependency as a document', () => {
  test('has the whole card whatever a reader chose for hovers, then what is not known, then every page', () => {
    const { title, markdown } = whole({ ...healthy, ...wellKept, ...lookedAt, activity: sampledYear });
    expect(title).toBe('@example/x');
    expect(markdown).toContain('| What | Known | Source |');
    expect(markdown).not.toMatch(/^\|(?: \|)+$/m); // a screen reader reads the heads of columns
    expect(markdown).toMatch(/^# \\@example\/x \^1\.0\.0|^# \\@example\/x \\\^1\.0\.0/);
    expect(markdown).toContain('In package.json, as of 2026-01-10.');
    expect(markdown.split('\n').filter((line) => line.startsWith('## '))).toEqual([
      '## Not known',
      '## Pages',
      '## If this is your project',
    ]);
    const { links } = readMarkdown(markdown);
    expect(links).toContain('https://github.com/example/x/contribute'); // which a card has no room for
  });

  test('says of each fact why it is not known, those of one reason together', () => {
    const { markdown } = whole({ ...healthy, ...forgeUnknown('unauthorized') });
    const reasons = markdown.split('## Not known')[1]?.split('## Pages')[0] ?? '';
    expect(reasons).toMatch(/^- needs GitHub sign\\?-in: .*archived, .*active people.*\.$/m);
    expect(reasons).toMatch(/\d+ of the \d+ facts a card counts are known\./);
    const lines = reasons.split('\n').filter((line) => line.startsWith('- '));
    expect(reasons).toMatch(/What helps: sign in to GitHub, or give a token\.$/m);
    expect(new Set(lines.map((line) => line.split(':')[0])).size).toBe(lines.length);
  });

  test('says why no standing is given, and nothing of it where one is', () => {
    const facts = { ...healthy, ...wellKept, ...lookedAt, activity: sampledYear };
    const unread = whole({ ...facts, archival: { unknown: 'not-served' } }).markdown;
    expect(unread).toContain('counts are known. Not enough for a standing: whether its owners ended it is not known.');
    expect(whole(facts).markdown).not.toContain('standing');
  });

  test('without a repository what its forge would tell is said once', () => {
    const { markdown } = whole({ 'can-publish': 3 });
    expect(markdown.match(/no repository is known/g)).toHaveLength(1);
  });

  test('tells the owner where each value is read from and where it changes, by what the package is of', () => {
    const known = { ...healthy, ...wellKept, ...lookedAt, activity: sampledYear };
    const rowsOf = (markdown: string) =>
      (markdown.split('## If this is your project')[1] ?? '').split('\n').filter((line) => line.startsWith('| '));
    const npm = rowsOf(whole(known).markdown);
    expect(npm[0]).toBe('| Value | Read from | Where you change it |');
    expect(npm.join('\n')).toMatch(/^\| Funding \| \[npm\].*\[GitHub\].*`FUNDING\.yml`, `funding` in package\.json/m);
    expect(npm.join('\n')).toContain('Example Foundation’s own list: example/list list.yml');
    const go = rowsOf(whole(known, { dependency: { ecosystem: 'golang' } }).markdown).join('\n');
    expect(go).toContain('`// Deprecated:`');
    expect(go).not.toMatch(/npm `|package\.json|Provenance|Who can publish/);
    const unknown = rowsOf(whole(forgeUnknown('unauthorized')).markdown).join('\n');
    expect(unknown).toMatch(/^\| People \| not known \| commits on the default branch/m);
  });

  test('alone for the owner, and nothing where nobody was asked', () => {
    const { markdown } = ownersDocument(supposedCase({ ...healthy, ...wellKept }), { now: NOW }) ?? expect.fail('no document');
    expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toEqual(['# \\@example/x', '## If this is your project']);
    expect(ownersDocument(supposedCase({}, { dependency: { target: { kind: 'local' } } }), { now: NOW })).toBeUndefined();
    const hidden = supposedCase(allUnknown('private'));
    expect(ownersDocument(hidden, { now: NOW })).toBeUndefined();
  });

  test('of what is the workspace’s own says that nobody is asked, and counts nothing', () => {
    const { markdown } = whole({}, { dependency: { target: { kind: 'local' }, requirement: null } });
    expect(markdown).not.toContain('Not known');
    expect(markdown).not.toContain('Pages');
  });

  test('foreign words are no markup in it', () => {
    const name = '# <b>[x](https://evil.example.org)';
    const { markdown } = whole({ deprecation: '\n# Heading\n<script>' }, { dependency: { name, requirement: '`*' } });
    expect(markdown.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
    expect(markdown).not.toMatch(/(?<!\\)<(?:b|script)>/);
    expect(readMarkdown(markdown).links).not.toContain('https://evil.example.org');
  });
});

test('findings of a manifest: a heading for each dependency, its decisive line, what was found', () => {
  const one = supposedCase({ ...healthy, deprecation: 'use another' });
  const two = supposedCase({ ...healthy, archival: { archived: true, disabled: false, at: '2024-02-03' } });
  const { title, markdown } = findingsDocument([one, two], options);
  expect(title).toBe('Findings in package.json');
  expect(markdown).toContain('2 findings in 2 dependencies, as of 2026-01-10.');
  expect(markdown.match(/^## \\@example\/x$/gm)).toHaveLength(2);
  expect(markdown.match(/^- Warning: .*\((?:deprecated|archived)\)$/gm)).toHaveLength(2);
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CARD_SECTIONS, type CardSection } from '../../../server/src/model/cardSections.ts';
import { cardMarkdown } from '../../../server/src/present/cardMarkdown.ts';
import { viewOver } from '../assess/supposed.ts';
import { healthy, lookedAt, NOW, sampledYear, supposedCase, wellKept } from './cards.ts';
import { readMarkdown, readTable } from './readMarkdown.ts';

describe('a reader chooses', () => {
  const facts = {
    ...healthy,
    ...wellKept,
    ...lookedAt,
    activity: sampledYear,
    'own-word': { status: 'maintenance-mode', words: 'bug fixes only', file: 'README.md', since: null },
    'version-deprecated': 'gone',
    'version-advisories': { unknown: 'offline' },
  };
  const before = { version: '1.0.0', facts: viewOver({ ...facts, 'version-licence': 'ISC' }) };
  const written = (sections: readonly CardSection[]) =>
    cardMarkdown({ ...supposedCase(facts), before }, { now: NOW, icons: false, pictures: true, sections });
  const whole = written(CARD_SECTIONS);

  test('nothing, and has the headline', () => {
    expect(written([])).toBe(whole.split('\n')[0]);
  });

  test.each(CARD_SECTIONS)('%s: it comes and goes, and nothing else does but pages that a row showed', (section) => {
    const without = written(CARD_SECTIONS.filter((one) => one !== section));
    expect(without.length).toBeLessThan(whole.length);
    const alone = written([section]);
    expect(alone.length).toBeGreaterThan(written([]).length);
    expect(alone.startsWith(`${written([])}\n\n`)).toBe(true);
  });

  test('links without the rows, and has the pages that those led to', () => {
    const { links } = readMarkdown(written(['links']));
    expect(links).toEqual(
      expect.arrayContaining([
        'https://opencollective.example.org/x',
        'https://example.org/join',
        'https://github.com/example/x',
      ]),
    );
    expect(new Set(links).size).toBe(links.length);
  });

  test('all, and finds each page of funding, foundation, contributing and the repository once', () => {
    const { links } = readMarkdown(whole);
    const pages = [
      'https://opencollective.example.org/x',
      'https://github.com/sponsors/example',
      'https://example.org/join',
      'https://github.com/example/x/blob/HEAD/docs/CONTRIBUTING%20guide.md',
    ];
    expect(pages.map((page) => links.filter((link) => link === page).length)).toEqual([1, 1, 1, 1]);
  });

  test('what to see in an order of the card, not of the choice', () => {
    expect(written(['coverage', 'people', 'findings'])).toBe(written(['findings', 'people', 'coverage']));
  });
});

describe('short enough to stand beside other hovers', () => {
  const folder = new URL('cards/', import.meta.url);
  // Ten where all is known; one more for a folder of its own.
  test.each(readdirSync(folder))('%s: at most eleven rows and 2,000 characters to read', (file) => {
    const written = readFileSync(new URL(file, folder), 'utf8');
    if (written.includes('| | | |')) expect(readTable(written).length).toBeLessThanOrEqual(11);
    expect(readMarkdown(written).words.length).toBeLessThanOrEqual(2_000);
  });
});

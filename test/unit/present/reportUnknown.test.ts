import { describe, expect, test } from 'vitest';
import { terminalReasons } from '../../../server/src/present/unknown.ts';
import { lineOf, pageOf, wordsOf } from './reportPage.ts';

// What nobody knows is not told as none.
const dark = lineOf('@acme/secret', { foundation: { unknown: 'private' }, archival: { unknown: 'private' } });
const bare = lineOf('bare', { foundation: null });
const away = lineOf('away', { foundation: null, archival: { unknown: 'offline' }, activity: { unknown: 'offline' } });

describe('where nothing is known', () => {
  test('neither foundations nor findings are said to be none', () => {
    const page = pageOf([dark]);
    expect(wordsOf(page)).toContain('Whether a foundation stands behind any of them is not known.');
    expect(wordsOf(page, 'foundations')).toBe(
      'Foundations that carry you Whether a foundation stands behind any of them is not known.',
    );
    expect(wordsOf(page, 'findings')).toBe('Findings No findings. Of 1 package not enough is known to say.');
  });

  test('where some is known, of how many it is not', () => {
    const page = pageOf([dark, bare]);
    expect(wordsOf(page)).toContain('A foundation stands behind 0, of 1 it is not known.');
    expect(wordsOf(page, 'foundations')).toMatch(
      /behind 1 of them\. That is neutral: most have none\. Of 1 package it is not known/,
    );
  });
});

describe('where somebody was not reached', () => {
  const head = (...given: Parameters<typeof pageOf>) => wordsOf(pageOf(...given));
  test('the report says so at its head', () => {
    expect(head([away])).toContain('Nobody could be reached.');
    expect(head([lineOf('x', { 'can-publish': 2, archival: { unknown: 'offline' } }), bare])).toContain(
      'Some services could not be reached, for 1 of 2 packages, what is shown is up to 9 days old.',
    );
    expect(head([bare])).not.toContain('reached');
  });

  test('that nobody was to be asked is said even where all is held', () => {
    const reasons = terminalReasons(true);
    expect(head([bare], { reasons })).toContain('Offline, nobody asked.');
    expect(head([away], { reasons })).toContain('Offline, nobody asked.');
  });
});

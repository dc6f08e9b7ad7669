import { describe, expect, test } from 'vitest';
import { statusOf } from '../../../server/src/lsp/status.ts';
import type { Assessment } from '../../../server/src/model/assessment.ts';
import { terminalReasons, type ReasonWords } from '../../../server/src/present/unknown.ts';
import { unknownReasons } from '../../../server/src/present/unknownReasons.ts';
import { cellsOf, lineOf, NOW, pageOf } from './reportPage.ts';

const repository = { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' }, how: 'declared' };
const latest = { version: '1.0.0', at: null };
const assessed = (facts: Readonly<Record<string, unknown>>, more: Parameters<typeof lineOf>[2] = {}) =>
  lineOf('x', facts, more).assessment;

/** What helps, by why something is not known. */
function helps(assessment: Assessment, words?: ReasonWords): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(unknownReasons([assessment], NOW, words).map((one) => [one.words, one.helps]));
}

describe('what helps', () => {
  test('a forge’s facts: signing in, and in a terminal a token; a registry’s: its credentials', () => {
    const withoutForge = { repository, activity: { unknown: 'unauthorized' } };
    expect(helps(assessed(withoutForge))).toMatchObject({ 'needs GitHub sign-in': 'sign in to GitHub, or give a token' });
    expect(helps(assessed(withoutForge), terminalReasons(false))).toMatchObject({
      'needs a GitHub token': 'set GH_TOKEN to a GitHub token without scopes',
    });
    const ofRegistry = { 'can-publish': { unknown: 'unauthorized' } };
    expect(helps(assessed(ofRegistry))['needs credentials']).toBe('give the registry’s credentials in .npmrc');
    expect(helps(assessed(ofRegistry, { ecosystem: 'golang' }))['needs credentials']).toContain('.netrc');
  });

  test('a private name: nothing, unless its registry may be a mirror', () => {
    const kept = { archival: { unknown: 'private' }, latest: { unknown: 'private' } };
    expect(helps(assessed(kept))['private name, not asked']).toBeUndefined();
    expect(helps(assessed({ ...kept, latest }))['private name, not asked']).toContain('mainstay.publicMirrors');
  });

  test('of an indirect line that nobody was asked: not to ask again, which asks nobody either', () => {
    const left = { repository, releasers: { unknown: 'pending' } };
    expect(helps(assessed(left, { indirect: true }))).toHaveProperty(['indirect, not asked'], undefined);
    expect(helps(assessed(left, { indirect: true }), terminalReasons(false))['indirect, not asked']).toContain(
      'mainstay explain',
    );
  });

  test('what a repository would tell is not known for want of one, and no registry is blamed', () => {
    const reasons = unknownReasons([assessed({ latest })], NOW);
    const labels = (words: string) => [...(reasons.find((one) => one.words === words)?.lacking.keys() ?? [])];
    expect(labels('no repository is known')).toEqual(expect.arrayContaining(['active people', 'foundation']));
    expect(labels('not served by the registry')).not.toContain('active people');
  });
});

test('the report says of how many each fact is not known', () => {
  const page = pageOf([lineOf('a', { latest, 'can-publish': 2 }), lineOf('b', { latest })]);
  const [, packages, what, help] = cellsOf(page, 'unknown', 'not served by the registry');
  expect([packages, help]).toEqual(['2', 'nothing known']);
  expect(what).toMatch(/can publish \(of 1\)/);
  expect(what).toMatch(/proven releasers(,|$)/);
});

test('the status item gives the card’s reasons', () => {
  const assessment = assessed({ repository, activity: { unknown: 'unauthorized' } });
  const judged = [{ assessment }] as unknown as Parameters<typeof statusOf>[0][number]['judged'];
  const { unknown } = statusOf([{ uri: 'x', judged, pending: 0, problems: [], isMirrored: false }], NOW);
  expect(unknown).toContainEqual({
    reason: 'needs GitHub sign-in',
    why: 'unauthorized',
    count: 1,
    helps: 'sign in to GitHub, or give a token',
  });
});

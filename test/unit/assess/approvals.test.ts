import { describe, expect, test } from 'vitest';
import { approvalOf } from '../../../server/src/assess/approvals.ts';
import { assess } from '../../../server/src/assess/assess.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import type { SignedOff, Signoff } from '../../../server/src/model/signoff.ts';
import { approvalText } from '../../../server/src/present/approvalWords.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { dependencyOn, viewOver } from './supposed.ts';

const NOW = '2026-06-01T00:00:00.000Z';
const then: SignedOff = {
  manifest: 'package.json',
  purl: 'pkg:npm/x',
  change: 'added',
  version: '1.2.3',
  standing: 'sustained',
  accounts: 2,
  licence: 'MIT',
  rules: [],
};
const signoff = (more: Partial<Signoff> = {}, ...packages: SignedOff[]): Signoff => ({
  file: '.mainstay/signoffs/a.json',
  by: 'platform team',
  on: '2026-03-01',
  until: '2026-09-01',
  packages: packages.length === 0 ? [then] : packages,
  ...more,
});

function judged(facts: Readonly<Record<string, unknown>>, version = '1.2.3') {
  return assess(
    { dependency: dependencyOn('x'), version, view: viewOver(facts), moment: 'added', now: NOW },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    cardFacts,
  );
}
const year = (shares: readonly number[]) => ({
  shares,
  months: shares.map(() => 4).concat(Array.from({ length: 12 - shares.length }, () => 4)),
  lastCommit: '2026-05-30T00:00:00.000Z',
  until: NOW,
  sampled: false,
  commits: shares.reduce((sum, one) => sum + one, 0),
  leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
});
const approvalFor = (
  signoffs: readonly Signoff[],
  facts: Readonly<Record<string, unknown>>,
  version = '1.2.3',
  manifest = 'package.json',
  isRepointed = false,
) => approvalOf(signoffs, { assessment: judged(facts, version), version, manifests: [manifest, undefined], isRepointed }, NOW);
const said = (...given: Parameters<typeof approvalFor>) => {
  const approval = approvalFor(...given);
  return approval === undefined ? undefined : approvalText(approval);
};
const ALIKE = { 'can-publish': 2, 'version-licence': 'MIT' };

describe('what changed since an approval', () => {
  test('a removal or a move that was signed off approves nothing that comes in, however late it was', () => {
    for (const change of ['removed', 'moved'] as const) {
      const gone: SignedOff = { ...then, change };
      expect(said([signoff({}, gone)], ALIKE)).toBeUndefined();
      expect(said([signoff({ on: '2026-05-01' }, gone), signoff()], ALIKE)).toMatch(/^approved 2026-03-01 /);
    }
    expect(said([signoff({}, { ...then, change: 'downgraded' })], ALIKE)).toMatch(/^approved /);
  });

  test('is what is known on both sides to be otherwise', () => {
    const facts = { 'can-publish': 3, 'version-licence': 'BUSL-1.1', deprecation: 'over', 'version-deprecated': null };
    expect(said([signoff()], facts, '1.3.0')).toBe(
      'approved 2026-03-01 by platform team until 2026-09-01 at 1.2.3; since: 1.2.3 → 1.3.0; accounts that can publish 2 → 3; standing sustained → ended; licence MIT → BUSL-1.1; deprecated, licence-restricted found',
    );
  });

  test('nothing is claimed of what is not known', () => {
    // The standing is unknown now: that it is as it was is not said.
    expect(said([signoff()], ALIKE)).toBe(
      'approved 2026-03-01 by platform team until 2026-09-01 at 1.2.3; no change known since',
    );
    const known = signoff({}, { ...then, standing: 'one-person' });
    const facts = { ...ALIKE, activity: year([95, 5]), archival: { archived: false, disabled: false, at: null } };
    expect(judged(facts).standing.word).toBe('one-person');
    expect(said([known], facts)).toBe('approved 2026-03-01 by platform team until 2026-09-01 at 1.2.3; unchanged since');
    // The same version with other contents is not what was approved.
    expect(said([known], facts, '1.2.3', 'package.json', true)).toBe(
      'approved 2026-03-01 by platform team until 2026-09-01 at 1.2.3; since: repointed',
    );
    expect(said([signoff()], facts)).toContain('; since: standing sustained → one-person');
    expect(said([signoff({}, { ...then, version: undefined, accounts: undefined })], { 'can-publish': 9 })).toBe(
      'approved 2026-03-01 by platform team until 2026-09-01; no change known since',
    );
  });

  test('the last day still holds, the next does not', () => {
    expect(said([signoff({ until: '2026-06-01' })], ALIKE)).toContain('until 2026-06-01 at 1.2.3');
    expect(said([signoff({ until: '2026-05-31' })], ALIKE)).toBe(
      'approved 2026-03-01 by platform team at 1.2.3, expired 2026-05-31; no change known since',
    );
  });

  test('of several the manifest’s own counts, then the latest, then the same version, in whatever order they are read', () => {
    const own = signoff({ file: 'own', on: '2025-01-01' });
    const other = signoff({ file: 'other', on: '2026-05-01' }, { ...then, manifest: 'other/package.json' });
    const later = signoff({ file: 'later', on: '2026-04-01' }, { ...then, version: '1.0.0' }, then);
    for (const order of [
      [own, other, later],
      [later, other, own],
      [other, own, later],
    ]) {
      expect(approvalFor(order, ALIKE)).toMatchObject({ signoff: { file: 'later' }, of: { version: '1.2.3' } });
      expect(approvalFor(order, ALIKE, '1.2.3', 'other/package.json')).toMatchObject({ signoff: { file: 'other' } });
    }
    expect(approvalFor([signoff({}, { ...then, purl: 'pkg:npm/y' })], ALIKE)).toBeUndefined();
  });
});

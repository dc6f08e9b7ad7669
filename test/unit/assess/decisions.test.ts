import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import { isWorse } from '../../../server/src/assess/decisions.ts';
import { standingsOf } from '../../../server/src/assess/decisionStates.ts';
import type { Policy } from '../../../server/src/assess/severity.ts';
import type { Decision, Ruling } from '../../../server/src/model/decision.ts';
import { speaking, type Moment, type Rule, type Verdict } from '../../../server/src/model/finding.ts';
import type { Purl } from '../../../server/src/model/purl.ts';
import { STANDINGS } from '../../../server/src/model/standing.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { anyFacts, dependencyOn, viewOver } from './supposed.ts';

const NOW = '2026-06-15T10:00:00.000Z';
const decided = (more: Partial<Decision> = {}): Decision => ({
  rule: 'licence-restricted',
  purl: 'pkg:npm/x',
  reason: 'bought',
  owner: 'legal',
  until: '2026-12-31',
  ...more,
});
const team = (...decisions: readonly Decision[]): readonly Ruling[] => decisions.map((decision) => ({ scope: 'team', decision }));

/** A rule that says what it is told to. */
const invented = (verdict: Verdict, more: Partial<Rule> = {}): Rule => ({
  id: 'invented',
  title: 'Invented',
  tier: 'batch',
  keys: [],
  recommended: { standing: 'hint', added: 'information' },
  judge: () => verdict,
  ...more,
});
const fires = (more: object = {}): Verdict => ({ outcome: 'fires', because: 'Because.', evidence: [], ...more });

interface Supposed {
  readonly decisions: readonly Ruling[];
  readonly rules?: readonly Rule[];
  readonly moment?: Moment;
  readonly policy?: Partial<Policy>;
  readonly now?: string;
  readonly purl?: Purl;
}
const judge = (facts: Readonly<Record<string, unknown>>, { decisions, now = NOW, moment = 'standing', ...more }: Supposed) =>
  assess(
    {
      dependency: dependencyOn('x', { target: { kind: 'registry', purl: more.purl ?? 'pkg:npm/x', range: '^1.0.0' } }),
      version: '1.2.3',
      view: viewOver(facts),
      moment,
      now,
      decisions,
    },
    more.rules ?? rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds, ...more.policy },
    [],
  );
const closed = { 'version-licence': 'BUSL-1.1' };

describe('an accepted finding', () => {
  test('is still there, with the decision, and does not speak', () => {
    const { findings, rulings } = judge(closed, { decisions: team(decided()) });
    expect(findings).toMatchObject([{ rule: 'licence-restricted', accepted: { scope: 'team', decision: { owner: 'legal' } } }]);
    expect(speaking(findings)).toEqual([]);
    expect(rulings).toMatchObject([{ outcome: 'holds' }]);
  });

  test('is of that rule and package only', () => {
    for (const other of [decided({ rule: 'archived' }), decided({ purl: 'pkg:npm/y' })])
      expect(speaking(judge(closed, { decisions: team(other) }).findings)).toHaveLength(1);
  });

  test('holds through its last day, and not a moment longer', () => {
    const on = (now: string) => speaking(judge(closed, { now, decisions: team(decided({ until: '2026-06-15' })) }).findings);
    expect(on('2026-06-15T23:59:59.999Z')).toEqual([]);
    expect(on('2026-06-16T00:00:00.000Z')).toMatchObject([
      { returned: { outcome: 'expired', because: 'accepted until 2026-06-15, which has passed' } },
    ]);
  });

  test('a forge’s names are one in any case, a registry’s are not', () => {
    const of = (purl: Purl, decision: Purl) =>
      speaking(
        judge({}, { purl, rules: [invented(fires())], decisions: team(decided({ rule: 'invented', purl: decision })) }).findings,
      ).length;
    expect(of('pkg:github/Example/X', 'pkg:github/example/x')).toBe(0);
    expect(of('pkg:npm/x', 'pkg:npm/X')).toBe(1);
  });

  test('the team’s word comes before one’s own, and either is enough', () => {
    const mine: Ruling = { scope: 'personal', decision: decided({ reason: 'not now' }) };
    const [both] = judge(closed, { decisions: [...team(decided()), mine] }).findings;
    expect(both?.accepted?.scope).toBe('team');
    const [own] = judge(closed, { decisions: [...team(decided({ until: '2026-01-01' })), mine] }).findings;
    expect(own).toMatchObject({ accepted: { scope: 'personal' } });
    expect(own?.returned).toBeUndefined();
  });
});

describe('it comes back when it is worse', () => {
  const because = (verdict: Verdict, decision: Partial<Decision>, more: Partial<Supposed> = {}) => {
    const [finding] = judge(
      {},
      {
        rules: [invented(verdict)],
        decisions: team(decided({ rule: 'invented', ...decision })),
        ...more,
      },
    ).findings;
    return finding?.accepted ? 'accepted' : finding?.returned?.because;
  };

  test('louder than it was', () => {
    expect(because(fires({ louder: true }), { severity: 'hint' })).toBe('accepted as hint, now information');
    expect(because(fires({ louder: true }), { severity: 'information' })).toBe('accepted');
    expect(because(fires(), { severity: 'warning' })).toBe('accepted');
    expect(because(fires(), { severity: 'hint' }, { policy: { rules: { invented: 'warning' } } })).toBe(
      'accepted as hint, now warning',
    );
  });

  test('not because the line is new: a bump is no reason to ask again', () => {
    expect(because(fires(), { severity: 'hint' }, { moment: 'added' })).toBe('accepted');
    expect(because(fires({ louder: true }), { severity: 'hint' }, { moment: 'added' })).toBe('accepted as hint, now information');
    const onlyAdded = invented(fires(), { recommended: { standing: 'off', added: 'information' } });
    const on = { rules: [onlyAdded], moment: 'added' as const };
    expect(because(fires(), { severity: 'hint' }, on)).toBe('accepted as hint, now information');
    expect(because(fires(), { severity: 'information' }, on)).toBe('accepted');
  });

  test('about something else', () => {
    expect(because(fires({ subject: 'SSPL-1.0' }), { subject: 'BUSL-1.1' })).toBe('accepted for “BUSL-1.1”, now “SSPL-1.0”');
    expect(because(fires({ subject: 'BUSL-1.1' }), { subject: 'BUSL-1.1' })).toBe('accepted');
  });

  test('never because of what was not recorded, or is not told now', () => {
    expect(because(fires({ louder: true, subject: 'b' }), {})).toBe('accepted');
    expect(because(fires(), { subject: 'a' })).toBe('accepted');
  });

  test('of a worse standing, by what PRODUCT.md says of it; not by counts that drift', () => {
    const worse = (standing: (typeof STANDINGS)[number]) => STANDINGS.filter((other) => isWorse(standing, other)).sort();
    expect(worse('ended')).toEqual(['fading', 'finished', 'light', 'one-person', 'small-team', 'sustained']);
    expect(worse('fading')).toEqual(['finished', 'light', 'one-person', 'small-team', 'sustained']);
    expect(worse('one-person')).toEqual(['finished', 'light', 'small-team', 'sustained']);
    for (const quiet of ['finished', 'light', 'small-team', 'sustained', 'new', 'unknown'] as const)
      expect(worse(quiet)).toEqual([]);
    const ended = { deprecation: 'over', 'version-deprecated': null };
    const [finding] = judge(ended, { decisions: team(decided({ rule: 'deprecated', standing: 'sustained' })) }).findings;
    expect(finding?.returned?.because).toBe('accepted while sustained, now ended');
  });

  test('never because a count drifts: the same facts but for their numbers', () => {
    const year = (commits: number) => ({
      until: '2026-06-15T00:00:00.000Z',
      commits,
      people: 1,
      active: 1,
      months: Array<number>(12).fill(1),
      busiestMonths: Array<number>(12).fill(1),
      shares: [commits],
      absenceFactor: 1,
      lastCommit: '2026-06-14T00:00:00.000Z',
      sampled: false,
      leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
      busiestId: null,
    });
    const facts = (commits: number) => ({
      activity: year(commits),
      foundation: null,
      archival: { archived: false, disabled: false, at: null },
    });
    const before = judge(facts(40), { decisions: [] });
    const [accepted] = before.findings.filter(({ rule }) => rule === 'one-maintainer');
    const decision = decided({
      rule: 'one-maintainer',
      standing: before.standing.word,
      severity: accepted?.severity ?? 'warning',
    });
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 5000 }), (commits) => {
        const { findings } = judge(facts(commits), { decisions: team(decision) });
        expect(findings.filter(({ rule }) => rule === 'one-maintainer')).toMatchObject([{ accepted: { decision } }]);
      }),
    );
  });
});

describe('what a decision came to', () => {
  const state = (decision: Decision, lines: readonly Parameters<typeof judge>[], present?: readonly Purl[]) =>
    standingsOf([decision], {
      scope: 'team',
      rulings: lines.flatMap(([facts, more]) => judge(facts, { ...more, decisions: team(decision) }).rulings),
      present: present && new Set(present),
      now: NOW,
    }).map(({ state: word, because }) => [word, because]);
  const none = { decisions: [] };

  test('used, where one line of several needs it', () => {
    expect(
      state(decided(), [
        [closed, none],
        [{ 'version-licence': 'MIT' }, none],
      ]),
    ).toEqual([['used', undefined]]);
  });

  test('unused, once it is known that nothing does', () => {
    expect(state(decided(), [[{ 'version-licence': 'MIT' }, none]])).toEqual([
      ['unused', 'licence-restricted has nothing to say of it'],
    ]);
    expect(state(decided(), [[closed, { ...none, policy: { rules: { 'licence-restricted': 'off' } } }]])).toEqual([
      ['unused', 'licence-restricted has nothing to say of it'],
    ]);
    expect(state(decided(), [], ['pkg:npm/y'])).toEqual([['unused', 'no manifest of the repository names it']]);
  });

  test('not told while a fact is missing, or not every manifest was read', () => {
    expect(state(decided(), [[{}, none]])).toEqual([['unknown', undefined]]);
    expect(
      state(decided(), [
        [{ 'version-licence': 'MIT' }, none],
        [{}, none],
      ]),
    ).toEqual([['unknown', undefined]]);
    expect(state(decided(), [])).toEqual([['unknown', undefined]]);
    expect(state(decided(), [], ['pkg:npm/x'])).toEqual([['unknown', undefined]]);
  });

  test('a rule that speaks of new lines only is not unused once the line stands', () => {
    const fresh = { 'version-published': '2026-06-14T00:00:00.000Z', 'version-install-scripts': { has: false, before: false } };
    expect(state(decided({ rule: 'fresh-version' }), [[fresh, none]])).toEqual([['used', undefined]]);
  });

  test('expired, whatever else; worse, where nothing it could accept is as it was', () => {
    expect(state(decided({ until: '2026-06-14' }), [[closed, none]])).toEqual([['expired', 'it held until 2026-06-14']]);
    expect(state(decided({ severity: 'hint' }), [[closed, { ...none, policy: { preset: 'strict' } }]])).toEqual([
      ['worse', 'accepted as hint, now information'],
    ]);
  });
});

test('whatever the facts, a decision takes no finding away and brings none', () => {
  const anyDecision = fc.record({
    rule: fc.constantFrom(...rules.map(({ id }) => id)),
    purl: fc.constantFrom<Purl>('pkg:npm/x', 'pkg:npm/y'),
    reason: fc.string(),
    owner: fc.string(),
    until: fc.constantFrom('2026-01-01', '2026-06-15', '2027-01-01'),
    severity: fc.constantFrom('hint' as const, 'information' as const, 'warning' as const),
    standing: fc.constantFrom(...STANDINGS),
  });
  fc.assert(
    fc.property(anyFacts, fc.array(anyDecision, { maxLength: 5 }), (facts, decisions) => {
      const plain = judge(facts, { decisions: [] });
      const under = judge(facts, { decisions: team(...decisions) });
      expect(under.findings.map(({ accepted: _, returned: __, ...finding }) => finding)).toEqual(plain.findings);
      for (const { rule, accepted } of under.findings)
        if (accepted)
          expect(decisions).toContainEqual(expect.objectContaining({ rule, purl: 'pkg:npm/x', until: accepted.decision.until }));
    }),
  );
});

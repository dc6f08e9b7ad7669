import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import type { Decision, DecisionScope } from '../../../server/src/model/decision.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { cardMarkdown } from '../../../server/src/present/cardMarkdown.ts';
import { checkJson } from '../../../server/src/present/checkJson.ts';
import { checkText } from '../../../server/src/present/checkText.ts';
import { inlayLabel } from '../../../server/src/present/inlayLabel.ts';
import { painter } from '../../../server/src/present/terminal.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

const now = '2026-06-15T10:00:00.000Z';
const decision: Decision = {
  rule: 'deprecated',
  purl: 'pkg:npm/x',
  reason: 'being [replaced](https://example.org) \u001b[31m<b>',
  owner: 'platform',
  until: '2027-01-01',
};
const judged = (more: Partial<Decision> = {}, scope: DecisionScope = 'team') =>
  assess(
    {
      dependency: dependencyOn('x'),
      version: '1.2.3',
      view: viewOver({ 'version-deprecated': 'no longer kept', deprecation: null, latest: { version: '2.0.0', at: null } }),
      moment: 'standing',
      now,
      decisions: [{ scope, decision: { ...decision, ...more } }],
    },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    [],
  );
const text = (...assessments: ReturnType<typeof judged>[]) =>
  checkText(
    ['package.json'],
    assessments.map((assessment) => ({ manifest: 'package.json', assessment })),
    { now, paint: painter(false), columns: Infinity, offline: false },
  );

describe('an accepted finding', () => {
  test('is on the card with day, reason and owner, which are no markup', () => {
    const card = cardMarkdown(judged(), { now, icons: true });
    expect(card).toContain('$(pass) Warning: Version 1.2.3 is deprecated');
    expect(card).toMatch(/accepted until 2027-01-01: being \\\[replaced\\\]/);
    expect(card).not.toMatch(/\[replaced\]\(|<b>|\u001b/);
  });

  test('one’s own says so, and not whose', () => {
    expect(cardMarkdown(judged({}, 'personal'), { now, icons: false })).toContain('accepted by you until 2027-01-01: being');
  });

  test('is told in the report and counted apart, safe for a terminal', () => {
    const report = text(judged(), judged({ until: '2026-01-01' }));
    expect(report).toMatch(/accepted {2}Version 1\.2\.3 is deprecated.*\n {8}accepted until 2027-01-01: being .* \(platform\)\n/);
    expect(report).toMatch(/warning {2}Version 1\.2\.3 is deprecated.*\n {8}accepted until 2026-01-01, which has passed\n/);
    expect(report).toContain('1 warning, 1 accepted in 2 dependencies');
    expect(report).not.toContain('\u001b');
    expect(text(judged())).toContain('No findings, 1 accepted in 1 dependency');
  });

  test('says nothing at the line’s end', () => {
    expect(inlayLabel(judged(), { now, mode: 'notable', added: false })).toBeUndefined();
    expect(inlayLabel(judged({ until: '2026-01-01' }), { now, mode: 'notable', added: false })).toContain('deprecated');
  });

  test('stands in the JSON, as does what every decision came to', () => {
    const [accepted, returned] = [judged(), judged({ until: '2026-01-01' })].map((assessment) => ({ manifest: 'm', assessment }));
    const reports = [
      { file: '.mainstay.json', decisions: [{ decision, state: 'expired', because: 'it held until then' } as const] },
    ];
    if (!accepted || !returned) throw new Error('two were judged');
    const json = checkJson([accepted, returned], [], now, reports) as {
      dependencies: { findings: object[] }[];
      policy: object[];
    };
    expect(json.dependencies.map(({ findings }) => findings)).toMatchObject([
      [{ rule: 'deprecated', accepted: { owner: 'platform', until: '2027-01-01', accepted: null } }],
      [{ rule: 'deprecated', accepted: null, returned: 'accepted until 2026-01-01, which has passed' }],
    ]);
    expect(json.policy).toEqual([
      {
        file: '.mainstay.json',
        used: [],
        expired: [
          {
            rule: 'deprecated',
            purl: 'pkg:npm/x',
            reason: decision.reason,
            owner: 'platform',
            until: '2027-01-01',
            because: 'it held until then',
          },
        ],
        worse: [],
        unused: [],
        unknown: [],
      },
    ]);
  });
});

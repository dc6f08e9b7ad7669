import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import type { Policy } from '../../../server/src/assess/severity.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { openText } from '../../../scripts/volume/manifests.ts';
import { diagnosticsOf } from '../../../server/src/lsp/diagnostics.ts';
import type { Judged } from '../../../server/src/lsp/judging.ts';
import { anyFacts, dependencyOn, viewOver } from './supposed.ts';

const policy: Policy = {
  preset: 'strict',
  rules: { 'fresh-version': 'hint', handover: 'hint', 'release-drought': 'hint' },
  thresholds: defaultThresholds,
};
const judge = (facts: Readonly<Record<string, unknown>>, ordered = rules, dependency = dependencyOn('x')) =>
  assess(
    { dependency, version: '1.2.3', view: viewOver(facts), moment: 'added', now: '2026-01-10T00:00:00.000Z' },
    ordered,
    policy,
    cardFacts,
  );

describe('an assessment', () => {
  test('nothing known: standing unknown, no finding, and every row says why', () => {
    const { standing, findings, coverage, unknown } = judge({});
    expect(standing.word).toBe('unknown');
    expect(findings).toEqual([]);
    expect(coverage).toEqual({ known: 0, needed: cardFacts.length });
    expect(new Set(unknown.map(({ why }) => why))).toEqual(new Set(['not-served']));
  });

  test('what its kind of package has not does not count against coverage; what nobody reads of its repository does', () => {
    const { coverage } = judge({ 'can-publish': { unknown: 'unsupported' }, funding: [] });
    expect(coverage).toEqual({ known: 1, needed: cardFacts.length - 1 });
    const elsewhere = judge({ activity: { unknown: 'unsupported' }, archival: { unknown: 'unsupported' }, funding: [] });
    expect(elsewhere.coverage).toEqual({ known: 1, needed: cardFacts.length });
    expect(elsewhere.unknown.filter(({ why }) => why === 'unsupported').map(({ id }) => id)).toEqual(['archival', 'activity']);
  });

  test('a deprecated newest release has ended; a deprecated older version is a finding on the line only', () => {
    expect(judge({ deprecation: 'no longer kept', 'version-deprecated': null }).standing.word).toBe('ended');
    const older = judge({ deprecation: null, 'version-deprecated': 'update' });
    expect(older.standing.word).toBe('unknown');
    expect(older.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['deprecated', 'warning']]);
  });

  test('the loudest finding comes first', () => {
    const { findings } = judge({
      'source-declared': false,
      'version-published': '2026-01-09T00:00:00.000Z',
      deprecation: 'x',
      'version-deprecated': null,
    });
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'hint']);
  });
});

/** Reasons for which a fact that was looked for was not had. */
const LOST = ['not-served', 'not-found', 'timeout', 'offline', 'rate-limited', 'unauthorized', 'malformed', 'too-large'] as const;

describe('whatever the facts', () => {
  const key = ({ rule, message }: { readonly rule: string; readonly message: string }) => `${rule}: ${message}`;

  test('every rule about the work of people fires for some of them, so that the laws below speak of it', () => {
    const seen = new Set(
      fc.sample(anyFacts, { numRuns: 1000, seed: 20_260_110 }).flatMap((facts) => judge(facts).findings.map(({ rule }) => rule)),
    );
    for (const id of [
      'fading',
      'one-maintainer',
      'handover',
      'absent-maintainers',
      'release-drought',
      'single-vendor',
      'overloaded',
    ])
      expect(seen).toContain(id);
  });

  test('no finding without evidence', () => {
    fc.assert(fc.property(anyFacts, (facts) => judge(facts).findings.every(({ evidence }) => evidence.length > 0)));
  });

  test('removing a fact never brings a finding that contradicts it, nor removes one that does not rest on it', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), fc.constantFrom(...LOST), (facts, pick, why) => {
        const ids = Object.keys(facts);
        const gone = ids[pick % Math.max(1, ids.length)];
        if (gone === undefined) return;
        const before = judge(facts);
        const after = judge({ ...facts, [gone]: { unknown: why } });
        const rests = (id: string) => rules.find((rule) => rule.id === id)?.keys.some((fact) => fact.id === gone) === true;
        const unrelated = before.findings.filter(({ rule }) => !rests(rule)).map(key);
        expect(after.findings.map(key)).toEqual(expect.arrayContaining(unrelated));
        // Not knowing is never good: it may take a word away, or an excuse, but gives no good one.
        if (after.standing.word !== before.standing.word) expect(['finished', 'sustained']).not.toContain(after.standing.word);
      }),
    );
  });

  test('the order of the rules decides nothing but the order of equally loud findings', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(
          judge(facts, [...rules].reverse())
            .findings.map(key)
            .sort(),
        ).toEqual(judge(facts).findings.map(key).sort());
      }),
    );
  });

  test('the order of the facts decides nothing', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = judge(Object.fromEntries(Object.entries(facts).reverse()));
        const { standing, impact, findings, coverage } = judge(facts);
        expect(turned).toMatchObject({ standing, impact, findings, coverage });
      }),
    );
  });

  test('the order of dependencies decides no more than the line on which a repository is spoken of', () => {
    const manifest = openText('package.json', '{ "dependencies": { "x": "^1.0.0" } }');
    const loudest = (judged: readonly Judged[]) =>
      Object.fromEntries(
        diagnosticsOf(manifest, judged, { related: false, rulePages: undefined }).map(({ data, severity }) => [
          (data as { purl: string }).purl,
          severity,
        ]),
      );
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 6 }), (worlds) => {
        const judged = worlds.map((facts, at): Judged => {
          // A repository of its own each, so that the line spoken of is the same whatever the order.
          const home = {
            repository: { kind: 'repository', host: 'github.com', owner: 'example', name: `p${at}` },
            how: 'declared',
          };
          const dependency = dependencyOn(`p${at}`);
          return { dependency, moment: 'added', assessment: judge({ ...facts, repository: home }, rules, dependency) };
        });
        expect(loudest([...judged].reverse())).toEqual(loudest(judged));
      }),
    );
  });

  test('messages are one line, without control characters', () => {
    fc.assert(
      fc.property(anyFacts, (facts) =>
        judge(facts).findings.every(({ message }) => !/[\u0000-\u001f\u007f\u2028\u202e]/.test(message)),
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../server/src/model/decision.ts';
import { edited } from '../../../server/src/formats/textEdits.ts';
import { addDecision, changeDecision, removeDecision, type Edits } from '../../../server/src/policy/edits.ts';
import { readPolicy } from '../../../server/src/policy/readPolicy.ts';
import { rules } from '../../../server/src/rules/index.ts';

const fresh: Decision = {
  rule: 'line-ended',
  purl: 'pkg:npm/%40acme/new',
  reason: 'moves "soon" \\ in spring\u2028',
  owner: 'core',
  until: '2027-06-30',
  severity: 'hint',
};

function after(text: string, edits: Edits): string {
  if ('problem' in edits) throw new Error(edits.problem);
  return edited(text, edits.edits);
}
const read = (text: string) => {
  const { policy, problems } = readPolicy(text, rules);
  expect(problems).toEqual([]);
  return policy;
};
const startOf = (text: string, nth: number) => [...readPolicy(text, rules).places.values()][nth]?.start ?? -1;
const short: Decision = { rule: 'fading', purl: 'pkg:npm/a', reason: 'r', owner: 'o', until: '2027-01-01' };

describe('adding', () => {
  test.each([
    [
      'to nothing',
      '',
      '{\n  "decisions": [\n    {\n      "rule": "fading",\n      "purl": "pkg:npm/a",\n      "reason": "r",\n      "owner": "o",\n      "until": "2027-01-01"\n    }\n  ]\n}\n',
    ],
    [
      'to a policy without decisions',
      '{\n\t"preset": "quiet" // for now\n}\n',
      '{\n\t"preset": "quiet", // for now\n\t"decisions": [\n\t\t{\n\t\t\t"rule": "fading",\n\t\t\t"purl": "pkg:npm/a",\n\t\t\t"reason": "r",\n\t\t\t"owner": "o",\n\t\t\t"until": "2027-01-01"\n\t\t}\n\t]\n}\n',
    ],
    [
      'to one on one line',
      '{"preset":"quiet"}',
      '{"preset":"quiet", "decisions": [{ "rule": "fading", "purl": "pkg:npm/a", "reason": "r", "owner": "o", "until": "2027-01-01" }]}',
    ],
    [
      'to a list, as its items are written',
      '{\r\n    "decisions": [\r\n        { "rule": "fading", "purl": "pkg:npm/x", "reason": "r", "owner": "o", "until": "2027-01-01" }, // first\r\n        // more to come\r\n    ],\r\n    "preset": "strict"\r\n}\r\n',
      '{\r\n    "decisions": [\r\n        { "rule": "fading", "purl": "pkg:npm/x", "reason": "r", "owner": "o", "until": "2027-01-01" }, // first\r\n        // more to come\r\n        { "rule": "fading", "purl": "pkg:npm/a", "reason": "r", "owner": "o", "until": "2027-01-01" }\r\n    ],\r\n    "preset": "strict"\r\n}\r\n',
    ],
    [
      'to an empty list',
      '{\n  "decisions": []\n}',
      '{\n  "decisions": [\n    {\n      "rule": "fading",\n      "purl": "pkg:npm/a",\n      "reason": "r",\n      "owner": "o",\n      "until": "2027-01-01"\n    }\n  ]\n}',
    ],
  ])('%s', (_, before, expected) => {
    expect(after(before, addDecision(before, short))).toBe(expected);
    expect(read(expected).decisions.at(-1)).toEqual(short);
  });

  test('a text of a comment becomes a policy with that comment', () => {
    expect(read(after('// ours', addDecision('// ours', fresh))).decisions).toEqual([fresh]);
  });

  test.each([
    ['half typed', '{ "decisions": ['],
    ['with something else under that name', '{ "decisions": "none" }'],
    ['no object', '[]'],
  ])('not to a text that is %s: it says so', (_, text) => {
    expect(addDecision(text, fresh)).toHaveProperty('problem');
  });
});

describe('changing and removing', () => {
  const text = `{
  "decisions": [
    // the old client
    { "rule": "fading", "purl": "pkg:npm/a", "reason": "r", "owner": "o", "until": "2026-01-01" }, // asked twice
    {
      "rule": "archived", /* by its owners */ "purl": "pkg:npm/b",
      "reason": "r", "owner": "o", "until": "2026-01-01"
    }
  ]
}
`;

  test('what is there is said anew, what is not is added; the rest stays', () => {
    const changed = after(
      text,
      changeDecision(text, startOf(text, 1), { until: '2027-01-01', severity: 'hint', standing: 'ended' }),
    );
    expect(changed).toBe(
      text.replace(
        '"until": "2026-01-01"\n    }',
        '"until": "2027-01-01",\n      "severity": "hint",\n      "standing": "ended"\n    }',
      ),
    );
    expect(read(changed).decisions[1]).toMatchObject({ until: '2027-01-01', severity: 'hint', standing: 'ended' });
    const inline = after(text, changeDecision(text, startOf(text, 0), { accepted: '2026-02-01' }));
    expect(inline).toContain('"until": "2026-01-01", "accepted": "2026-02-01" }, // asked twice');
  });

  test('a decision goes with its own lines and the comma that was between', () => {
    expect(after(text, removeDecision(text, startOf(text, 0)))).toBe(text.replace(/ {4}\{ .*\n/, ''));
    const last = after(text, removeDecision(text, startOf(text, 1)));
    expect(last).toContain('"until": "2026-01-01" } // asked twice\n  ]\n}\n');
    const inline = '{"decisions":[{"rule":"fading","purl":"pkg:npm/a","reason":"r","owner":"o","until":"2026-01-01"}]}';
    expect(after(inline, removeDecision(inline, startOf(inline, 0)))).toBe('{"decisions":[]}');
  });

  test('what is no longer there is told of', () => {
    expect(changeDecision(text, 3, { until: '2027-01-01' })).toEqual({ problem: 'the decision is no longer there' });
    expect(removeDecision('{', 1)).toHaveProperty('problem');
  });
});

describe('whatever the layout', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((number) => `2027-03-${String(number).padStart(2, '0')}`);
  const word = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }).map((text) => `x${text}`);
  const decision: fc.Arbitrary<Decision> = fc.record(
    {
      rule: fc.constantFrom(...rules.map(({ id }) => id)),
      purl: fc.nat(99).map((number) => `pkg:npm/p${number}` as const),
      reason: word,
      owner: word,
      until: day,
      accepted: day,
      severity: fc.constantFrom('hint' as const, 'warning' as const),
      subject: word,
    },
    { requiredKeys: ['rule', 'purl', 'reason', 'owner', 'until'] },
  );
  const keyOf = ({ rule, purl, subject }: Decision) => JSON.stringify([rule, purl, subject]);
  const several = fc.uniqueArray(decision, { maxLength: 4, selector: keyOf });

  /** White space and comments between two tokens. */
  const gap = fc.constantFrom('', ' ', '\n', '\n  ', '\n\t', '\r\n    ', ' // , ] }\n', ' /* "a": [ */ ', '\n  // }\n  ');
  /** A JSON text of a value with gaps at every token, now and then a trailing comma. */
  const laidOut = (value: unknown): fc.Arbitrary<string> =>
    fc.array(fc.tuple(gap, fc.boolean()), { minLength: 40, maxLength: 40 }).map((gaps) => {
      let at = 0;
      const next = () => gaps[(at += 1) % gaps.length] ?? (['', false] as const);
      const wide = (): string => next()[0];
      const comma = (count: number) => (count > 0 && next()[1] ? `,${wide()}` : '');
      const write = (one: unknown): string => {
        if (Array.isArray(one))
          return `[${wide()}${one
            .map(write)
            .map((item) => item + wide())
            .join(`,${wide()}`)}${comma(one.length)}]`;
        if (typeof one !== 'object' || one === null) return JSON.stringify(one);
        const entries = Object.entries(one).map(([name, of]) => `${JSON.stringify(name)}:${wide()}${write(of)}${wide()}`);
        return `{${wide()}${entries.join(`,${wide()}`)}${comma(entries.length)}}`;
      };
      return wide() + write(value) + wide();
    });
  const anyText = fc
    .tuple(
      several,
      fc.boolean(),
      fc.constantFrom<object>({}, { preset: 'quiet' }, { rules: { fading: 'off' } }),
      fc.constantFrom<object>({}, { people: { bots: ['a'] } }),
    )
    .chain(([decisions, has, before, behind]) =>
      laidOut({ ...before, ...(has || decisions.length > 0 ? { decisions } : {}), ...behind }).map((text) => ({
        text,
        decisions,
      })),
    );
  const others = (text: string) => {
    const { decisions, ...rest } = read(text);
    return { rest, decisions };
  };

  test('adding gives the decision behind the others, and only puts in', () => {
    fc.assert(
      fc.property(anyText, decision, ({ text, decisions }, added) => {
        fc.pre(!decisions.some((one) => keyOf(one) === keyOf(added)));
        const edits = addDecision(text, added);
        const now = others(after(text, edits));
        expect(now).toEqual({ rest: others(text).rest, decisions: [...decisions, added] });
        expect('edits' in edits && edits.edits.every(({ span }) => span.start === span.end)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  test('changing changes that one, and nothing else to the letter', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.nat(),
        fc.record({ until: day, severity: fc.constant('information' as const), accepted: day }),
        ({ text, decisions }, pick, changes) => {
          fc.pre(decisions.length > 0);
          const nth = pick % decisions.length;
          const edits = changeDecision(text, startOf(text, nth), changes);
          const now = after(text, edits);
          expect(others(now)).toEqual({
            rest: others(text).rest,
            decisions: decisions.map((one, at) => (at === nth ? { ...one, ...changes } : one)),
          });
          const place = [...readPolicy(text, rules).places.values()][nth];
          if (!place || 'problem' in edits) throw new Error('no place');
          for (const { span } of edits.edits) expect(place.start < span.start && span.end < place.end).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('removing takes that one, and of the rest a comma and comments behind it at most', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), ({ text, decisions }, pick) => {
        fc.pre(decisions.length > 0);
        const nth = pick % decisions.length;
        const now = after(text, removeDecision(text, startOf(text, nth)));
        expect(others(now)).toEqual({ rest: others(text).rest, decisions: decisions.filter((_, at) => at !== nth) });
      }),
      { numRuns: 400 },
    );
  });

  test('JSON without comments stays JSON', () => {
    const style = fc.constantFrom<string | number>(0, 2, 4, '\t');
    fc.assert(
      fc.property(several, style, decision, fc.nat(), (decisions, indent, added, pick) => {
        fc.pre(decisions.length > 0 && !decisions.some((one) => keyOf(one) === keyOf(added)));
        const text = JSON.stringify({ preset: 'quiet', decisions, rules: {} }, null, indent);
        const start = startOf(text, pick % decisions.length);
        for (const edits of [
          addDecision(text, added),
          removeDecision(text, start),
          changeDecision(text, start, { standing: 'ended' }),
        ])
          expect(JSON.parse(after(text, edits))).toMatchObject({ preset: 'quiet', rules: {} });
        const bare = JSON.stringify({ preset: 'quiet' }, null, indent);
        expect(JSON.parse(after(bare, addDecision(bare, added)))).toEqual({ preset: 'quiet', decisions: [added] });
      }),
    );
  });

  test('what was added and is taken out again leaves the text as it was, but for a comma and white space', () => {
    const bare = (text: string) => text.replace(/[\s,]/g, '');
    fc.assert(
      fc.property(anyText, decision, ({ text, decisions }, added) => {
        fc.pre(decisions.length > 0 && !decisions.some((one) => keyOf(one) === keyOf(added)));
        const more = after(text, addDecision(text, added));
        const again = after(more, removeDecision(more, startOf(more, decisions.length)));
        expect(bare(again)).toBe(bare(text));
      }),
      { numRuns: 300 },
    );
  });
});

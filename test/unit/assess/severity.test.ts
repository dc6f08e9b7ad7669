import { describe, expect, test } from 'vitest';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { severityOf, type Policy } from '../../../server/src/assess/severity.ts';
import { rules } from '../../../server/src/rules/index.ts';

const rule = (id: string) => {
  const found = rules.find((one) => one.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
};
const under = (preset: Policy['preset'], chosen: Policy['rules'] = {}): Policy => ({
  preset,
  rules: chosen,
  thresholds: defaultThresholds,
});

/** PRODUCT.md's table, standing → added. */
const recommended = {
  archived: ['warning', 'warning'],
  deprecated: ['warning', 'warning'],
  retracted: ['warning', 'warning'],
  fading: ['hint', 'information'],
  'one-maintainer': ['hint', 'information'],
  'new-publisher': ['warning', 'warning'],
  'provenance-lost': ['warning', 'warning'],
  handover: [undefined, 'information'],
  'licence-change': ['hint', 'information'],
  'licence-restricted': ['hint', 'warning'],
  'line-ended': ['hint', 'information'],
  'absent-maintainers': ['hint', 'information'],
  'release-drought': [undefined, 'hint'],
  moved: ['hint', 'information'],
  'no-source': ['hint', 'information'],
  'fresh-version': [undefined, 'information'],
  'single-vendor': [undefined, undefined],
  overloaded: [undefined, undefined],
  'no-foundation': [undefined, undefined],
} as const;

describe('severity', () => {
  test.each(Object.entries(recommended))('%s under recommended', (id, [standing, added]) => {
    expect(severityOf(rule(id), under('recommended'), { moment: 'standing' })).toBe(standing);
    expect(severityOf(rule(id), under('recommended'), { moment: 'added' })).toBe(added);
  });

  test('every rule is in the table', () => {
    expect(rules.map(({ id }) => id).sort()).toEqual(Object.keys(recommended).sort());
  });

  test('quiet keeps what has ended or changed hands, and nothing else', () => {
    const loud = rules.filter((one) => severityOf(one, under('quiet'), { moment: 'added' }) !== undefined).map(({ id }) => id);
    expect(loud.sort()).toEqual(['archived', 'deprecated', 'new-publisher', 'provenance-lost', 'retracted']);
  });

  test('strict is one louder, never an error, and turns the strict rules on', () => {
    expect(severityOf(rule('line-ended'), under('strict'), { moment: 'standing' })).toBe('information');
    expect(severityOf(rule('archived'), under('strict'), { moment: 'standing' })).toBe('warning');
    expect(severityOf(rule('no-foundation'), under('strict'), { moment: 'standing' })).toBe('information');
    expect(severityOf(rule('fresh-version'), under('strict'), { moment: 'standing' })).toBeUndefined();
    for (const id of ['single-vendor', 'overloaded'])
      expect(severityOf(rule(id), under('strict'), { moment: 'standing' })).toBe('information');
  });

  test('a handover is a warning on an added line where a new account published too, and nothing on one that stood', () => {
    expect(severityOf(rule('handover'), under('recommended'), { moment: 'added', louder: true })).toBe('warning');
    expect(severityOf(rule('handover'), under('recommended'), { moment: 'standing', louder: true })).toBeUndefined();
  });

  test('where a foundation governs, rules of how many people there are go down one; a list of its own is its own promise', () => {
    const governed = { moment: 'added', isGoverned: true } as const;
    expect(severityOf(rule('overloaded'), under('strict'), governed)).toBe('hint');
    expect(severityOf(rule('absent-maintainers'), under('recommended'), governed)).toBe('information');
    expect(severityOf(rule('single-vendor'), under('strict'), governed)).toBe('information');
  });

  test('a choice by rule outranks the preset', () => {
    expect(severityOf(rule('archived'), under('quiet', { archived: 'off' }), { moment: 'standing' })).toBeUndefined();
    expect(severityOf(rule('no-foundation'), under('quiet', { 'no-foundation': 'hint' }), { moment: 'standing' })).toBe('hint');
  });
});

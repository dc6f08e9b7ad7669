import { describe, expect, test } from 'vitest';
import { sources } from '../../../server/src/sources/index.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { noPolicy } from '../../../server/src/policy/teamPolicy.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { readSettings, servicesOff, settingSchemas } from '../../../server/src/settings/settings.ts';
import { underPolicy } from '../../../server/src/settings/underPolicy.ts';

const read = (given: Readonly<Record<string, unknown>>) => readSettings(given, rules).settings;

describe('who may be asked', () => {
  test('everybody at first', () => expect([...servicesOff(read({}))]).toEqual([]));

  test('each service has a switch of its own', () => {
    for (const service of ['depsDev', 'pkgGoDev', 'goGet', 'ecosystems', 'github'])
      expect([...servicesOff(read({ [`services.${service}`]: false }))]).toEqual([service]);
  });

  test('strict privacy switches off every source that asks anybody but a registry', () => {
    const off = servicesOff(read({ privacy: 'strict' }));
    const asking = sources.filter(({ clearance }) => clearance === 'third-party' || clearance === 'web');
    expect(asking.filter(({ service }) => service === undefined || !off.has(service)).map(({ id }) => id)).toEqual([]);
    expect(sources.filter(({ service, clearance }) => service !== undefined && clearance === 'registry')).toEqual([]);
  });

  test('the words name the terms of what is shown', () => {
    expect(settingSchemas()['services.ecosystems']?.['markdownDescription']).toContain('CC BY-SA 4.0');
  });
});

describe('GitHub Enterprise servers', () => {
  test('are hosts, in lower case', () => {
    expect(read({ 'github.servers': ['GitHub.Example.org', 'ghe.example.org:8443'] })['github.servers']).toEqual([
      'github.example.org',
      'ghe.example.org:8443',
    ]);
  });

  test.each(['https://github.example.org', 'github.example.org/api', 'me@github.example.org', 'github.com', 'GitHub.com', ''])(
    '“%s” is none, and is reported',
    (host) => {
      const { settings, problems } = readSettings({ 'github.servers': [host] }, rules);
      expect(settings['github.servers']).toEqual([]);
      expect(problems).toEqual(['mainstay.github.servers: a host name such as github.example.org; the default is used']);
    },
  );
});

describe('rules and thresholds, name by name', () => {
  const told = (given: Readonly<Record<string, unknown>>) => readSettings(given, rules);

  test('a bad one is told of once, with what may be, and costs nothing else', () => {
    const { settings, problems } = told({
      rules: { fadng: 'off', archived: 'loud', 'line-ended': 'off', toString: 'off' },
      thresholds: { 'fading.activeMonth': 3, 'fading.activeMonths': 13, 'line-ended.days': '400', 'handover.points': 20 },
    });
    expect(settings.rules).toEqual({ 'line-ended': 'off' });
    expect(settings.thresholds).toEqual({ ...defaultThresholds, 'handover.points': 20 });
    expect(problems).toEqual([
      'mainstay.rules: “fadng” is no rule; did you mean “fading”?',
      'mainstay.rules.archived: not “loud”; expected off, hint, information or warning; the preset decides',
      `mainstay.rules: “toString” is no rule; there are ${rules
        .slice(0, -1)
        .map(({ id }) => id)
        .join(', ')} and ${rules.at(-1)?.id ?? ''}`,
      'mainstay.thresholds: “fading.activeMonth” is no threshold; did you mean “fading.activeMonths”?',
      'mainstay.thresholds.fading.activeMonths: expected a number from 0 to 12; 6 is used',
      'mainstay.thresholds.line-ended.days: expected a number from 1 to 3650; 365 is used',
    ]);
  });

  test('both ends of a range are in it, and no number is none', () => {
    for (const [value, counts] of [
      [0, 0],
      [12, 12],
      [12.5, 6],
      [-1, 6],
      [NaN, 6],
      [Infinity, 6],
      [null, 6],
    ] as const)
      expect(told({ thresholds: { 'fading.activeMonths': value } }).settings.thresholds['fading.activeMonths']).toBe(counts);
  });

  test('what is no object at all is told of in one message', () => {
    expect(told({ rules: 'off', thresholds: [3] })).toMatchObject({
      settings: { rules: {}, thresholds: defaultThresholds },
      problems: [
        'mainstay.rules: expected an object in braces; the default is used',
        'mainstay.thresholds: expected an object in braces; the default is used',
      ],
    });
    expect(told({}).problems).toEqual([]);
  });
});

test('of a choice the values are named', () => {
  expect(readSettings({ preset: 'loud', privatePatterns: '@acme/*' }, rules).problems).toEqual([
    'mainstay.preset: not “loud”; expected quiet, recommended or strict; the default is used',
    'mainstay.privatePatterns: expected a list in square brackets; what can be read of it counts',
  ]);
});

test('what decides where names go counts as the narrower where it cannot be read', () => {
  const { settings, problems } = readSettings(
    { privacy: 'Strict', privatePatterns: ['@acme/*', '', null], 'services.github': 'false' },
    rules,
  );
  expect(settings).toMatchObject({ privacy: 'strict', privatePatterns: ['@acme/*'], 'services.github': false });
  expect(problems).toHaveLength(3);
});

describe('a team’s policy over settings', () => {
  const own = read({
    preset: 'quiet',
    rules: { fading: 'off', archived: 'hint' },
    privatePatterns: ['@mine/*'],
    thresholds: { 'handover.points': 20 },
  });
  const team = {
    ...noPolicy,
    preset: 'strict',
    rules: { fading: 'warning' },
    thresholds: { 'line-ended.days': 10 },
    privatePatterns: ['@ours/*'],
  } as const;

  test('outranks them key by key; private patterns are united', () => {
    const { preset, rules: loudness, thresholds, privatePatterns } = underPolicy(own, team, undefined);
    expect({ preset, loudness, privatePatterns }).toEqual({
      preset: 'strict',
      loudness: { fading: 'warning', archived: 'hint' },
      privatePatterns: ['@mine/*', '@ours/*'],
    });
    expect(thresholds).toMatchObject({ 'handover.points': 20, 'line-ended.days': 10 });
  });

  test('what is asked for this once outranks the team’s preset', () => {
    expect(underPolicy(own, team, 'recommended').preset).toBe('recommended');
    expect(underPolicy(own, noPolicy, undefined)).toEqual(own);
  });

  test('touches nothing that decides who is asked, but to hide more', () => {
    const { preset: _, rules: __, thresholds: ___, privatePatterns: before, ...others } = own;
    const { preset: _p, rules: _r, thresholds: _t, privatePatterns: after, ...same } = underPolicy(own, team, undefined);
    expect(same).toEqual(others);
    expect(after).toEqual(expect.arrayContaining([...before]));
  });
});

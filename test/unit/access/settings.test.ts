import { describe, expect, test } from 'vitest';
import { sources } from '../../../server/src/sources/index.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { readSettings, servicesOff, settingSchemas } from '../../../server/src/settings/settings.ts';

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

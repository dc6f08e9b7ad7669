import { describe, expect, test } from 'vitest';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { Endpoints, GoClient, HttpAnswer, HttpRequest, NpmClient } from '../../../server/src/model/ports.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import type { Observation } from '../../../server/src/model/source.ts';
import { npmRegistry } from '../../../server/src/sources/npmRegistry.ts';
import { fullDocument, NOW } from './invented.ts';

const DOCUMENT = JSON.stringify(fullDocument([['1.0.0', '2020-01-01']]));
const npm: NpmClient = {
  registryFor: (name) =>
    name.startsWith('@nowhere/')
      ? { base: '', isPublicDefault: false }
      : { base: 'https://npm.example.org/a', authorization: 'Bearer t0ken', isPublicDefault: false },
  isPrivateScope: () => false,
};

/** Asks the source about one package; answers as told, keeping what was sent. */
async function ask(name: string, answer: Partial<HttpAnswer> | UpstreamFailure, validator?: string) {
  const sent: HttpRequest[] = [];
  const seen: Observation[] = [];
  const subject = { kind: 'package', purl: purlOf('npm', name) } as const;
  const observations = npmRegistry.collect({
    subjects: [subject],
    view: () => ({ get: () => ({ state: 'unknown', why: 'pending' }) }),
    validator: () => validator,
    http: {
      send(request) {
        sent.push(request);
        if (answer instanceof UpstreamFailure) return Promise.reject(answer);
        return Promise.resolve({ status: 200, unchanged: false, text: DOCUMENT, headers: {}, ...answer });
      },
    },
    npm,
    go: undefined as unknown as GoClient,
    github: { hostFor: () => undefined },
    endpoints: undefined as unknown as Endpoints,
    now: NOW,
    signal: new AbortController().signal,
  });
  for await (const observation of observations) seen.push(observation);
  return { sent, seen, subject };
}

describe('the npm registry', () => {
  test('is asked for the full document, the scope’s slash escaped, under the name it is told', async () => {
    const { sent, seen } = await ask('@example/widget', {});

    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: 'https://npm.example.org/a/@example%2fwidget',
      names: ['@example/widget'],
      maxBytes: 16_000_000,
      headers: { accept: 'application/json' },
      authorization: 'Bearer t0ken',
    });
    expect(sent[0]).not.toHaveProperty('validator');
    const urls = seen.flatMap((one) => (one.kind === 'value' ? [one.url] : []));
    expect(new Set(urls)).toEqual(new Set(['https://npm.example.org/a/@example%2fwidget']));
  });

  test('says something of every fact it provides, known or why not', async () => {
    const { seen } = await ask('widget', {});

    const told = seen.flatMap((one) => ('key' in one ? [one.key.id] : []));
    expect([...told].sort()).toEqual(npmRegistry.provides.map(({ id }) => id).sort());
  });

  test('gets its own ETag back, another registry’s never', async () => {
    const first = await ask('widget', { validator: '"v1"' });
    const mark = first.seen.flatMap((one) => (one.kind === 'validator' ? [one.validator] : []))[0];

    const again = await ask('widget', { status: 304, unchanged: true, text: '' }, mark);
    expect(again.sent[0]?.validator).toBe('"v1"');
    expect(again.seen).toEqual([{ kind: 'unchanged', subject: again.subject }]);

    const moved = await ask('widget', {}, 'https://other.example.org "v1"');
    expect(moved.sent[0]).not.toHaveProperty('validator');
  });

  test('of a package that was taken down knows that, and nothing else', async () => {
    const text = JSON.stringify({ name: 'widget', time: { unpublished: { time: NOW } } });
    const { seen } = await ask('widget', { text });

    expect(seen.filter(({ kind }) => kind === 'value')).toMatchObject([{ key: { id: 'unpublished' }, value: { all: true } }]);
    expect(seen.filter(({ kind }) => kind === 'missing')).toHaveLength(npmRegistry.provides.length - 1);
  });

  test.each([
    ['what the http port throws', new UpstreamFailure('not-found', 'no such package', 404), 'widget', 'not-found'],
    ['a page of a captive portal', { text: '<html>' }, 'widget', 'malformed'],
    ['a document cut short', { text: DOCUMENT.slice(0, -20) }, 'widget', 'malformed'],
    ['a document without versions', { text: '{"name":"widget","versions":{}}' }, 'widget', 'not-found'],
    ['a registry whose address is unusable', {}, '@nowhere/widget', 'unsupported'],
  ])('%s is passed on with its reason', async (_, answer, name, why) => {
    await expect(ask(name, answer)).rejects.toMatchObject({ name: 'UpstreamFailure', why });
  });

  test('covers npm packages only', () => {
    expect(
      npmRegistry.covers({ kind: 'package', purl: 'pkg:npm/widget' }, { get: () => ({ state: 'unknown', why: 'pending' }) }),
    ).toBe(true);
    expect(
      npmRegistry.covers(
        { kind: 'package', purl: 'pkg:golang/example.org/widget' },
        { get: () => ({ state: 'unknown', why: 'pending' }) },
      ),
    ).toBe(false);
  });
});

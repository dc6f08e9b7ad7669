import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endpoints, originsOf, parseUpstreams, UpstreamsError } from '../../../server/src/platform/upstreams.ts';

describe('MAINSTAY_UPSTREAMS', () => {
  test('nothing given: the public services', () => {
    expect(parseUpstreams(undefined)).toEqual({});
    expect(parseUpstreams(' ')).toEqual({});
    expect(endpoints({})).toEqual({
      depsdev: 'https://api.deps.dev',
      pkgsite: 'https://pkg.go.dev',
      ecosystems: 'https://packages.ecosyste.ms',
    });
  });

  test('addresses of this machine replace them', () => {
    const upstreams = parseUpstreams(
      '{"npm":"http://127.0.0.1:4000/npm/","depsdev":"http://[::1]:4000/d","goget":"https://localhost:4000","web":"http://127.8.8.8"}',
    );
    expect(upstreams).toEqual({
      npm: 'http://127.0.0.1:4000/npm',
      depsdev: 'http://[::1]:4000/d',
      goget: 'https://localhost:4000',
      web: 'http://127.8.8.8',
    });
    expect(endpoints(upstreams)).toEqual({
      depsdev: 'http://[::1]:4000/d',
      pkgsite: 'https://pkg.go.dev',
      ecosystems: 'https://packages.ecosyste.ms',
      goget: 'https://localhost:4000',
    });
    expect([...originsOf(upstreams)]).toEqual([
      'http://127.0.0.1:4000',
      'http://[::1]:4000',
      'https://localhost:4000',
      'http://127.8.8.8',
    ]);
  });

  test.each([
    [
      '{"npm":"https://registry.example.org"}',
      '"npm" points at registry.example.org; only http or https addresses of this machine',
    ],
    ['{"npm":"http://10.0.0.1"}', '"npm" points at 10.0.0.1'],
    ['{"npm":"http://127.0.0.1.example.org"}', '"npm" points at 127.0.0.1.example.org'],
    ['{"npm":"http://localhost.example.org"}', '"npm" points at localhost.example.org'],
    ['{"npm":"http://[::ffff:10.0.0.1]"}', '"npm" points at [::ffff:a00:1]'],
    ['{"npm":"file:///x"}', '"npm" uses file:'],
    ['{"npm":"127.0.0.1:4000"}', '"npm" is no address'],
    ['{"npm":"http://me:secret@127.0.0.1"}', '"npm" carries a user name'],
    ['{"npm":"http://127.0.0.1/?a=b"}', '"npm" carries a query'],
    ['{"nmp":"http://127.0.0.1"}', 'unknown key "nmp"; known are npm, goproxy, pkgsite, goget, depsdev'],
    ['{"npm":3}', 'expected a JSON object of addresses'],
    ['["http://127.0.0.1"]', 'expected a JSON object of addresses'],
    ['http://127.0.0.1', 'expected a JSON object of addresses'],
  ])('%s is refused with one clear line', (text, message) => {
    expect(() => parseUpstreams(text)).toThrow(UpstreamsError);
    expect(() => parseUpstreams(text)).toThrow(message);
  });

  test('a password never gets into the message', () => {
    expect(() => parseUpstreams('{"npm":"http://me:secret@registry.example.org"}')).toThrow(/^(?!.*secret).*$/);
  });

  test('no other text is let through', () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        const address = `https://${host}/x`;
        expect(() => parseUpstreams(JSON.stringify({ web: address }))).toThrow(UpstreamsError);
      }),
      { numRuns: 30 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopbackHost, isPublicAddress, whyNotPublicWeb } from '../../../server/src/platform/hostRules.ts';

describe('public addresses', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.1.1',
    '2606:4700::1111',
    '2a00:1450::1',
    '::ffff:8.8.8.8',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '203.0.113.5',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:1::1',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    'example.org',
    '',
    '1.2.3',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

  test('an IPv4 address and its mapped form always agree', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => isPublicAddress(address) === isPublicAddress(`::ffff:${address}`)));
  });
});

describe('loopback by spelling', () => {
  test.each(['127.0.0.1', '127.9.9.9', '[::1]', '::1', 'localhost', 'LOCALHOST', '[::ffff:127.0.0.1]'])(
    '%s is this machine',
    (host) => expect(isLoopbackHost(host)).toBe(true),
  );
  test.each(['128.0.0.1', 'localhost.example.org', '127.0.0.1.example.org', '[::2]', ''])('%s is not', (host) =>
    expect(isLoopbackHost(host)).toBe(false),
  );
});

describe('addresses of the public web', () => {
  test.each(['https://example.org/x?go-get=1', 'https://sub.example.org/'])('%s is asked', (url) =>
    expect(whyNotPublicWeb(new URL(url))).toBeUndefined(),
  );
  test.each([
    'http://example.org/',
    'https://me@example.org/',
    'https://example.org:8443/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://8.8.8.8/',
    'https://intranet/',
    'https://localhost/',
    'https://x.localhost/',
    'https://printer.local/',
    'https://vault.internal./',
    'ftp://example.org/',
  ])('%s is not', (url) => expect(whyNotPublicWeb(new URL(url))).toBeTypeOf('string'));
});

import { describe, expect, test } from 'vitest';
import { createLockedHosts, foreignHosts } from '../../../server/src/engine/lockedHosts.ts';
import { purlOf } from '../../../server/src/model/purl.ts';

const [left, right] = [purlOf('npm', 'left'), purlOf('npm', 'right')];
const A = 'a.example.org';

test('what a reader tells stands in place of what it told before, beside what others tell', () => {
  let changes = 0;
  const hosts = createLockedHosts(() => (changes += 1));
  hosts.tell('one', [[left, A]]);
  hosts.tell('two', [
    [left, 'b.example.org'],
    [left, A],
  ]);
  expect(hosts.of(left)).toEqual([new Set([A]), new Set(['b.example.org', A])]);
  hosts.tell('two', [[right, A]]);
  expect(hosts.of(left)).toEqual([new Set([A])]);
  expect(changes).toBe(3);
});

test('what is told again changes nothing', () => {
  let changes = 0;
  const hosts = createLockedHosts(() => (changes += 1));
  hosts.tell('one', []);
  hosts.tell('one', [[left, A]]);
  hosts.tell('one', [
    [left, A],
    [left, A],
  ]);
  expect(changes).toBe(1);
});

describe('a package is foreign', () => {
  const OWN = 'own.example.org';
  const elsewhere = (_: string, { host }: { readonly host: string }) =>
    host === OWN ? undefined : ({ kind: 'host', host } as const);
  const foreign = (lockfiles: readonly (readonly string[])[], host?: string, publicMirrors = false) => {
    const hosts = createLockedHosts();
    for (const [index, own] of lockfiles.entries())
      hosts.tell(
        `${index}`,
        own.map((one) => [left, one]),
      );
    return foreignHosts(hosts, { elsewhere, publicMirrors })(left, host);
  };

  test('where a lockfile has every copy from foreign hosts, whatever others have', () => {
    expect(foreign([[OWN], [A]])).toBe(A);
    expect(foreign([])).toBeUndefined();
  });
  test('one copy more from elsewhere does not hide what is known of it, but of that copy', () => {
    expect(foreign([[OWN, A]])).toBeUndefined();
    expect(foreign([[OWN, A]], OWN)).toBeUndefined();
    expect(foreign([['', A]])).toBeUndefined();
    expect(foreign([[OWN, A]], A)).toBe(A);
  });
  test('nowhere if mirrors hold public names', () => expect(foreign([[A]], A, true)).toBeUndefined());
});

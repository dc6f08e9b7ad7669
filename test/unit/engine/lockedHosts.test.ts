import { expect, test } from 'vitest';
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
  expect([...hosts.of(left)].sort()).toEqual([A, 'b.example.org']);
  hosts.tell('two', [[right, A]]);
  expect([...hosts.of(left)]).toEqual([A]);
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

test('a package is foreign by any host that the client does not know, unless mirrors hold public names', () => {
  const hosts = createLockedHosts();
  hosts.tell('one', [
    [left, 'own.example.org'],
    [left, A],
    [right, 'own.example.org'],
  ]);
  const elsewhere = (_: string, { host }: { readonly host: string }) =>
    host === 'own.example.org' ? undefined : ({ kind: 'host', host } as const);
  const foreign = foreignHosts(hosts, { elsewhere, publicMirrors: false });
  expect([left, right, purlOf('npm', 'other')].map(foreign)).toEqual([A, undefined, undefined]);
  expect(foreignHosts(hosts, { elsewhere, publicMirrors: true })(left)).toBeUndefined();
});

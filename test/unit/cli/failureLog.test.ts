import { expect, test } from 'vitest';
import { failureLog } from '../../../server/src/cli/failureLog.ts';
import type { Subject } from '../../../server/src/model/subject.ts';

const named = (name: string): Subject => ({ kind: 'package', purl: `pkg:npm/${name}` });

function broken() {
  const log = failureLog();
  const message = 'https://example.org/asked: no connection';
  log.note({ source: 'deps-dev', subjects: [named('a'), named('b')], why: 'offline', message });
  log.note({ source: 'deps-dev-findings', subjects: [named('b'), named('c')], why: 'offline', message });
  log.note({ source: 'npm-registry', subjects: [named('a')], why: 'malformed', message });
  return log;
}

test('a service that could not be reached is said once, by the name a reader knows', () => {
  expect(broken().lines(false)).toEqual(['deps.dev: could not be reached, for 3 names (--verbose tells more)']);
});

test('verbose tells every source with its names and message', () => {
  const message = 'https://example.org/asked: no connection';
  expect(broken().lines(true)).toEqual([
    `deps-dev: could not be reached, for 2 names: a, b; ${message}`,
    `deps-dev-findings: could not be reached, for 2 names: b, c; ${message}`,
    `npm-registry: answer could not be read, for 1 name: a; ${message}`,
  ]);
});

import { expect, test } from 'vitest';
import type { Elsewhere } from '../../../server/src/model/lockfile.ts';
import { elsewhereLines } from '../../../server/src/present/elsewhereMarkdown.ts';
import type { Reviewed } from '../../../server/src/present/reviewJson.ts';
import { dependencyOn } from '../assess/supposed.ts';

const from = (name: string, elsewhere?: Elsewhere): Reviewed => ({
  manifest: 'package.json',
  cameFrom: undefined,
  change: { kind: 'added', dependency: dependencyOn(name), direct: true },
  assessment: undefined,
  ...(elsewhere && { elsewhere }),
});

test('a line for each host, the rarest first, with ten names at most', () => {
  const mirrored = Array.from({ length: 12 }, (_, index) => from(`many-${index}`, { kind: 'host', host: 'a.example.org' }));
  const lines = elsewhereLines([
    from('calm'),
    ...mirrored,
    from('one', { kind: 'host', host: 'evil.example.org' }),
    from('one', { kind: 'host', host: 'evil.example.org' }),
    from('@example/steady', { kind: 'package', name: 'evil|<b>' }),
  ]);
  expect(lines).toEqual([
    '- resolved from evil.example.org, not from the registry configured: `one`',
    String.raw`- the lockfile takes evil\|\<b\> under the name @&#8203;example/steady`,
    `- resolved from a.example.org, not from the registry configured: ${mirrored
      .slice(0, 10)
      .map(({ change }) => `\`${change.dependency.name}\``)
      .join(', ')} and 2 more`,
  ]);
});

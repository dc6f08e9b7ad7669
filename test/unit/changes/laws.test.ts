import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeSet } from '../../../server/src/changes/changeSet.ts';
import type { ManifestSide } from '../../../server/src/changes/lineChanges.ts';
import type { ChangeKind } from '../../../server/src/model/change.ts';
import { gomodTexts } from '../../../scripts/soak/gomodTexts.ts';
import { WRITERS, recordedLock, type Writer } from '../lockfiles/reading.ts';
import { side, tell } from './telling.ts';

const name = fc.constantFrom('a', 'b', '@example/c', 'd', '__proto__');
const requirement = fc.constantFrom(
  '^1.0.0',
  '~1.0.0',
  '1.2.3',
  '^2.0.0-rc.1',
  '*',
  'latest',
  'next',
  'npm:b@^1',
  'github:example/a#v1.0.0',
  'github:example/a#main',
  'https://example.org/a.tgz',
  'workspace:*',
  'file:../a',
  'catalog:',
  '>=3 <1',
  '$b',
  ']',
);
const section = fc.dictionary(name, requirement, { maxKeys: 4 });
const packageJson = fc
  .record(
    {
      dependencies: section,
      devDependencies: section,
      peerDependencies: section,
      optionalDependencies: section,
      overrides: section,
      resolutions: section,
    },
    { requiredKeys: [] },
  )
  .map((manifest) => JSON.stringify(manifest));
const goTexts = gomodTexts(200, 11);
const goMod = fc.constantFrom(...goTexts);

const lockSide = (writer: Writer, which: 'before' | 'after') => ({ lockfile: recordedLock(writer, which), member: '' });
const app = JSON.stringify({
  dependencies: { '@example/web': '^1.0.0', tiny: 'npm:@example/small@^1.0.0', '@example/lib': 'workspace:*' },
  devDependencies: { '@example/test': '^2.0.0', 'plain-example': '*' },
  optionalDependencies: { '@example/native': '^1.0.0' },
});
const locked = fc
  .tuple(fc.constantFrom(...(Object.keys(WRITERS) as Writer[])), fc.constantFrom('before' as const, 'after' as const))
  .map(([writer, which]) => side('package.json', app, lockSide(writer, which)));

const both: fc.Arbitrary<readonly [ManifestSide | undefined, ManifestSide | undefined]> = fc.oneof(
  fc
    .tuple(fc.option(packageJson, { nil: undefined }), fc.option(packageJson, { nil: undefined }))
    .map(([a, b]) => [side('package.json', a), side('package.json', b)] as const),
  fc.tuple(goMod, goMod).map(([a, b]) => [side('go.mod', a), side('go.mod', b)] as const),
  // A text and the same text with some lines gone: what a commit looks like.
  fc.tuple(goMod, fc.nat(), fc.nat({ max: 3 })).map(([text, at, gone]) => {
    const lines = text.split('\n');
    lines.splice(at % lines.length, gone);
    return [side('go.mod', text), side('go.mod', lines.join('\n'))] as const;
  }),
  fc.tuple(locked, locked),
);

const SWAPPED: Readonly<Record<ChangeKind, ChangeKind>> = {
  added: 'removed',
  removed: 'added',
  bumped: 'downgraded',
  downgraded: 'bumped',
  repointed: 'repointed',
  changed: 'changed',
  moved: 'moved',
};

test('equal manifests and lockfiles have no changes', () => {
  fc.assert(
    fc.property(both, ([one]) => {
      expect(changeSet(one, one).map(tell)).toEqual([]);
    }),
  );
});

test('swapping the sides swaps added and removed, bumped and downgraded, from and to', () => {
  fc.assert(
    fc.property(both, ([before, after]) => {
      const there = changeSet(before, after).map(({ kind, from, to }) => JSON.stringify([SWAPPED[kind], to, from]));
      const back = changeSet(after, before).map(({ kind, from, to }) => JSON.stringify([kind, from, to]));
      expect(back.sort()).toEqual(there.sort());
    }),
    { numRuns: 300 },
  );
});

test('every dependency of either side is in the set once, or stands on the other side as well', () => {
  fc.assert(
    fc.property(both, ([before, after]) => {
      const lines = changeSet(before, after).filter(({ dependency }) => dependency.spans.whole.end > 0);
      const come = lines.flatMap(({ to }) => to?.dependency ?? []);
      const gone = lines.flatMap(({ from }) => from?.dependency ?? []);
      expect(new Set(come).size).toBe(come.length);
      expect(new Set(gone).size).toBe(gone.length);
      const [old, now] = [before, after].map((one) => one?.manifest.dependencies ?? []);
      const unchanged = (now ?? []).filter((dependency) => !come.includes(dependency));
      const kept = (old ?? []).filter((dependency) => !gone.includes(dependency));
      // What is not told of on one side is not told of on the other, name by name and section by section.
      const places = (all: typeof kept) =>
        all.map(({ name: called, scope, indirect }) => `${scope} ${called} ${indirect}`).sort();
      expect(places(kept)).toEqual(places(unchanged));
    }),
    { numRuns: 300 },
  );
});

test('the set does not depend on the order of the sections before, and has what is removed last', () => {
  fc.assert(
    fc.property(packageJson, packageJson, (a, b) => {
      const set = changeSet(side('package.json', a), side('package.json', b));
      const kinds = set.map(({ kind }) => kind === 'removed');
      expect(kinds).toEqual([...kinds].sort((x, y) => Number(x) - Number(y)));
      const places = set.filter(({ kind }) => kind !== 'removed').map(({ dependency }) => dependency.spans.whole.start);
      expect(places).toEqual([...places].sort((x, y) => x - y));
    }),
  );
});

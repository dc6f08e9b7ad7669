import { parseTree } from 'jsonc-parser';
import { gomod } from '../../server/src/ecosystems/gomod.ts';
import { npm } from '../../server/src/ecosystems/npm.ts';
import { crowdManifests } from './crowd.ts';
import { median } from './times.ts';

/** Times parsing of large manifests: medians in ms, and the ratio to `jsonc-parser` alone in the same run. */
export function benchParsing(): Readonly<Record<string, string>> {
  const { 'package.json': json = '' } = crowdManifests({ npm: 1000, go: 0 });
  const { 'go.mod': mod = '' } = crowdManifests({ npm: 0, go: 5000 });
  const ours = timeOf(() => npm.parse(json));
  const alone = timeOf(() => parseTree(json));
  return {
    'parse go.mod, 5,000 requirements': `${timeOf(() => gomod.parse(mod)).toFixed(1)} ms (${(mod.length / 1024).toFixed(0)} KiB)`,
    'parse package.json, 1,000 dependencies': `${ours.toFixed(1)} ms, ${(ours / alone).toFixed(1)} × jsonc-parser alone (${alone.toFixed(1)} ms)`,
  };
}

function timeOf(work: () => unknown): number {
  for (let warm = 0; warm < 5; warm += 1) work();
  return median(
    Array.from({ length: 21 }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}

import { expect, test } from 'vitest';
import { ecosystemOf } from '../../server/src/ecosystems/index.ts';
import { brokenSpans, edited, randomEdits } from './edits.ts';
import { realManifests } from './realManifests.ts';

const EDITS = 20_000;

test('20,000 random edits of real manifests: nothing throws, every span slices back', async () => {
  const manifests = (await realManifests()).flatMap((manifest) => {
    const ecosystem = ecosystemOf(manifest.name);
    return ecosystem === undefined ? [] : [{ ...manifest, ecosystem }];
  });
  expect(manifests.length).toBeGreaterThan(0);
  let entries = 0;
  randomEdits(EDITS, 20261121).forEach((edits, index) => {
    const { name, text, ecosystem } = manifests[index % manifests.length] ?? expect.fail();
    const now = edited(text, edits);
    const read = ecosystem.parse(now);
    entries += read.dependencies.length;
    expect(brokenSpans(now, read), `${name} after ${JSON.stringify(edits)}`).toEqual([]);
  });
  console.log(`${EDITS} edits of ${manifests.length} manifests, ${entries} entries read, every span sliced back`);
});

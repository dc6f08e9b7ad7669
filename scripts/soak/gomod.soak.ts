import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGomod } from '../../server/src/formats/gomod.ts';
import { GOMOD_EXAMPLES } from './gomodExamples.ts';
import { asGoPrints, askGo, hasGo } from './gomodOracle.ts';
import { gomodTexts } from './gomodTexts.ts';
import { realManifests } from './realManifests.ts';

const SEED = 20261121;
const RECORDED = join(import.meta.dirname, '..', '..', 'test', 'unit', 'ecosystems', 'recorded', 'gomodAnswers.json');

describe.runIf(hasGo())('go.mod against the go command', () => {
  test('every real go.mod reads as the go command reads it', async () => {
    const files = (await realManifests()).filter(({ name }) => name.endsWith('go.mod'));
    await agree(files.map(({ text }) => text));
  });

  test('2,000 generated ones and the examples too', async () => {
    await agree([...gomodTexts(2_000, SEED), ...GOMOD_EXAMPLES]);
  });

  // Where there is no toolchain the unit tests ask these answers instead: `UPDATE=1 npm run soak` writes them anew.
  if (process.env['UPDATE'] === '1') {
    test('record answers', async () => {
      const texts = [...GOMOD_EXAMPLES, ...gomodTexts(60, SEED + 1)];
      const answers = await askGo(texts);
      const lines = texts.map((text, index) => JSON.stringify({ text, answer: answers[index] }));
      await writeFile(RECORDED, `[\n${lines.join(',\n')}\n]\n`);
    });
  }
});

async function agree(texts: readonly string[]): Promise<void> {
  const answers = await askGo(texts);
  const read = texts.map(readGomod);
  const accepted = texts.flatMap((text, index) =>
    answers[index] === null ? [] : [{ text, answer: answers[index], file: read[index] }],
  );
  const different = accepted.filter(
    ({ answer, file }) => file === undefined || JSON.stringify(asGoPrints(file)) !== JSON.stringify(answer),
  );
  const complained = accepted.filter(({ file }) => file?.problems.length !== 0);
  const silent = read.filter((file, index) => answers[index] === null && file.problems.length === 0);
  console.log(
    `${texts.length} texts: ${accepted.length} accepted by Go (${different.length} different, ${complained.length} with a problem of ours), ` +
      `${texts.length - accepted.length} refused (${silent.length} without a problem of ours)`,
  );
  for (const { text, answer, file } of different.slice(0, 1))
    expect({ text, file: file && asGoPrints(file) }).toEqual({ text, file: answer });
  expect(different).toEqual([]);
  expect(complained).toEqual([]);
  expect(silent).toEqual([]);
}

import { describe, expect, test } from 'vitest';
import { readGomod } from '../../server/src/formats/gomod.ts';
import { asGoPrints, askGo, hasGo } from './gomodOracle.ts';
import { gomodTexts } from './gomodTexts.ts';
import { realManifests } from './realManifests.ts';

describe.runIf(hasGo())('go.mod against the go command', () => {
  test('every real go.mod reads as the go command reads it', async () => {
    const files = (await realManifests()).filter(({ name }) => name.endsWith('go.mod'));
    await agree(files.map(({ text }) => text));
  });

  test('2,000 generated ones too', async () => {
    await agree(gomodTexts(2_000, 20261121));
  });
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

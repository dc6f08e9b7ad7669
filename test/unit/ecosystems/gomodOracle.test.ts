import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { readGomod } from '../../../server/src/formats/gomod.ts';
import { asGoPrints, askGo, hasGo } from '../../../scripts/soak/gomodOracle.ts';
import { gomodTexts } from '../../../scripts/soak/gomodTexts.ts';

const Recorded = z.array(z.object({ text: z.string(), answer: z.unknown() }));
const RECORDED = z.parse(Recorded, JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', 'gomodAnswers.json'), 'utf8')));
const A_TWENTIETH = 100;

/** Where the go command reads the file we read the same, whole, and have nothing to object; where it refuses we have. */
function expectAgreement(text: string, answer: unknown): void {
  const file = readGomod(text);
  if (answer === null) expect(file.problems, text).not.toEqual([]);
  else expect({ read: asGoPrints(file), problems: file.problems }, text).toEqual({ read: answer, problems: [] });
}

test('recorded answers of the go command: the same, accepted and refused', () => {
  expect(RECORDED.filter(({ answer }) => answer !== null).length).toBeGreaterThan(40);
  for (const { text, answer } of RECORDED) expectAgreement(text, answer);
});

// Without a toolchain the recorded answers are the proof.
if (hasGo()) {
  test('the go command installed here answers generated files as we do', async () => {
    const texts = gomodTexts(A_TWENTIETH, 7);
    const answers = await askGo(texts);
    texts.forEach((text, index) => expectAgreement(text, answers[index]));
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { goAnswerWords, inPlainWords } from '../../../scripts/changes/oracles.ts';
import { changeSet } from '../../../server/src/changes/changeSet.ts';
import { side } from './telling.ts';

const Module = z.object({ Path: z.string() });
const Answer = z.object({ Require: z.nullable(z.array(Module)), Replace: z.nullable(z.array(z.unknown())) });
const Recorded = z.array(z.object({ text: z.string(), answer: z.unknown() }));
const path = join(import.meta.dirname, '..', 'ecosystems', 'recorded', 'gomodAnswers.json');
/** Files that the go command reads, in which no module stands twice and no path is escaped; what `replace` does has tests of its own. */
const read = z.parse(Recorded, JSON.parse(readFileSync(path, 'utf8'))).filter(({ text, answer }) => {
  const { success, data } = z.safeParse(Answer, answer);
  if (!success || data.Replace !== null || text.includes('\\x')) return false;
  const paths = (data.Require ?? []).map(({ Path }) => Path);
  return new Set(paths).size === paths.length;
});

test('the changes between any two go.mod files are those between what `go mod edit -json` says of them', () => {
  expect(read.length).toBeGreaterThan(20);
  let changes = 0;
  for (const before of read) {
    for (const after of read) {
      const set = changeSet(side('go.mod', before.text), side('go.mod', after.text)).filter(
        ({ dependency }) => dependency.scope === 'require',
      );
      changes += set.length;
      expect(inPlainWords(set), `${before.text}\n---\n${after.text}`).toEqual(goAnswerWords(before.answer, after.answer));
    }
  }
  expect(changes).toBeGreaterThan(100);
});

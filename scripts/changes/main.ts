// `npm run changes`: the change sets of the recorded pairs of real manifests, held against `git diff` and, for go.mod, the Go toolchain.
import { parseArgs } from 'node:util';
import { changeSet } from '../../server/src/changes/changeSet.ts';
import { ecosystemOf } from '../../server/src/ecosystems/index.ts';
import { CHANGE_KINDS } from '../../server/src/model/change.ts';
import { hasGo } from '../soak/gomodOracle.ts';
import { diffLines, disagreements } from './gitDiff.ts';
import { goWords, inPlainWords, npmWords } from './oracles.ts';
import { realPairs } from './realPairs.ts';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } });
const pairs = await realPairs(values.data);
if (pairs === undefined) {
  console.log('No recorded pairs: --data DIR names a folder with manifests/index.json.');
  process.exit(0);
}
const go = hasGo();
let wrong = 0;
for (const { name, file, before, after } of pairs) {
  const ecosystem = ecosystemOf(file);
  if (ecosystem === undefined) throw new Error(`${name}: no ecosystem reads it`);
  const sides = [before, after].map(({ text }) => ({ text, manifest: ecosystem.parse(text) }));
  const [old, now] = sides;
  if (old === undefined || now === undefined) throw new Error(name);
  const set = changeSet(old, now);
  const lines = disagreements(set, await diffLines(before.path, after.path), [old, now]);
  const isGo = file === 'go.mod';
  const words = isGo ? (go ? await goWords(before.text, after.text) : undefined) : npmWords(before.text, after.text);
  const own = inPlainWords(set);
  const others = words === undefined || words.join('\n') === own.join('\n');
  if (lines.length > 0 || !others) wrong += 1;
  const counts = CHANGE_KINDS.flatMap((kind) => {
    const count = set.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const oracle = isGo ? (go ? 'go mod edit' : 'no Go here') : 'JSON.parse';
  console.log(
    `${name.padEnd(52)} ${counts.join(', ').padEnd(28)} git diff: ${lines.length === 0 ? 'same' : 'DIFFERENT'}  ${oracle}: ${others ? 'same' : 'DIFFERENT'}`,
  );
  for (const line of lines) console.log(`    ${line}`);
  if (!others) for (const word of words) console.log(`    theirs ${word}`);
  for (const change of own) console.log(`    ${change}`);
}
console.log(`${pairs.length} pairs, ${wrong} different`);
process.exitCode = wrong === 0 ? 0 : 1;

// `node scripts/run.mjs scripts/people/main.ts --data DIR`: counts recorded histories (the format of `data/histories`) with the product's own code
// and says where the recorders' figures and a year counted from samples differ from it. The stories' figures: `npm run stories`.
import { parseArgs } from 'node:util';
import { compareFamous } from './compareFamous.ts';
import { compareSampled } from './compareSampled.ts';

const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
if (data === undefined) {
  console.error('usage: node scripts/run.mjs scripts/people/main.ts --data DIR (a folder of recorded histories)');
  process.exit(2);
}

const sections = [
  ["The recorders' own figures", compareFamous],
  ['Twelve monthly windows against the whole year', compareSampled],
] as const;
for (const [title, compare] of sections) {
  console.log(`\n${title}`);
  for (const line of compare(data)) console.log(`  ${line}`);
}

// `npm run stories`: what the product says of real projects at moments that mattered, beside what was expected before it was written.
import { parseArgs } from 'node:util';
import { rules } from '../../server/src/rules/index.ts';
import { COMMITTED, readFolder, readHistory } from '../histories/folder.ts';
import { dateOf } from '../histories/history.ts';
import { tableText } from '../histories/tableText.ts';
import { differences, ruleOf, tell, type Told } from './judge.ts';
import type { Story } from './story.ts';
import { STORIES } from './table.ts';

const USAGE = `npm run stories [-- --data DIR] [--all]
  --all   every history of the folder as of the day it was read, for judging by hand
exit code: 0 as expected, 1 not, 2 nothing could be done`;

const registered: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

function stories(folder: string): number {
  const rows = STORIES.map((story) => ({ story, told: tell(readHistory(folder, story.repository), story, rules) }));
  console.log(tableText(['project', 'as of', '', ...HEADS, 'as expected'], rows.flatMap(twoLines)));
  const odd = rows.flatMap(({ story, told }) =>
    differences(story, told, registered).map((difference) => `${story.repository} ${story.asOf}: ${difference}`),
  );
  console.log('\n[ ] a rule that is not registered: not expected yet. * with facts from elsewhere:');
  for (const { repository, asOf, supposed, note } of STORIES) {
    if (supposed) console.log(`  ${repository} ${asOf}: supposed from elsewhere: ${supposed.from}`);
    if (note !== undefined) console.log(`  ${repository} ${asOf}: ${note}`);
  }
  console.log(`\n${odd.length === 0 ? `all ${rows.length} as expected` : odd.join('\n')}`);
  return odd.length === 0 ? 0 : 1;
}

const HEADS = ['commits/am5/months/busiest', 'standing', 'safety net', 'on a line that stood', 'on an added line'];

/** What was expected, and below it what is told. A rule in brackets is expected once it is there. */
function twoLines({ story, told }: { readonly story: Story; readonly told: Told }): readonly (readonly string[])[] {
  const { repository, asOf, preset, supposed, figures = '-', standing, net, findings } = story;
  const marked = (all: readonly string[]) => all.map((one) => (isRegistered(one) ? one : `[${one}]`));
  const name = `${repository}${preset === 'strict' ? ' (strict)' : ''}${supposed ? ' *' : ''}`;
  const isAsExpected = differences(story, told, registered).length === 0;
  return [
    [name, asOf, 'expected', figures, standing, net, list(marked(findings.standing)), list(marked(findings.added)), ''],
    [
      '',
      '',
      'told',
      told.figures,
      told.standing,
      told.net,
      list(told.findings.standing),
      list(told.findings.added),
      isAsExpected ? 'yes' : 'NO',
    ],
  ];
}

function isRegistered(finding: string): boolean {
  return registered.has(ruleOf(finding));
}

function list(findings: readonly string[]): string {
  return findings.join(', ') || '-';
}

function everything(folder: string): number {
  const { histories, malformed } = readFolder(folder);
  for (const { file, problem } of malformed) console.error(`${file}: left out, it is no recorded history: ${problem}`);
  const rows = histories.map((history) => {
    const asOf = dateOf(history.observed);
    const told = tell(history, { asOf }, rules);
    const { standing, added } = told.findings;
    return [history.repository, asOf, told.figures, told.standing, told.net, list(standing), list(added), told.headline];
  });
  console.log(tableText(['project', 'read', ...HEADS, 'headline'], rows));
  return malformed.length === 0 ? 0 : 1;
}

function run(): number {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, all: { type: 'boolean', default: false } } });
    return (values.all ? everything : stories)(values.data ?? COMMITTED);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`${error.message.split('\n')[0] ?? ''}\n${USAGE}`);
    return 2;
  }
}

process.exitCode = run();

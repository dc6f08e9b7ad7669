import { rules } from '../../server/src/rules/index.ts';
import type { Loudness, Rule } from '../../server/src/model/finding.ts';

/** Reads the page of a rule by its id. */
export type Pages = (id: string) => string;

/** The first paragraph of a rule's page: when it speaks, in one sentence. */
function summaryOf(page: string): string {
  const [, summary = ''] = page.split(/\r?\n\s*\r?\n/, 2);
  return summary.replace(/\s+/g, ' ').trim();
}

/** The README's table of rules, in the order of the registry; `base` leads from the file it stands in to the pages. */
export function rulesTable(pages: Pages, base: string): string {
  const rows = rules.map(({ id, recommended }) => {
    const { standing, added } = recommended;
    return `| [\`${id}\`](${base}${id}.md) | ${summaryOf(pages(id)).replaceAll('|', '\\|')} | ${standing} | ${added} |`;
  });
  return ['| rule | speaks when | standing line | added line |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** docs/rules/README.md: every rule with its loudness under each preset. */
export function rulesIndex(pages: Pages): string {
  const rows = rules.map((rule) => {
    const cells = [rule.recommended, rule.inQuiet === true ? rule.recommended : OFF, strictOf(rule)].map(words);
    return `| [\`${rule.id}\`](${rule.id}.md) | ${summaryOf(pages(rule.id))} | ${cells.join(' | ')} |`;
  });
  return [
    '# Rules',
    'Written by `npm run docs` from the registry of rules and the first paragraph of each page. A severity with an arrow is: line that stood',
    'already → line added or bumped. No rule is ever an error, and none speaks where the fact it needs is not known.',
    '',
    '| rule | speaks when | `recommended` | `quiet` | `strict` |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const OFF: Loudness = { standing: 'off', added: 'off' };
const LOUDER = { off: 'off', hint: 'information', information: 'warning', warning: 'warning' } as const;

function strictOf({ strict, recommended }: Rule): Loudness {
  return strict ?? { standing: LOUDER[recommended.standing], added: LOUDER[recommended.added] };
}

function words({ standing, added }: Loudness): string {
  return standing === added ? standing : `${standing} → ${added}`;
}

import type { Assessment } from '../../model/assessment.ts';
import type { Instant } from '../../model/instant.ts';
import { sourcesOf } from '../cardSources.ts';
import { homeOf } from '../home.ts';
import { escapeMarkdown, pictureOf } from '../markdown.ts';
import { chartData } from './chartData.ts';
import { chartSvg } from './chartSvg.ts';
import { chartAlternative, chartLegend } from './chartWords.ts';

/**
 * The picture of a repository's commits by month as Markdown, with the same in words as its alternative, how to read it, sources and dates; empty
 * where there is nothing to draw. At most 5,000 characters.
 */
export function chartMarkdown(assessment: Assessment, now: Instant): string {
  const data = chartData(assessment.facts);
  if (!data) return '';
  const whose = homeOf(assessment)?.path === undefined ? '' : 'whole repository: ';
  const words = escapeMarkdown(`${whose}${chartLegend(data)}`);
  const legend = `${words.charAt(0).toUpperCase()}${words.slice(1)} · ${sourcesOf(data.evidence, now)}`;
  return `${pictureOf(chartAlternative(data), chartSvg(data))}  \n${legend}`;
}

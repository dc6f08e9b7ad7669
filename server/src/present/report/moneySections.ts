import type { SafetyNet } from '../../model/assessment.ts';
import type { Instant } from '../../model/instant.ts';
import type { Fundable, Holding, Portfolio } from '../../model/portfolio.ts';
import { rowOf } from '../checkRow.ts';
import { linksOf } from '../links.ts';
import { foundationWord } from '../netWords.ts';
import { counted } from '../numbers.ts';
import { governancePhrase } from '../phrases.ts';
import { STANDING_WORDS } from '../standingWords.ts';
import { anchor, html, type Html } from './html.ts';
import type { ReportView } from './reportView.ts';

/** Most packages that a list of who to fund holds: nobody reads on. */
const MOST_FUNDABLE = 12;

/** Nobody could tell whether a foundation stands behind it. */
function isNetUnknown({ assessment }: Holding): boolean {
  return assessment.safetyNet.foundation.state === 'unknown';
}

/** Foundations that carry something here, what, at which stage, and how to support them; of how many that is not known. */
export function foundationsSection({ holdings, carriers }: Portfolio): Html {
  const dark = holdings.filter(isNetUnknown).length;
  if (dark === holdings.length) return html`<p>Whether a foundation stands behind any of them is not known.</p>`;
  const rest =
    dark === 0 ? undefined : html`<p>Of ${counted(dark, 'package')} it is not known whether a foundation stands behind them.</p>`;
  if (carriers.length === 0)
    return html`<p>
        No foundation is known behind ${dark === 0 ? 'any' : holdings.length - dark} of them. That is neutral: most have none.
      </p>
      ${rest}`;
  return html`${carriers.map(({ foundation, carries }) => {
    const support = carries.flatMap(({ holding }) => linksOf(holding.assessment)).filter(({ kind }) => kind === 'foundation');
    const pages = [...new Map(support.map((link) => [link.url, link])).values()];
    return html`<h3>${foundation}: ${counted(carries.length, 'package')}</h3>
      <ul>
        ${carries.map(({ holding, governance }) => html`<li>${holding.name}: ${governancePhrase(governance)}</li>`)}
      </ul>
      ${pages.length === 0 ? undefined : html`<p>${pages.map(({ title, url }) => html`${anchor(title, url)} `)}</p>`}`;
  })}
  ${rest}`;
}

/** Whom to fund first, why, and where. */
export function fundingSection({ fundable }: Portfolio, { now }: ReportView): Html {
  if (fundable.length === 0)
    return html`<p>None that few people keep is known to ask for money. Where funding is unknown, nothing is said.</p>`;
  const rest = fundable.length - MOST_FUNDABLE;
  return html`<p>
      Those that ask for money and that few people keep: one person’s first, then those no foundation is known behind, then what
      ships, then what most manifests use.
    </p>
    <ol>
      ${fundable.slice(0, MOST_FUNDABLE).map((one) => html`<li>${fundableText(one, now)}</li>`)}
    </ol>
    ${rest > 0 ? html`<p>${rest} more ${rest === 1 ? 'asks' : 'ask'}.</p>` : undefined}`;
}

function fundableText({ holding }: Fundable, now: Instant): Html {
  const { name, assessment, manifests, isRuntime } = holding;
  const why = [
    STANDING_WORDS[assessment.standing.word],
    rowOf(assessment, now).rest,
    foundationText(assessment.safetyNet),
    `used by ${counted(manifests.length, 'manifest')}${isRuntime ? '' : ', for development only'}`,
  ];
  const pages = linksOf(assessment).filter(({ kind }) => kind === 'fund');
  return html`<strong>${name}</strong>: ${why.filter((text) => text !== '').join(' · ')}<br />${pages.map(
      ({ title, url }) => html`${anchor(title, url)} `,
    )}`;
}

/** That none is known of is said only where somebody could tell. */
function foundationText(safetyNet: SafetyNet): string {
  if (safetyNet.foundation.state === 'unknown') return 'whether a foundation stands behind it is not known';
  return safetyNet.foundation.value === null ? 'no foundation known' : foundationWord(safetyNet);
}

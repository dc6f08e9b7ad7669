import { speaking } from '../../model/finding.ts';
import { dayOf } from '../../model/instant.ts';
import type { Portfolio } from '../../model/portfolio.ts';
import type { PolicyReport } from '../checkJson.ts';
import { carriedWords } from '../carriedWords.ts';
import { severityCounts } from '../checkText.ts';
import { counted } from '../numbers.ts';
import { reachWords } from '../reachWords.ts';
import { html, type Html } from './html.ts';
import { decisionsSection, findingsSection, packagesSection, unknownSection } from './listSections.ts';
import { concentrationSection, mapSection, standingsSection } from './mapSections.ts';
import { foundationsSection, fundingSection } from './moneySections.ts';
import type { ReportView } from './reportView.ts';
import { REPORT_STYLE, REPORT_STYLE_HASH } from './style.ts';

/** What a report tells of. */
export interface ReportInput extends ReportView {
  /** What it is about, as its reader calls it: a folder's name. */
  readonly title: string;
  readonly manifests: readonly string[];
  readonly portfolio: Portfolio;
  readonly policies: readonly PolicyReport[];
  /** Said alone where there is nothing to tell of, and what to do. */
  readonly instead?: string;
  /** What direct dependencies bring in was left out. */
  readonly onlyDirect?: boolean;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

/**
 * The whole report as one HTML document that needs nothing beside itself: no script, no picture or font from elsewhere, and a content security policy
 * (W3C CSP 3) that allows none. No name of a person occurs in it but those that teams wrote into decisions, and the
 * account that a finding of `new-publisher` is about.
 */
export function reportHtml(input: ReportInput): string {
  const { title, manifests, portfolio, policies, problems } = input;
  const concentration = concentrationSection(portfolio);
  const all: readonly (readonly [id: string, heading: string, body: Html])[] = [
    ['findings', 'Findings', findingsSection(portfolio, input)],
    ['map', 'Map', mapSection(portfolio)],
    ...(concentration === undefined ? [] : [['accounts', 'Who can publish', concentration] as const]),
    ['fund', 'Whom to fund first', fundingSection(portfolio, input)],
    ['foundations', 'Foundations that carry you', foundationsSection(portfolio)],
    ['decisions', 'Decisions', decisionsSection(policies, portfolio)],
    ['unknown', 'What is unknown', unknownSection(portfolio, input)],
    ['packages', 'All packages', packagesSection(portfolio, input)],
  ];
  const isEmpty = portfolio.holdings.length === 0;
  const sections = isEmpty ? all.filter(([id]) => id === 'decisions' && policies.length > 0) : all;
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta
        http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src '${REPORT_STYLE_HASH}'; base-uri 'none'; form-action 'none'"
      />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>Dependencies of ${title}</title>
      ${{ html: `<style>${REPORT_STYLE}</style>` }}
    </head>
    <body>
      <main>
        <h1>Dependencies of ${title}</h1>
        ${isEmpty ? html`<p>${input.instead ?? `No package to tell of in ${counted(manifests.length, 'manifest')}.`}</p>` : head(input)}
        ${
          problems.length === 0
            ? undefined
            : html`<h2>Left out, or not to be read</h2>
                <ul>
                  ${problems.map((problem) => html`<li>${problem}</li>`)}
                </ul>`
        }
        ${isEmpty ? undefined : standingsSection(portfolio)}
        ${
          sections.length < 2
            ? undefined
            : html`<nav aria-label="Sections">
                <ul>
                  ${sections.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li>`)}
                </ul>
              </nav>`
        }
        ${sections.map(
          ([id, heading, body]) =>
            html`<h2 id="${id}">${heading}</h2>
              ${body}`,
        )}
      </main>
    </body>
  </html>`;
  return `<!doctype html>\n${page.html}\n`;
}

/** Of how much the report tells, as of when, and who could not be asked. */
function head({ portfolio, manifests, now, reasons, onlyDirect }: ReportInput): Html {
  const { holdings } = portfolio;
  const reached = reachWords(
    holdings.map(({ assessment }) => assessment),
    now,
    reasons,
  );
  return html`<p>
    ${counted(holdings.length, 'package')} in ${counted(manifests.length, 'manifest')}, as of ${dayOf(now)}.
    ${severityCounts(holdings.flatMap((one) => one.findings))}. ${sentence(portfolio)}
    ${reached === undefined ? undefined : html`<strong>${reached.charAt(0).toUpperCase() + reached.slice(1)}.</strong>`}
    ${onlyDirect === true ? 'Direct dependencies only: what they bring in is not told of.' : undefined}
  </p>`;
}

/** What the bar below does not say: how many are caught, of how many that is not known, and how many something was found about. */
function sentence({ holdings }: Portfolio): string {
  const loud = holdings.filter(({ findings }) => speaking(findings).length > 0).length;
  const carried = carriedWords(holdings.map(({ assessment }) => assessment));
  return `${carried}${loud === 0 ? '' : `; ${loud} ${loud === 1 ? 'has' : 'have'} findings`}.`;
}

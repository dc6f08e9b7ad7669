import { SEVERITIES, speaking, withoutActions } from '../../model/finding.ts';
import type { Holding, Portfolio } from '../../model/portfolio.ts';
import type { PolicyReport } from '../checkJson.ts';
import { rowOf } from '../checkRow.ts';
import { decisionName, decisionWords } from '../decisionWords.ts';
import { besideNetWords, netWords } from '../netWords.ts';
import { counted } from '../numbers.ts';
import { STANDING_WORDS } from '../standingWords.ts';
import { unknownReasons } from '../unknownReasons.ts';
import { anchor, breakable, html, type Html } from './html.ts';
import type { ReportView } from './reportView.ts';

/** What rules found, loudest first, each where it was found, packages of hints folded away; what is accepted is told with the decisions. */
export function findingsSection({ holdings }: Portfolio, view: ReportView): Html {
  const found = holdings.filter(({ findings }) => speaking(findings).length > 0).sort((a, b) => loudness(a) - loudness(b));
  if (found.length === 0) return html`<p>No findings.${darkWords(holdings)}</p>`;
  const [loud, quiet] = [found.filter((one) => !isQuiet(one)), found.filter(isQuiet)];
  return html`${loud.length === 0 ? html`<p>Nothing louder than hints.</p>` : findingsList(loud, view)}
  ${
    quiet.length === 0
      ? undefined
      : html`<details>
          <summary>${counted(quiet.length, 'package')} with hints only</summary>
          ${findingsList(quiet, view)}
        </details>`
  }`;
}

/** That nothing was found says nothing of what is not known. */
function darkWords(holdings: readonly Holding[]): string {
  const dark = holdings.filter(({ assessment }) => assessment.standing.word === 'unknown').length;
  return dark === 0 ? '' : ` Of ${counted(dark, 'package')} not enough is known to say.`;
}

function findingsList(holdings: readonly Holding[], { rulePages }: ReportView): Html {
  return html`<ul>
    ${holdings.map(
      ({ name, manifests, findings }) =>
        html`<li>
          <strong>${name}</strong> in ${manifests.join(', ')}
          <ul>
            ${speaking(findings).map(({ severity, message, rule }) => {
              const page = rulePages === undefined ? html`<code>${rule}</code>` : anchor(rule, `${rulePages}${rule}.md`);
              return html`<li>${severity}: ${withoutActions(message)} [${page}]</li>`;
            })}
          </ul>
        </li>`,
    )}
  </ul>`;
}

function isQuiet(holding: Holding): boolean {
  return loudness(holding) === SEVERITIES.indexOf('hint');
}

function loudness({ findings }: Holding): number {
  return Math.min(...speaking(findings).map(({ severity }) => SEVERITIES.indexOf(severity)));
}

/** What is not known, of how many, and what helps. */
export function unknownSection({ holdings }: Portfolio, { now, reasons }: ReportView): Html {
  const groups = unknownReasons(
    holdings.map(({ assessment }) => assessment),
    now,
    reasons,
  );
  if (groups.length === 0) return html`<p>Everything that was asked about is known.</p>`;
  return html`<p>Unknown is neither good nor bad.</p>
    <div class="wide" tabindex="0" role="region" aria-label="What is unknown">
      <table>
        <thead>
          <tr>
            <th scope="col">Why</th>
            <th scope="col">Packages</th>
            <th scope="col">What</th>
            <th scope="col">What helps</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map(
            ({ words, helps, lacking, of }) =>
              html`<tr>
                <th scope="row">${words}</th>
                <td>${of.size}</td>
                <td>
                  ${[...lacking]
                    .map(([label, { length }]) => (length === of.size ? label : `${label} (of ${length})`))
                    .join(', ')}
                </td>
                <td>${helps ?? 'nothing known'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** Every decision of the policies: what it came to, why, by whom and until when. */
export function decisionsSection(policies: readonly PolicyReport[], { holdings }: Portfolio): Html {
  const decided = policies.flatMap(({ file, decisions }) => decisions.map((one) => ({ file, ...one })));
  const accepted = holdings.flatMap(({ name, findings }) =>
    findings.flatMap((finding) => (finding.accepted?.scope === 'personal' ? [{ name, finding }] : [])),
  );
  if (decided.length === 0 && accepted.length === 0) return html`<p>No decisions.</p>`;
  return html`<ul>
    ${decided.map(
      ({ file, decision, state, because }) =>
        html`<li>
          <code>${decisionName(decision)}</code> until ${decision.until}: ${decision.reason} (${decision.owner}) ·
          ${state}${because === undefined ? undefined : `, ${because}`} · ${file}
        </li>`,
    )}
    ${accepted.map(({ name, finding }) => html`<li><code>${finding.rule}</code> of ${name}: ${decisionWords(finding)}</li>`)}
  </ul>`;
}

/** Every package with what is known of it. */
export function packagesSection({ holdings, apart }: Portfolio, { now }: ReportView): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="All packages">
      <table>
        <thead>
          <tr>
            <th scope="col">Package</th>
            <th scope="col">Version</th>
            <th scope="col">Standing</th>
            <th scope="col">What would catch it</th>
            <th scope="col">More</th>
          </tr>
        </thead>
        <tbody>
          ${holdings.map(({ name, assessment }) => {
            const row = rowOf(assessment, now, { isStandingTold: false, isAccessTold: false });
            return html`<tr>
              <th scope="row">${breakable(name)}</th>
              <td>${row.version}</td>
              <td>${STANDING_WORDS[assessment.standing.word]}</td>
              <td>${netWords(assessment.safetyNet).join(' · ')}</td>
              <td>${[row.rest, ...besideNetWords(assessment.safetyNet)].filter((words) => words !== '').join(' · ')}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
    ${
      apart === 0
        ? undefined
        : html`<p>
            ${counted(apart, 'more line')} ${apart === 1 ? 'points' : 'point'} at paths, addresses or what cannot be read.
          </p>`
    }`;
}

import { REMAINDERS, type Holding, type MapCell, type Portfolio } from '../../model/portfolio.ts';
import { STANDINGS } from '../../model/standing.ts';
import { foundationWord } from '../netWords.ts';
import { counted } from '../numbers.ts';
import { REMAINDER_WORDS, STANDING_WORDS } from '../standingWords.ts';
import { breakable, html, type Html } from './html.ts';
import { standingBar, standingKey } from './standingBar.ts';

/** How many there are of each standing, as a bar with its legend. */
export function standingsSection({ holdings }: Portfolio): Html {
  const counts = new Map(
    STANDINGS.map((word) => [word, holdings.filter(({ assessment }) => assessment.standing.word === word).length]),
  );
  const told = STANDINGS.filter((word) => (counts.get(word) ?? 0) > 0);
  const words = told.map((word) => `${STANDING_WORDS[word]}: ${counts.get(word) ?? 0}`);
  return html`${standingBar(counts, words.join(', '))}
    <ul class="legend">
      ${told.map((word) => html`<li>${standingKey(word)} ${STANDING_WORDS[word]}: ${counts.get(word)}</li>`)}
    </ul>`;
}

/** Likelihood by impact, each package with the foundation that would catch it; apart those of which neither is known. */
export function mapSection({ map }: Portfolio): Html {
  const isUnplaced = ({ standing, remains }: MapCell) => standing === 'unknown' && remains === 'unknown';
  const placed = map.filter((cell) => !isUnplaced(cell));
  const unplaced = map.filter(isUnplaced).flatMap(({ holdings }) => holdings); // one cell, by name
  return html`${placed.length === 0 ? undefined : mapTable(placed)}
  ${
    unplaced.length === 0
      ? undefined
      : html`<details>
          <summary>${counted(unplaced.length, 'package')} cannot be placed: not enough is known</summary>
          ${cellList(unplaced)}
        </details>`
  }`;
}

/** How much few accounts can publish; undefined where nothing is to be said. */
export function concentrationSection({ concentration }: Portfolio): Html | undefined {
  if (concentration === undefined) return undefined;
  const { accounts, reached, known, all } = concentration;
  const ofKnown = known === all ? '' : ` Who can publish is known of ${counted(known, 'package')}.`;
  return html`<p>
    <strong>${counted(accounts, 'account')} can publish ${reached} of your ${counted(all, 'npm package')}.</strong>${ofKnown} New
    versions come from whoever holds ${accounts === 1 ? 'this account' : 'these accounts'}. Accounts are counted and compared
    here, not named.
  </p>`;
}

function mapTable(map: Portfolio['map']): Html {
  const columns = REMAINDERS.filter((remains) => map.some((cell) => cell.remains === remains));
  const rows = STANDINGS.filter((standing) => map.some((cell) => cell.standing === standing));
  return html`<div class="wide" tabindex="0" role="region" aria-label="Map of dependencies">
    <table>
      <caption>
        Rows: whether it is being kept alive. Columns: the share of a year’s commits that would remain without the busiest person.
        Before each name: ● a foundation stands behind it, ○ none is known to, ? nobody could tell.
      </caption>
      <thead>
        <tr>
          <th scope="col">Standing</th>
          ${columns.map((remains) => html`<th scope="col">${REMAINDER_WORDS[remains]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (standing) =>
            html`<tr>
              <th scope="row">${STANDING_WORDS[standing]}</th>
              ${columns.map((remains) => {
                const cell = map.find((one) => one.standing === standing && one.remains === remains);
                return html`<td>${cell === undefined ? undefined : cellList(cell.holdings)}</td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellList(holdings: readonly Holding[]): Html {
  return html`<ul>
    ${holdings.map(({ name, assessment }) => {
      const { foundation } = assessment.safetyNet;
      const called = breakable(name);
      if (foundation.state === 'unknown') return html`<li class="asked">${called}</li>`;
      if (foundation.value === null) return html`<li class="none">${called}</li>`;
      // One that it left, or that put it to rest, is told of and stands behind it no more.
      const mark = foundation.value.ended === null ? 'net' : 'none';
      return html`<li class="${mark}">${called}<br /><small>${foundationWord(assessment.safetyNet)}</small></li>`;
    })}
  </ul>`;
}

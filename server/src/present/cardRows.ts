import type { Assessment } from '../model/assessment.ts';
import type { CardSection } from '../model/cardSections.ts';
import type { Instant } from '../model/instant.ts';
import type { Row } from './cardReading.ts';
import { inItsPlace } from './replacing.ts';
import { integrity, licence, publishers, released, required } from './rowsOfPackage.ts';
import { answers, directory, impact, people } from './rowsOfPeople.ts';
import { documentsRow, funding, governed, ownWords, source } from './rowsOfRepository.ts';

/** The rows of what is known and helps, of the sections that are shown, in fixed order; what is not known makes no row. */
export function cardRows(
  assessment: Assessment,
  now: Instant,
  shows: (section: CardSection) => boolean = () => true,
): readonly Row[] {
  const only = (section: CardSection, row: Row | undefined) => (shows(section) ? row : undefined);
  const isTold = shows('findings') && assessment.findings.some(({ rule }) => rule === 'one-maintainer');
  return [
    only('owner', ownWords(assessment)),
    ...people(assessment, isTold).map((row) => only('people', row)),
    isTold ? undefined : only('impact', impact(assessment)),
    only('people', directory(assessment)),
    only('required', required(assessment)),
    only('findings', inItsPlace(assessment)),
    only('releases', joined('Releases', released(assessment, now), publishers(assessment, now))),
    only('answers', answers(assessment)),
    joined('Governance', only('foundation', governed(assessment)), only('documents', documentsRow(assessment))),
    only('licence', licence(assessment, now)),
    only('security', integrity(assessment)),
    only('funding', funding(assessment)),
    only('repository', source(assessment)),
  ].filter(isSaid);
}

/** Two rows as one, to keep a card short; where only one of them says something, that one under its own name. */
function joined(label: string, ...rows: readonly (Row | undefined)[]): Row | undefined {
  const said = rows.filter(isSaid);
  if (said.length < 2) return said[0];
  return { label, value: said.map(({ value }) => value).join(' · '), evidence: said.flatMap(({ evidence }) => evidence) };
}

function isSaid(row: Row | undefined): row is Row {
  return row !== undefined && row.value !== '' && row.evidence.length > 0;
}

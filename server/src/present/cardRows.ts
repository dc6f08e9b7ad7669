import type { Assessment } from '../model/assessment.ts';
import type { Instant } from '../model/instant.ts';
import type { Row } from './cardReading.ts';
import { integrity, licence, publishers, released, required } from './rowsOfPackage.ts';
import { answers, directory, people } from './rowsOfPeople.ts';
import { documentsRow, funding, governed, ownWords, source } from './rowsOfRepository.ts';

/** The rows of what is known and helps, in fixed order; what is not known makes no row. */
export function cardRows(assessment: Assessment, now: Instant): readonly Row[] {
  return [
    ownWords(assessment),
    ...people(assessment),
    directory(assessment),
    publishers(assessment, now),
    required(assessment),
    released(assessment, now),
    answers(assessment),
    governed(assessment),
    documentsRow(assessment),
    licence(assessment, now),
    integrity(assessment),
    funding(assessment),
    source(assessment),
  ].flatMap((row) => (row === undefined || row.value === '' || row.evidence.length === 0 ? [] : [row]));
}

import type { OwnStatus } from '../../server/src/facts/repositoryDetail.ts';
import { dateOf, type History } from './history.ts';

/** What the recorders' keys say, the weightiest first; `successor` is left out: it is noise. */
const STATUS: readonly (readonly [key: string, status: OwnStatus])[] = [
  ['archived', 'archived'],
  ['deprecated', 'deprecated'],
  ['retired', 'unmaintained'],
  ['unmaintained', 'unmaintained'],
  ['maintenance_mode', 'maintenance-mode'],
  ['seeking_maintainers', 'seeking-maintainers'],
];

/** The product's fact of the maintainers' own word. */
export interface RecordedWord {
  readonly status: OwnStatus;
  readonly words: string;
  readonly file: string;
  readonly since: string;
}

/**
 * What the README says before the beginning of a day; null where it says nothing. The words themselves are not recorded, so their kind stands for them
 * in brackets, which no README's own words do.
 */
export function ownWordBefore({ notices }: History, day: number): RecordedWord | null {
  const past = notices.filter((notice) => notice.day < day);
  const keys = past.at(-1)?.keys ?? [];
  const [said] = STATUS.filter(([key]) => keys.includes(key));
  if (said === undefined) return null;
  const [key, status] = said;
  // The phrase stands since the first of the last consecutive notices that hold it.
  const from = past.slice(past.findLastIndex((notice) => !notice.keys.includes(key)) + 1)[0];
  return { status, words: `[recorded kind of phrase: ${key}]`, file: 'README', since: dateOf(from?.day ?? day) };
}

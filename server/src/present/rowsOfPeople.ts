import * as ofRepository from '../facts/repository.ts';
import { listedMaintainers, mergers, newcomers, responsiveness, type Responsiveness } from '../facts/repositoryDetail.ts';
import { monthsActive, remainder } from '../measures/activity.ts';
import { knownShare, toldEmployer } from '../measures/employers.ts';
import type { Assessment } from '../model/assessment.ts';
import { dayOf } from '../model/instant.ts';
import { workWords } from './activityWords.ts';
import { reading, type Row, type ValueOf } from './cardReading.ts';
import { homeOf, isArchived } from './home.ts';
import { escapeMarkdown } from './markdown.ts';
import { count, counted, percent } from './numbers.ts';

/**
 * Who keeps it, never one number: active, merging, listed, new. Where people were not counted, a bulk service's own count, named so. `isTold`: a
 * finding says how the year's commits were shared, which is not said twice.
 */
export function people(assessment: Assessment, isTold = false): readonly Row[] {
  const { facts } = assessment;
  const { get, say, row } = reading(facts);
  const year = get(ofRepository.activity);
  const counts = [
    ...(year ? (isTold ? toldWords(year) : yearWords(year)) : []),
    say(mergers, mergingWords),
    say(listedMaintainers, listedWords),
    say(newcomers, ({ came, stayed }) => (came === 0 ? '' : `${counted(came, 'newcomer')} a year ago, ${count(stayed)} stayed`)),
    say(ofRepository.affiliations, (made) => employerWords(made, year)),
  ];
  return [row('People', counts), ...(year ? [] : bulk(assessment))];
}

function yearWords(year: ofRepository.Activity): readonly string[] {
  if (year.commits === 0) return [`no human commit ${year.sampled ? 'seen ' : ''}in 12 months`];
  return [
    `${year.sampled ? 'at least ' : ''}${count(year.active)} active (5+ commits) of ${counted(year.people, 'person', 'people')}${year.sampled ? ' seen' : ''}`,
    workWords(year),
  ];
}

/** Without the commits, their shares and what would remain. */
function toldWords(year: ofRepository.Activity): readonly string[] {
  const { absenceFactor, sampled, months } = year;
  return [
    ...yearWords(year).slice(0, 1),
    `commits in ${monthsActive(year)} of ${months.length} months`,
    ...(absenceFactor === null ? [] : [factorWords(absenceFactor, sampled)]),
  ];
}

function factorWords(factor: number, sampled: boolean): string {
  return `Contributor Absence Factor ${sampled ? 'about ' : ''}${factor}`;
}

function mergingWords({ merged, people: pressing, sampled }: ValueOf<typeof mergers>): string {
  // Of many touched of late none was merged of late: those that were may be among the rest.
  if (merged === 0) return sampled ? '' : 'no change request merged in 12 months';
  return `${counted(pressing, 'person', 'people')} merged ${sampled ? `the newest ${count(merged)} changes` : counted(merged, 'change')}`;
}

function listedWords({ listed, matched, active, sampled }: ValueOf<typeof listedMaintainers>): string {
  const found = matched < listed ? `, ${count(matched)} matched` : '';
  return `${count(listed)} listed as maintainers${found}, ${sampled === true && active < matched ? 'at least ' : ''}${count(active)} of those active`;
}

/** For whom it was made: nothing where most addresses name no employer, for then nobody knows, and of one person, whose own affair it is. */
function employerWords(made: ofRepository.Affiliations, year: ofRepository.Activity | undefined): string {
  const [main, known] = [toldEmployer(made), knownShare(made)];
  if (!main || (year !== undefined && year.active <= 1)) return '';
  const about = year?.sampled === true ? 'about ' : '';
  const part = known === 1 ? '' : `, of the ${about}${percent(known)} whose employer is known`;
  return `${about}${percent(main.share)} of commits made for ${escapeMarkdown(main.domain, 80)}${part}`;
}

/** What is left if the busiest person stops. */
export function impact({ facts }: Assessment): Row {
  const { get, row } = reading(facts);
  const year = get(ofRepository.activity);
  const left = year && remainder(year);
  if (!year || !left) return row('If the busiest stops', []);
  const { sampled, absenceFactor } = year;
  return row('If the busiest stops', [
    left.commits === 0
      ? 'nobody else committed in 12 months'
      : `${sampled ? 'about ' : ''}${percent(left.share)} remains: ${counted(left.commits, 'commit')} by ${counted(left.people, 'other')}`,
    absenceFactor === null ? '' : factorWords(absenceFactor, sampled),
  ]);
}

/** Counts of bulk services by their own definitions. */
function bulk({ facts }: Assessment): readonly Row[] {
  const [ever, recent] = [reading(facts), reading(facts)];
  const {
    committers = null,
    commits = null,
    activeMaintainers = null,
    othersShare = null,
  } = ever.get(ofRepository.bulkPeople) ?? {};
  return [
    ever.row('People, bulk count', [
      committers === null ? '' : `${counted(committers, 'committer')} ever`,
      othersShare === null || commits === null || commits < 10
        ? ''
        : `busiest made ${percent(1 - othersShare)} of ${counted(commits, 'commit')} ever`,
      activeMaintainers === null ? '' : `${counted(activeMaintainers, 'maintainer')} answered within 12 months`,
    ]),
    recent.row('Work, bulk count', [
      recent.say(
        ofRepository.recentWork,
        ({ commits: made, issues }) =>
          `${counted(made, 'commit')} and ${counted(issues, 'issue activity', 'issue activities')} in the 90 days before`,
      ),
    ]),
  ];
}

/** Who keeps the package's own folder of a larger repository. */
export function directory(assessment: Assessment): Row {
  const { get, row } = reading(assessment.facts);
  const year = get(ofRepository.directoryActivity);
  if (!year) return row('Own folder', []);
  const path = homeOf(assessment)?.path;
  return row('Own folder', [path === undefined ? '' : escapeMarkdown(path, 80), ...yearWords(year)]);
}

/** How questions and changes are met, on the sample that was read; in a read-only repository nobody can ask. */
export function answers(assessment: Assessment): Row | undefined {
  if (isArchived(assessment)) return undefined;
  const { say, row } = reading(assessment.facts);
  return row('Answers', [say(responsiveness, metWords)]);
}

function metWords({ sample, answered, firstResponseHours, closureRatio, keeperSeen }: Responsiveness): string {
  if (sample === 0) return 'nothing asked in 24 months';
  return [
    `${count(answered)} of the newest ${count(sample)} answered by its keepers`,
    ...(firstResponseHours === null ? [] : [`the first answer after ${hours(firstResponseHours)}`]),
    ...(closureRatio === null ? [] : [`${percent(closureRatio)} closed`]),
    ...(answered > 0 || keeperSeen === null ? [] : [`a keeper last seen ${dayOf(keeperSeen)}`]),
  ].join(', ');
}

function hours(number: number): string {
  return number < 48 ? counted(Math.max(1, number), 'hour') : counted(number / 24, 'day');
}

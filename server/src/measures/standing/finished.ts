import { latest, latestVulnerable, releasers } from '../../facts/package.ts';
import { activity, foundation, identity } from '../../facts/repository.ts';
import { ownWord, responsiveness, unreleasedWork, type OwnStatus } from '../../facts/repositoryDetail.ts';
import { versionAdvisories } from '../../facts/version.ts';
import type { AnyFactKey, FactView } from '../../model/fact.ts';
import { dayOf, daysBetween, type Instant } from '../../model/instant.ts';
import { nameOf, typeOf, type Purl } from '../../model/purl.ts';
import { allOf, anyOf, told, truthOf, type Truth } from '../truth.ts';

/** Years of history from which a project can be finished, in days. */
const AGE_DAYS = 3 * 365;
/** Days within which somebody with write access must have acted. */
const KEEPER_DAYS = 730;
/** Days that a shipped change may wait for its release. */
const UNRELEASED_DAYS = 90;
/** Issues and changes of 24 months below which no answer is asked for, and the part of them that was answered. */
const THREADS = 4;
const ANSWERED = 0.5;

/** States that say "done, and looked after" in the maintainers' own word, and the stage words of foundations that do. */
const DONE: ReadonlySet<OwnStatus> = new Set(['feature-complete', 'maintenance-mode']);
const DONE_STAGES: ReadonlySet<string> = new Set(['feature-complete', 'maintenance', 'maintenance mode', 'stable']);

/** What is looked at. */
export const finishedKeys: readonly AnyFactKey[] = [
  activity,
  identity,
  latest,
  latestVulnerable,
  versionAdvisories,
  releasers,
  responsiveness,
  unreleasedWork,
  ownWord,
  foundation,
];

/** Whether a quiet project is finished rather than left, with the evidence in words. */
export interface Finished {
  readonly truth: Truth;
  /** What holds, what weighs most first. */
  readonly evidence: readonly string[];
}

/** What the judgement is about, beside the facts. */
export interface FinishedCase {
  readonly purl: Purl | null;
  readonly version: string | undefined;
  readonly now: Instant;
}

/**
 * PRODUCT.md's `finished`, of a project for which the activity test holds: three years old, no open advisory on the newest version, somebody
 * with write access seen within 24 months, and one of: their own or a foundation's word; nothing that ships unreleased for 90 days and at least
 * half of four or more issues and changes answered; types only.
 */
export function finished(view: FactView, { purl, version, now }: FinishedCase): Finished {
  const seen = lastAct(view);
  const word = doneWord(view);
  const released = nothingWaits(view, now);
  const answers = isAnswered(view);
  const typesOnly = truthOf(purl !== null && typeOf(purl) === 'npm' && nameOf(purl).startsWith('@types/'));
  const truth = allOf([
    age(view, now),
    isSafe(view, version),
    isKept(view, seen, now),
    anyOf([word.truth, allOf([released, answers]), typesOnly]),
  ]);
  const evidence = [
    ...(word.words === undefined ? [] : [word.words]),
    ...(typesOnly === 'holds' ? ['types only'] : []),
    ...(released === 'holds' ? ['nothing unreleased that ships'] : []),
    ...(seen === undefined ? [] : [`owner active ${dayOf(seen)}`]),
  ];
  return { truth, evidence };
}

function age(view: FactView, now: Instant): Truth {
  return told(view.get(identity), ({ olderThanThreeYears, createdAt, forkOf }) => {
    // A fork is as old as the fork, whatever history came with it.
    const made = createdAt === null ? 'unknown' : truthOf(daysBetween(createdAt, now) >= AGE_DAYS);
    if (forkOf !== null) return made;
    if (typeof olderThanThreeYears === 'boolean') return truthOf(olderThanThreeYears);
    return made === 'holds' ? 'holds' : 'unknown';
  });
}

/** No open advisory on the newest version: told of it, or of the version required where that is the newest. */
function isSafe(view: FactView, version: string | undefined): Truth {
  const newest = told(view.get(latestVulnerable), (isVulnerable) => truthOf(!isVulnerable));
  if (newest !== 'unknown') return newest;
  const offered = view.get(latest);
  if (offered.state === 'unknown' || offered.value.version !== version) return 'unknown';
  return told(view.get(versionAdvisories), (ids) => truthOf(ids.length === 0));
}

/** When somebody who can write to the repository, or publish, was last seen doing something; undefined where nobody was. */
function lastAct(view: FactView): Instant | undefined {
  const [commits, answers, published] = [view.get(activity), view.get(responsiveness), view.get(releasers)];
  return [
    commits.state === 'known' ? commits.value.lastCommit : null,
    answers.state === 'known' ? answers.value.keeperSeen : null,
    ...(published.state === 'known' ? published.value.map(({ last }) => last) : []),
  ]
    .filter((at) => at !== null)
    .sort()
    .at(-1);
}

/** The latest act known is a lower bound: that it is long ago says nothing while one of the places to look was not read. */
function isKept(view: FactView, seen: Instant | undefined, now: Instant): Truth {
  if (seen !== undefined && daysBetween(seen, now) <= KEEPER_DAYS) return 'holds';
  const places = [view.get(activity), view.get(responsiveness), view.get(releasers)];
  // A forge has no registry's accounts, and of those no more can be told.
  const areRead = places.every((fact) => fact.state === 'known' || fact.why === 'unsupported');
  return areRead && seen !== undefined ? 'fails' : 'unknown';
}

function doneWord(view: FactView): { readonly truth: Truth; readonly words?: string } {
  const own = view.get(ownWord);
  const net = view.get(foundation);
  if (own.state === 'known' && own.value !== null && DONE.has(own.value.status))
    return { truth: 'holds', words: `${own.value.status.replace('-', ' ')}, say its maintainers` };
  const stage = net.state === 'known' && net.value !== null && net.value.ended === null ? net.value.stage : null;
  if (stage !== null && DONE_STAGES.has(stage.toLowerCase()))
    return { truth: 'holds', words: `${stage}, says ${net.state === 'known' ? (net.value?.foundation ?? '') : ''}` };
  return { truth: own.state === 'unknown' || net.state === 'unknown' ? 'unknown' : 'fails' };
}

function nothingWaits(view: FactView, now: Instant): Truth {
  return told(view.get(unreleasedWork), ({ shipped, oldest, commits }) => {
    if (shipped === false) return 'holds';
    if (oldest !== null && daysBetween(oldest, now) <= UNRELEASED_DAYS) return 'holds';
    // Of several commits the oldest may not be the one that ships.
    return shipped === true && oldest !== null && commits === 1 ? 'fails' : 'unknown';
  });
}

function isAnswered(view: FactView): Truth {
  return told(view.get(responsiveness), ({ sample, answered }) => truthOf(sample < THREADS || answered >= sample * ANSWERED));
}

import { latest, licenceRuns, repository } from '../facts/package.ts';
import { forgeLicence } from '../facts/repository.ts';
import { licenceFileChanges, licenceFileNames } from '../facts/repositoryDetail.ts';
import { versionLicence } from '../facts/version.ts';
import { fileLicence, lastChange, leavesOpen, licenceOf, type Licence, type LicenceChange } from '../measures/licenceChange.ts';
import { runIndexOf } from '../measures/versionRuns.ts';
import type { Fact, FactOf } from '../model/fact.ts';
import type { RuleContext, Verdict } from '../model/finding.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/**
 * The category of the licence changed (permissive, weak copyleft, strong copyleft, non-open) between published versions: an update would change
 * it, or it changed within a year. Or the repository's licence file changed so within a year, and no release has it yet. Louder where it leaves open
 * source. A licence in no known category never fires; one permissive licence for another is a row of the card only.
 */
export const licenceChange = defineRule({
  id: 'licence-change',
  title: 'Licence changed',
  tier: 'batch',
  recommended: { standing: 'hint', added: 'information' },
  needs: {},
  optional: {
    runs: licenceRuns,
    newest: latest,
    required: versionLicence,
    home: repository,
    forge: forgeLicence,
    changes: licenceFileChanges,
    names: licenceFileNames,
  },
  judge(_, facts, context) {
    const published = publishedVerdict(facts, context);
    if (published.outcome === 'fires') return published;
    const inRepository = repositoryVerdict(facts, context);
    return published.outcome === 'quiet' || inRepository.outcome === 'fires' ? inRepository : published;
  },
});

interface Facts {
  readonly runs: FactOf<typeof licenceRuns>;
  readonly newest: FactOf<typeof latest>;
  readonly required: FactOf<typeof versionLicence>;
  readonly home: FactOf<typeof repository>;
  readonly forge: FactOf<typeof forgeLicence>;
  readonly changes: FactOf<typeof licenceFileChanges>;
  readonly names: FactOf<typeof licenceFileNames>;
}

function publishedVerdict({ runs, newest }: Facts, { version, now, thresholds }: RuleContext): Verdict {
  if (runs.state === 'unknown') return unknown(licenceRuns, runs.why);
  if (version === undefined) return unknown(licenceRuns, 'not-found');
  const here = runIndexOf(runs.value, version);
  const there = newest.state === 'known' ? runIndexOf(runs.value, newest.value.version) : undefined;
  if (here === undefined) return unknown(licenceRuns, 'not-found');
  const own = licenceOf(runs.value[here]?.value);
  const last = lastChange(runs.value, Math.max(here, there ?? here));
  if (last === 'none') return quiet;
  if (last === undefined || own === undefined) return unknown(licenceRuns, 'malformed');

  const when = last.at === undefined ? '' : ` of ${dayOf(last.at)}`;
  if (there !== undefined && there > here && own.category !== last.to.category) {
    const change = { from: own, to: last.to };
    return changed(
      change,
      [runs, newest],
      [
        `Licence changes with ${last.version}${when}: ${arrow(change)}.`,
        `Version ${version} is under ${own.name}; an update would change that.`,
      ],
    );
  }
  const days = thresholds['licence-change.withinDays'];
  if (last.at === undefined) return unknown(licenceRuns, 'undated');
  if (daysBetween(last.at, now) > days) return quiet;
  return changed(
    last,
    [runs],
    [
      `Licence changed with ${last.version}${when} (threshold ${days} days): ${arrow(last)}.`,
      `Version ${version} is under ${own.name}.`,
    ],
  );
}

/** What the repository says its licence is now, and since when. */
interface Now {
  readonly licence: Licence;
  readonly at: Instant;
  /** Of the file's own words; else the date is only that of its last change. */
  readonly isExact: boolean;
  readonly before: Licence | undefined;
  readonly facts: readonly Fact<unknown>[];
}

function repositoryVerdict(facts: Facts, { version, now, thresholds }: RuleContext): Verdict {
  const { newest, home } = facts;
  const said = saidByRepository(facts);
  if ('outcome' in said) return said;
  const offered = newest.state === 'known' ? newest.value : undefined;
  const own = facts.required.state === 'known' ? licenceOf(facts.required.value) : undefined;
  const released = offered === undefined ? undefined : licenceOfRelease(facts, offered.version, version, own);
  const published = released ?? own;
  if (published === undefined)
    return unknown(versionLicence, facts.required.state === 'unknown' ? facts.required.why : 'malformed');
  if (published.category === said.licence.category) return quiet;

  const isAfter = offered?.at != null && offered.at.slice(0, 10) > dayOf(said.at);
  // A package in a folder of its own that went on being released as before has a licence of its own.
  if (released !== undefined && isAfter && home.state === 'known' && home.value.repository.path !== undefined) return quiet;
  const change = { from: said.before ?? published, to: said.licence };
  const isNews = daysBetween(said.at, now) <= thresholds['licence-change.withinDays'];
  // Of a newer release nobody told the licence: how old the change is says nothing then of whether an update brings it.
  const mayBring = released === undefined && isAfter && said.before?.category === own?.category;
  if (!isNews && !mayBring) return quiet;
  const isUnreleased = released !== undefined || (offered?.at != null && !isAfter);
  const required = version === undefined ? 'The version required' : `Version ${version}`;
  const which = own === undefined ? `The newest release, ${offered?.version ?? ''},` : required;
  const other = isUnreleased || offered === undefined ? '' : `; of ${offered.version}, the newest, it is not known`;
  return changed(
    change,
    [...said.facts, facts.required, facts.runs, newest],
    [
      `Licence file ${said.isExact ? '' : 'last '}changed ${dayOf(said.at)}: ${arrow(change)}${isUnreleased ? ', not released yet' : ''}.`,
      `${which} is under ${published.name}${other}.`,
    ],
  );
}

/** By the file's own title where that is known by sight, else by what the forge found in it. */
function saidByRepository({ names, forge, changes }: Facts): Now | Verdict {
  const file = names.state === 'known' ? fileLicence(names.value) : undefined;
  if (file !== undefined) {
    const { licence, since, before } = file;
    return since === undefined ? quiet : { licence, at: since, before, isExact: true, facts: [names] };
  }
  if (changes.state === 'unknown') return unknown(licenceFileChanges, changes.why);
  const [at] = changes.value;
  if (at === undefined) return quiet;
  if (forge.state === 'unknown') return unknown(forgeLicence, forge.why);
  const licence = licenceOf(forge.value);
  if (licence === undefined) return unknown(forgeLicence, 'malformed');
  return { licence, at, before: undefined, isExact: false, facts: [forge, changes] };
}

/** The licence of the newest release, where it or the version required tells. */
function licenceOfRelease(
  { runs }: Facts,
  newest: string,
  version: string | undefined,
  own: Licence | undefined,
): Licence | undefined {
  const at = runs.state === 'known' ? runIndexOf(runs.value, newest) : undefined;
  const told = runs.state === 'known' && at !== undefined ? licenceOf(runs.value[at]?.value) : undefined;
  return told ?? (version === newest ? own : undefined);
}

function changed(change: LicenceChange, evidence: readonly Fact<unknown>[], sentences: readonly string[]): Verdict {
  const isLeaving = leavesOpen(change);
  const all = isLeaving ? [...sentences, `Not OSI-approved: ${change.to.name}.`] : sentences;
  return fires(all.join(' '), evidence, { subject: change.to.name, ...(isLeaving ? { louder: true } : {}) });
}

function arrow({ from, to }: LicenceChange): string {
  return `${from.name} → ${to.name}`;
}

import * as ofPackage from '../facts/package.ts';
import { foundation } from '../facts/repository.ts';
import * as ofVersion from '../facts/version.ts';
import { majorLines } from '../measures/releaseLines.ts';
import { rhythm } from '../measures/rhythm.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Fact, FactKey, FactView } from '../model/fact.ts';
import type { Governance, Relation } from '../model/governance.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import { escapeMarkdown } from './markdown.ts';
import { ago } from './phrases.ts';

/** One row of a card: what, its value in Markdown, and the facts it rests on. */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly evidence: readonly Evidence[];
}

/** A known fact under a row, with the age from which it counts as stale. */
export interface Evidence {
  readonly fact: Fact<unknown>;
  readonly maxAgeHours: number;
}

/** The rows of what is known and helps, in fixed order; what is not known makes no row. */
export function cardRows(assessment: Assessment, now: Instant): readonly Row[] {
  return [
    ownWords(assessment),
    required(assessment),
    released(assessment, now),
    people(assessment, now),
    governed(assessment),
    licence(assessment),
    integrity(assessment),
    fundingRow(assessment),
    source(assessment),
  ].flatMap((row) => (row === undefined || row.value === '' || row.evidence.length === 0 ? [] : [row]));
}

/** Reads facts and remembers which of them were known. */
function reading(view: FactView): { get<T>(key: FactKey<T>): T | undefined; row(label: string, parts: readonly string[]): Row } {
  const evidence: Evidence[] = [];
  return {
    get(key) {
      const fact = view.get(key);
      if (fact.state === 'unknown') return undefined;
      evidence.push({ fact, maxAgeHours: key.maxAgeHours });
      return fact.value;
    },
    row: (label, parts) => ({ label, value: parts.filter((part) => part !== '').join(' · '), evidence }),
  };
}

/** Notices that no finding repeats, because its rule is off. */
function ownWords({ facts, findings }: Assessment): Row {
  const { get, row } = reading(facts);
  const isSaid = (rule: string) => findings.some((finding) => finding.rule === rule);
  const deprecated = isSaid('deprecated') ? null : get(ofVersion.versionDeprecated);
  const retracted = isSaid('retracted') ? null : get(ofVersion.versionRetracted);
  return row("Owner's word", [
    typeof deprecated === 'string' ? `this version is deprecated${quoted(deprecated)}` : '',
    typeof retracted === 'string' ? `this version was withdrawn${quoted(retracted)}` : '',
  ]);
}

function quoted(words: string): string {
  const shown = escapeMarkdown(words, 160);
  return shown === '' ? '' : `: “${shown}”`;
}

/** The line required: the selected version, its date, and the last release of its major where that is another one. */
function required({ facts, version }: Assessment): Row | undefined {
  if (version === undefined) return undefined;
  const { get, row } = reading(facts);
  const at = get(ofVersion.versionPublished);
  const newest = get(ofPackage.latest);
  const number = Number(/^v?(\d{1,9})\./.exec(version)?.[1] ?? Number.NaN);
  const line = majorLines(get(ofPackage.releaseLines) ?? []).find(({ major }) => major === number);
  const isNewest = newest?.version === version;
  return row('You require', [
    escapeMarkdown(version) + (at === undefined ? '' : ` of ${dayOf(at)}`) + (isNewest ? ', the newest' : ''),
    line && line.newest !== version ? `newest ${number}.x: ${escapeMarkdown(line.newest)} of ${dayOf(line.at)}` : '',
    newest && !isNewest && newest.version !== line?.newest ? `newest: ${escapeMarkdown(newest.version)}` : '',
  ]);
}

function released({ facts }: Assessment, now: Instant): Row {
  const { get, row } = reading(facts);
  const known = get(ofPackage.releases);
  const pace = known && rhythm(known.stable, now);
  if (!known || !pace) return row('Releases', []);
  return row('Releases', [
    `last ${ago(pace.last.at, now)}`,
    pace.usualDays === null ? '' : `usually every ${pace.usualDays === 1 ? 'day' : `${pace.usualDays} days`}`,
    `${known.total} in all`,
  ]);
}

const PROVEN_DAYS = 730;

function people({ facts }: Assessment, now: Instant): Row {
  const { get, row } = reading(facts);
  const allowed = get(ofPackage.canPublish);
  const proven = get(ofPackage.releasers)?.filter(({ last }) => daysBetween(last, now) <= PROVEN_DAYS).length;
  return row('Publishers', [
    allowed === undefined ? '' : `${allowed} can publish`,
    proven === undefined ? '' : `${proven} did in 24 months`,
  ]);
}

const RELATION: Readonly<Record<Relation, string>> = {
  governs: 'governed by',
  hosts: 'hosted by',
  fiscal: 'fiscally sponsored by',
  affiliated: 'affiliated with',
  steward: 'stewarded by',
};

function governed({ facts }: Assessment): Row {
  const { get, row } = reading(facts);
  const net = get(foundation);
  if (net === undefined) return row('Foundation', []);
  return row('Foundation', net === null ? ['none known, as for most'] : governance(net));
}

function governance({
  foundation: name,
  relation,
  stage,
  ended,
  since,
  via,
  project,
  parentStage,
}: Governance): readonly string[] {
  const safe = (words: string) => escapeMarkdown(words);
  const when = since === null ? '' : ` since ${safe(since)}`;
  const own = `${RELATION[relation]} ${safe(name)}`;
  if (via === 'organisation' || via === 'inferred-organisation' || (ended === 'archived' && stage === null)) {
    const belongs = ended === 'archived' ? `archived${when} within` : via === 'organisation' ? 'belongs to' : 'likely belongs to';
    return [`${belongs} ${safe(project)}, ${own}`, parentStage === null ? '' : `that project's stage: ${safe(parentStage)}`];
  }
  if (ended === 'left') return [`left ${safe(name)}${when}`];
  return [own, stage === null ? '' : `stage: ${safe(stage)}${when}`];
}

function licence({ facts }: Assessment): Row {
  const { get, row } = reading(facts);
  const own = get(ofVersion.versionLicence);
  const runs = (get(ofPackage.licenceRuns) ?? []).flatMap(({ value, from }) => (value === null ? [] : [{ value, from }]));
  const shown = own ?? runs.at(-1)?.value;
  const changes = runs.flatMap(({ value, from }, at) => {
    const before = runs[at - 1]?.value;
    if (before === undefined || before === value) return [];
    const [which, when] = value === shown ? [before, 'before'] : [value, 'from'];
    return [`${escapeMarkdown(which, 40)} ${when} ${escapeMarkdown(from)}`];
  });
  return row('Licence', [escapeMarkdown(shown ?? '', 80), ...changes.slice(-2)]);
}

function integrity({ facts, version }: Assessment): Row {
  const { get, row } = reading(facts);
  const advisories = get(ofVersion.versionAdvisories);
  const attested = get(ofVersion.versionAttested);
  const scripts = get(ofVersion.versionInstallScripts);
  const which = version === undefined ? '' : ` for ${escapeMarkdown(version)}`;
  return row('Security', [
    advisories === undefined ? '' : advisories.length === 0 ? `no open advisory${which}` : openAdvisories(advisories),
    attested === undefined ? '' : attested ? 'build attested' : 'build not attested',
    scripts?.has === true ? 'runs scripts on install' : '',
  ]);
}

function openAdvisories(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).map((id) => escapeMarkdown(id, 40));
  const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '';
  return `${ids.length} open ${ids.length === 1 ? 'advisory' : 'advisories'}: ${shown.join(', ')}${more}`;
}

function fundingRow({ facts }: Assessment): Row {
  const { get, row } = reading(facts);
  const channels = get(ofPackage.funding) ?? [];
  return row('Funding', channels.length === 0 ? [] : ['asked for by its owner']);
}

const HOW: Readonly<Record<ofPackage.DeclaredRepository['how'], string>> = {
  declared: 'as its publisher says',
  'import-path': 'by its import path',
  origin: 'recorded by the module proxy',
  'go-get': "by its import path's page",
  attested: 'proved by a build attestation',
};

function source({ facts }: Assessment): Row {
  const { get, row } = reading(facts);
  const home = get(ofPackage.repository);
  const declared = get(ofPackage.sourceDeclared);
  if (home === undefined) return row('Repository', declared === false ? ['none named'] : []);
  const { host, owner, name, path } = home.repository;
  return row('Repository', [escapeMarkdown(`${host}/${owner}/${name}${path === undefined ? '' : ` in ${path}`}`), HOW[home.how]]);
}

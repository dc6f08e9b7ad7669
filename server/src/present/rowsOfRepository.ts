import * as ofPackage from '../facts/package.ts';
import {
  archival,
  documents,
  forgeFunding,
  foundation,
  identity,
  repositoryOwner,
  type DocumentKind,
} from '../facts/repository.ts';
import { fundingManifest, ownWord } from '../facts/repositoryDetail.ts';
import { versionDeprecated, versionRetracted } from '../facts/version.ts';
import type { Assessment } from '../model/assessment.ts';
import type { FactKey } from '../model/fact.ts';
import type { Governance, Relation } from '../model/governance.ts';
import { dayOf } from '../model/instant.ts';
import { repositoryUrl } from '../model/subject.ts';
import { reading, type Row, type ValueOf } from './cardReading.ts';
import { homeOf, isArchived } from './home.ts';
import { documentPage, hostOf, linksOf } from './links.ts';
import { escapeMarkdown, linkTo, oneLine } from './markdown.ts';
import { counted } from './numbers.ts';

/** What the owners say themselves, verbatim; notices that a finding repeats are left to it. */
export function ownWords({ facts, findings }: Assessment): Row {
  const { say, row } = reading(facts);
  const unsaid = <T>(rule: string, key: FactKey<T>, words: (value: T) => string): string =>
    findings.some((finding) => finding.rule === rule) ? '' : say(key, words);
  return row("Owner's word", [
    say(ownWord, (own) => (own === null ? '' : `“${escapeMarkdown(own.words, 160)}” (${placeOf(own)})`)),
    unsaid('archived', archival, ({ archived, at }) =>
      archived ? `repository made read-only${at === null ? '' : ` ${dayOf(at)}`}` : '',
    ),
    unsaid('deprecated', versionDeprecated, (words) => (words === null ? '' : `this version is deprecated${quoted(words)}`)),
    unsaid('retracted', versionRetracted, (words) => (words === null ? '' : `this version was withdrawn${quoted(words)}`)),
  ]);
}

function placeOf({ file, since }: NonNullable<ValueOf<typeof ownWord>>): string {
  return `${escapeMarkdown(file, 60)}${since === null ? '' : ` since ${dayOf(since)}`}`;
}

function quoted(words: string): string {
  const shown = escapeMarkdown(words, 160);
  return shown === '' ? '' : `: “${shown}”`;
}

const RELATION: Readonly<Record<Relation, string>> = {
  governs: 'governed by',
  hosts: 'hosted by',
  fiscal: 'fiscally sponsored by',
  affiliated: 'affiliated with',
  steward: 'stewarded by',
};

/** The foundation, its relation and its own stage word. */
export function governed({ facts }: Assessment): Row {
  const { get, row } = reading(facts);
  const net = get(foundation);
  if (net === undefined) return row('Foundation', []);
  return row('Foundation', net === null ? ['no foundation known, as for most'] : governance(net));
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

/** Documents one decides by; any of the kinds will do. */
const DOCUMENTS: readonly (readonly [string, readonly DocumentKind[]])[] = [
  ['governance', ['governance']],
  ['maintainers list', ['maintainers', 'owners', 'codeowners']],
  ['security policy', ['security', 'security-insights']],
];

/** Documents of governance and security that are there, and those that are not in the repository itself. */
export function documentsRow(assessment: Assessment): Row {
  const { get, row } = reading(assessment.facts);
  const paths = get(documents);
  if (!paths) return row('Documents', []);
  const pages = DOCUMENTS.map(([words, kinds]) => {
    const which = kinds.find((kind) => paths[kind] !== undefined);
    const page = which === undefined ? undefined : documentPage(assessment, which);
    return { words, isThere: which !== undefined, linked: page === undefined ? words : linkTo(words, page) };
  });
  const there = pages.flatMap(({ isThere, linked }) => (isThere ? [linked] : []));
  const absent = pages.flatMap(({ isThere, words }) => (isThere ? [] : [words]));
  return row('Documents', [
    there.join(', '),
    absent.length === 0 || isArchived(assessment) ? '' : `not in the repository: ${absent.join(', ')}`,
  ]);
}

/** Where money is asked for; a funding.json that nobody vouches for says so. */
export function funding(assessment: Assessment): Row {
  const { say, row } = reading(assessment.facts);
  // Pages that cannot be linked safely are still asked for.
  const asked = [
    say(ofPackage.funding, isAsked),
    say(forgeFunding, isAsked),
    say(fundingManifest, (all) => isAsked(all.filter(({ verified }) => verified))),
  ].find((words) => words !== '');
  const pages = linksOf(assessment).flatMap(({ kind, url }) => (kind === 'fund' ? [[hostOf(url), url] as const] : []));
  const byHost = new Map([...pages].reverse()); // of several pages of one host, the first
  const unique = [...new Set(pages.map(([host]) => host))].map((host) => linkTo(oneLine(host, 60), byHost.get(host) ?? ''));
  const more = unique.length > 3 ? ` and ${unique.length - 3} more` : '';
  return row('Funding', [
    unique.length > 0 ? `asked for on ${unique.slice(0, 3).join(', ')}${more}` : (asked ?? ''),
    say(fundingManifest, (all) => {
      const doubtful = all.filter(({ verified }) => !verified).length;
      return doubtful > 0 ? `${counted(doubtful, 'channel')} of its funding.json unverified` : '';
    }),
  ]);
}

function isAsked(channels: readonly unknown[]): string {
  return channels.length > 0 ? 'asked for by its owner' : '';
}

const HOW: Readonly<Record<ofPackage.DeclaredRepository['how'], string>> = {
  declared: 'as its publisher says',
  'import-path': 'by its import path',
  origin: 'recorded by the module proxy',
  'go-get': "by its import path's page",
  attested: 'proved by a build attestation',
};

/** Where it is developed, what it is called there today, and whose it is. */
export function source(assessment: Assessment): Row {
  const { get, say, row } = reading(assessment.facts);
  const known = get(ofPackage.repository);
  const home = homeOf(assessment);
  if (!home) return row('Repository', [say(ofPackage.sourceDeclared, (declared) => (declared ? '' : 'none named'))]);
  const { host, owner, name, path } = home;
  return row('Repository', [
    linkTo(`${host}/${owner}/${name}`, repositoryUrl(home)) + (path === undefined ? '' : ` in ${escapeMarkdown(path)}`),
    known ? HOW[known.how] : '',
    say(identity, ({ renamed, fullName }) => (renamed ? `now ${escapeMarkdown(fullName, 80)}` : '')),
    say(identity, ({ forkOf }) => (forkOf === null ? '' : `fork of ${escapeMarkdown(forkOf, 80)}`)),
    say(identity, ({ mirror }) => (mirror ? 'a mirror' : '')),
    say(repositoryOwner, ({ kind, verified }) =>
      kind === 'user' ? 'owned by a personal account' : verified === true ? 'owned by a verified organisation' : '',
    ),
  ]);
}

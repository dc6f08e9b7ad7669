import * as z from 'zod/mini';
import { parse } from 'yaml';
import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';
import { entry, type Entry } from './entry.ts';
import { organisationsOf, repositoriesOf } from './repositoryAddress.ts';

/** Repositories that hold rules and talk, not code: never the primary one while there is another. */
const TALK = /\/(governance|meta|discussions|community|tac|charter|\.github)$/;

/**
 * The table of OpenJS projects: stage, name, home page, links to charter and contributing guide, separated by tabs. The links are the
 * only repositories it names.
 */
export function readOpenJsTable(table: string, foundation: string, source: SourceRow): Entry[] {
  return rows(table).flatMap(([stage, name, home = '', links = '']) => {
    if (stage === undefined || name === undefined) return [];
    const found = repositoriesOf([...links.split(' '), home]);
    const repositories = [...found.filter((key) => !TALK.test(key)), ...found.filter((key) => TALK.test(key))];
    return [entry({ name, foundation, stage, repositories, organisations: organisationsOf([home]), source })];
  });
}

/**
 * The table of OpenSSF initiatives: kind, name, repository or organisation, status. Working and special interest groups are not
 * projects; "TBD" is no stage.
 */
export function readOpenSsfTable(table: string, foundation: string, source: SourceRow): Entry[] {
  return rows(table).flatMap(([kind, name, address, status]) => {
    if (kind !== 'Projects' || name === undefined) return [];
    const stage = status === undefined || status === 'tbd' ? null : status;
    const repositories = repositoriesOf([address]);
    return [entry({ name, foundation, stage, repositories, organisations: organisationsOf([address]), source })];
  });
}

const CommonhausRow = z.object({
  name: z.string(),
  repo: z.catch(z.nullish(z.string()), null),
  status: z._default(z.string(), 'onboarding'), // as the file's own head says
});

/** Commonhaus' list: one repository or one organisation a project; a draft is no project yet. */
export function readCommonhaus(yaml: string, foundation: string, source: SourceRow): Entry[] {
  const listed = z.record(z.string(), z.unknown()).parse(parse(yaml, { logLevel: 'silent', uniqueKeys: false }));
  return Object.values(listed).flatMap((raw) => {
    const row = CommonhausRow.safeParse(raw);
    if (!row.success || row.data.status === 'draft') return [];
    const { name, repo, status } = row.data;
    const repositories = repositoriesOf([repo]);
    return [entry({ name, foundation, stage: status, repositories, organisations: organisationsOf([repo]), source })];
  });
}

/**
 * OpenStack's official teams. Of each team's repositories the one named like the team is kept: the others are told by the
 * organisation, which is all OpenStack's.
 */
export function readOpenStack(yaml: string, foundation: string, source: SourceRow): Entry[] {
  const teams = z.record(z.string(), z.unknown()).parse(parse(yaml, { logLevel: 'silent', uniqueKeys: false }));
  return Object.entries(teams).flatMap(([team, tree]) => {
    const repositories = repositoriesIn(tree).map((path) => path.toLowerCase());
    const own = repositories.find((path) => path === `openstack/${team.toLowerCase()}`);
    return own === undefined
      ? []
      : [entry({ name: `OpenStack ${team}`, foundation, stage: 'official', repositories: [own], source })];
  });
}

/** `repos:` lists wherever they stand: below the team, or below each of its deliverables. */
function repositoriesIn(tree: unknown, depth = 0): string[] {
  if (typeof tree !== 'object' || tree === null || depth > 4) return [];
  return Object.entries(tree).flatMap(([key, value]) =>
    key === 'repos' && Array.isArray(value) ? value.filter((item) => typeof item === 'string') : repositoriesIn(value, depth + 1),
  );
}

function rows(table: string): string[][] {
  return table
    .split(/\r?\n/)
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t').map((cell) => cell.trim()));
}

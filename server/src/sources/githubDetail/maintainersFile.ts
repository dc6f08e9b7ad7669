import * as z from 'zod/mini';
import { isLogin, isPersonal, listedAs, MOST_LISTED, type Listed } from './listed.ts';
import { readYaml } from './yaml.ts';

/**
 * Those a MAINTAINERS file lists: rows of a table, items of a list, lines of `Name <address>` or `@login`, or the entries of a YAML or TOML file.
 * Sections of emeriti are left out. Prose is not read: who is only mentioned is not listed. Plain names count only in files that name nobody
 * otherwise. Approximate, since no format is agreed on.
 */
export function maintainersIn(text: string, path: string): readonly Listed[] {
  const structured = /\.ya?ml$/i.test(path) ? inYaml(text) : inToml(text);
  const found = structured.length > 0 ? structured : inLines(text);
  return found.slice(0, MOST_LISTED);
}

const FORMER =
  /\b(?:emeriti?|emeritus|former|formerly|alumni|past|retired|inactive|previous|honou?rary|stepped down|in memoriam|thanks)\b/i;

function inLines(text: string): readonly Listed[] {
  const entries: Listed[] = [];
  const names: Listed[] = [];
  let former: number | undefined;
  let columns: Columns | undefined;
  const lines = text.replace(/<!--[^]*?(?:-->|$)/g, '').split(/\r?\n/, 3000);
  lines.forEach((line, at) => {
    const level = headingLevel(line, lines[at + 1]);
    if (level !== undefined) {
      if (former === undefined || level <= former) former = FORMER.test(line) ? level : undefined;
      columns = undefined;
      return;
    }
    if (former !== undefined || line.length > 2000) return;
    if (/^\s*\|?.*\|/.test(line)) {
      if (/^[\s|:-]+$/.test(line)) return;
      const isHeader = columns === undefined && /^[\s|:-]+$/.test(lines[at + 1] ?? '');
      if (isHeader) columns = columnsOf(cellsOf(line));
      else entries.push(...inRow(cellsOf(line), columns));
      return;
    }
    columns = undefined;
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line)?.[1];
    const found = inItem(item ?? line, item !== undefined);
    if (found.length > 0) entries.push(...found);
    else if (item !== undefined) names.push(...plainName(item));
  });
  return entries.length > 0 ? entries : names;
}

function headingLevel(line: string, next: string | undefined): number | undefined {
  const marks = /^\s*(#{1,6})\s/.exec(line)?.[1];
  if (marks !== undefined) return marks.length;
  if (line.trim() === '' || next === undefined || /^\s*[-*|]/.test(line)) return undefined;
  return /^={3,}\s*$/.test(next) ? 1 : /^[-~^]{3,}\s*$/.test(next) ? 2 : undefined;
}

interface Columns {
  readonly login: number;
  readonly email: number;
  readonly name: number;
  readonly state: number;
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function columnsOf(header: readonly string[]): Columns {
  const at = (title: RegExp) => header.findIndex((cell) => title.test(cell));
  return {
    login: at(/github|handle|login|user ?name|account|\bid\b/i),
    email: at(/e-?mail/i),
    name: at(/name|maintainer|who|person/i),
    state: at(/^status$|^state$/i),
  };
}

/** One person a row: a company's account in another column is none. */
function inRow(cells: readonly string[], columns: Columns | undefined): readonly Listed[] {
  if (FORMER.test(cells[columns?.state ?? -1] ?? '')) return [];
  const chosen = cells[columns?.login ?? -1];
  const [login] = chosen === undefined ? loginsIn(cells.join(' ')) : [...loginsIn(chosen), ...bareLogin(chosen)];
  const [email] = emailsIn(cells[columns?.email ?? -1] ?? cells.join(' '));
  if (login === undefined && email === undefined) return [];
  return [{ kind: 'person', login: login ?? null, email: email ?? null, name: nameIn(cells[columns?.name ?? -1] ?? '') }];
}

function bareLogin(cell: string): readonly string[] {
  const word = cell.replace(/[`*]/g, '').trim();
  return isLogin(word) ? [word] : [];
}

/** Words that a line of one person has at most beside the account and address, where it is no item of a list. */
const FEW_WORDS = 8;

function inItem(text: string, isItem: boolean): readonly Listed[] {
  const logins = loginsIn(text);
  const emails = emailsIn(text);
  const rest = nameIn(text.replace(/^\s*[\w `*./&-]{1,80}:(?!\/\/)/, ''));
  const teams = [...text.matchAll(TEAM)].flatMap(([, team = '']) => listedAs(`@${team}`) ?? []);
  if (logins.length === 0 && emails.length === 0) return rest === null && (isItem || teams.length > 0) ? teams : [];
  // Nothing but accounts: each is one of the listed.
  if (rest === null && logins.length > 0 && emails.length <= 1)
    return [
      ...logins.map((login): Listed => ({
        kind: 'person',
        login,
        email: logins.length === 1 ? (emails[0] ?? null) : null,
        name: null,
      })),
      ...teams,
    ];
  const isProse =
    !isItem &&
    !/^\s*@[\w-]+ is\b.*\bmaintainer/i.test(text) &&
    ((rest ?? '').split(' ').length > FEW_WORDS || /\w{3}[.:]\s*$/.test(text));
  return isProse ? [] : [{ kind: 'person', login: logins[0] ?? null, email: emails[0] ?? null, name: nameBefore(text) }];
}

const HANDLE = /(?:^|[\s(,[{<*_`"'/|])@([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})(?![\w/@-]|\.\w)/gi;
const PROFILE =
  /\b(?:https?:\/\/)?(?:www\.)?github\.com\/(?!orgs\/|sponsors\/|about\b)([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})\/?(?![\w/-])/gi;
const TEAM = /(?:^|[\s(,[`])@([a-z\d-]{1,39}\/[\w.-]{1,100})/gi;

function loginsIn(text: string): readonly string[] {
  const found = [...text.matchAll(HANDLE), ...text.matchAll(PROFILE)].map(([, login = '']) => login.toLowerCase());
  return [...new Set(found)];
}

function emailsIn(text: string): readonly string[] {
  return [...new Set(text.match(/[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g) ?? [])].filter(isPersonal);
}

/** What is left of a text beside accounts, addresses, links and marks; null where there are no words left. */
function nameIn(text: string): string | null {
  const left = text
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\S*@\S*/g, ' ')
    .replace(/\b(?:and|github\.com\S*|github|email|e-mail)\b/gi, ' ')
    .replace(/[^\p{L}\p{M}\s.'’-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /\p{L}{2}/u.test(left) ? left.slice(0, 100) : null;
}

/** The name before the account or address: two words at least, as names are joined with commits by it. */
function nameBefore(text: string): string | null {
  const name = nameIn(text.split(/[(<@,|–—]|\s-\s/, 1)[0] ?? '');
  return name?.includes(' ') === true && name.split(' ').length <= 5 ? name : null;
}

/** `Jane Doe` alone, two to four words that begin with a capital. */
function plainName(item: string): readonly Listed[] {
  const name = item.replace(/[*_`[\]]/g, '').trim();
  const isName = /^\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|van|von|de|der|den|da|di|la|le)){1,4}$/u.test(name);
  return isName ? [{ kind: 'person', login: null, email: null, name }] : [];
}

/** The style of docker's and moby's MAINTAINERS: `[people.jane]` with `Name`, `Email` and `GitHub`. */
function inToml(text: string): readonly Listed[] {
  const accounts = [...text.matchAll(/^[ \t]{0,40}GitHub[ \t]{0,40}=[ \t]{0,40}"([^"\n]{1,60})"/gim)].map(
    ([, login = '']) => login,
  );
  return accounts.filter(isLogin).map((login) => ({ kind: 'person', login, email: null, name: null }));
}

const Row = z.record(z.string(), z.unknown());
const text = (row: Readonly<Record<string, unknown>>, keys: readonly string[]) => {
  const [, value] = Object.entries(row).find(([key]) => keys.includes(key.toLowerCase())) ?? [];
  return typeof value === 'string' ? value.trim() : undefined;
};

/** Objects with an account or address wherever they stand, and words of lists; what stands under a former role is left out. */
function inYaml(given: string): readonly Listed[] {
  const walk = (value: unknown, depth: number): readonly Listed[] => {
    if (depth > 6) return [];
    if (Array.isArray(value))
      return value.flatMap((one: unknown) => (typeof one === 'string' ? inItem(one, true) : walk(one, depth + 1)));
    const row = z.safeParse(Row, value);
    if (!row.success) return [];
    const login = text(row.data, ['github', 'login', 'handle', 'username', 'githubid', 'github_id', 'github-id'])?.replace(
      /^.*[@/]/,
      '',
    );
    const email = text(row.data, ['email', 'mail']);
    const person = {
      login: login !== undefined && isLogin(login) ? login : null,
      email: email !== undefined && isPersonal(email) ? email : null,
    };
    if (person.login !== null || person.email !== null)
      return FORMER.test(text(row.data, ['status', 'role', 'state']) ?? '')
        ? []
        : [{ kind: 'person', ...person, name: text(row.data, ['name']) ?? null }];
    return Object.entries(row.data).flatMap(([key, inner]) =>
      FORMER.test(key.replaceAll('_', ' ')) ? [] : walk(inner, depth + 1),
    );
  };
  return walk(readYaml(given), 0);
}

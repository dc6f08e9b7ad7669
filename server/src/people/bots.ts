import { matchesElement } from '../model/glob.ts';
import { accountsOf } from './account.ts';
import type { Author } from './commit.ts';
import { AGENT_LOGINS, MACHINE_ADDRESSES, MACHINE_LOGINS, MACHINE_NAMES } from './machines.ts';

/**
 * Whether an author is no human: a bot, a release account or an AI agent. `patterns` are the user's own logins or globs of them (of names, where a
 * commit points to no account); one with a leading `!` says that such a login is a human's, and outranks everything. A name or address that merely
 * holds "bot" makes nobody a machine, and a noreply address is a person's.
 */
export function isBot(author: Author, patterns: readonly string[] = []): boolean {
  const handles = accountsOf(author).flatMap(({ login }) => (login === null || login === '' ? [] : [login]));
  const name = author.name?.trim().toLowerCase() ?? '';
  return saidByUser(handles.length > 0 ? handles : [name], patterns) ?? isMachine(author, handles, name);
}

function saidByUser(handles: readonly string[], patterns: readonly string[]): boolean | undefined {
  const matches = (glob: string): boolean =>
    handles.some((handle) => handle !== '' && matchesElement(glob.toLowerCase(), handle));
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern)) || undefined;
}

function isMachine({ isBotAccount, email, login }: Author, handles: readonly string[], name: string): boolean {
  if (isBotAccount || name.endsWith('[bot]')) return true;
  if (MACHINE_ADDRESSES.has(email?.trim().toLowerCase() ?? '')) return true;
  if (handles.length > 0) return handles.some(isMachineLogin) || isRobotInCapitals(login ?? '');
  return isMachineName(name);
}

function isMachineLogin(login: string): boolean {
  return login.endsWith('[bot]') || MACHINE_LOGINS.has(login) || AGENT_LOGINS.has(login) || ROBOT.test(login);
}

// `acme-bot`, `acme_ci_robot`, `bot-acme`; never `abbot` or `robot`
const ROBOT = /^[^\s]+[-_.](?:bot|robot)$|^bot[-_]/;

/** `AcmeReleaseBot`, but no `TalBot`. */
function isRobotInCapitals(login: string): boolean {
  return /^[A-Za-z0-9]{3,}[a-z0-9]Bot$/.test(login);
}

// Bot is a surname too, so in a name another word must say what the machine does.
const MACHINES_DO =
  /^(?:auto\w*|backport|build|changelog|cherry|ci|circleci|deploy\w*|deps|docs?|format\w*|git|github|gitlab|i18n|jenkins|lint|maintenance|merge|nightly|npm|pick|prow|publish\w*|release\w*|sync|test\w*|translation\w*|travis|update\w*|version\w*)$/;

function isMachineName(name: string): boolean {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (MACHINE_NAMES.has(words.join(' ')) || ROBOT.test(name)) return true;
  const last = words.at(-1);
  return (last === 'bot' || last === 'robot') && words.slice(0, -1).some((word) => MACHINES_DO.test(word));
}

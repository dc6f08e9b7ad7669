import { matchesElement } from '../model/glob.ts';
import type { Author } from './commit.ts';
import { AGENT_LOGINS, MACHINE_ADDRESSES, MACHINE_LOGINS, MACHINE_NAMES } from './machines.ts';
import { accountOf } from './noreply.ts';

/**
 * Whether an author is no human: a bot, a release account or an AI agent. `patterns` are logins or globs of them, of the user's own; one with a
 * leading `!` says that such a login is a human and outranks everything. A name or address that merely holds "bot" makes nobody a machine, and a
 * noreply address is a person's.
 */
export function isBot({ login, email, name, isBotAccount }: Author, patterns: readonly string[] = []): boolean {
  const address = email?.trim().toLowerCase() ?? '';
  const handle = (login ?? accountOf(address)?.login ?? '').toLowerCase();
  const own = saidByUser(handle !== '' ? handle : (name ?? '').trim().toLowerCase(), patterns);
  if (own !== undefined) return own;
  if (isBotAccount || isMachineAddress(address)) return true;
  if (handle !== '' && isMachineLogin(handle, login ?? handle)) return true;
  return isMachineName(name ?? '', handle !== '');
}

function saidByUser(handle: string, patterns: readonly string[]): boolean | undefined {
  if (handle === '') return undefined;
  const matches = (glob: string): boolean => matchesElement(glob.toLowerCase(), handle);
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern)) ? true : undefined;
}

function isMachineLogin(handle: string, written: string): boolean {
  const app = handle.replace(/\[bot\]$/, '');
  if (app !== handle || MACHINE_LOGINS.has(app) || AGENT_LOGINS.has(app)) return true;
  // `acme-bot`, `acme_ci_robot`, `bot-acme`, `AcmeReleaseBot`; not `abbot`, `robot`, `TalBot`
  return /[-_.](?:bot|robot)$|^bot[-_]/.test(handle) || /^[A-Za-z0-9]{3,}[a-z0-9]Bot$/.test(written);
}

function isMachineAddress(address: string): boolean {
  return MACHINE_ADDRESSES.has(address);
}

/** A name of a machine's; one that some human might bear only where no account tells more. */
function isMachineName(name: string, hasAccount: boolean): boolean {
  const written = name.trim().toLowerCase();
  if (written.endsWith('[bot]')) return true;
  if (hasAccount) return false;
  const words = written.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return MACHINE_NAMES.has(words.join(' ')) || isRobotOf(words) || /^\S+[-_](?:bot|robot)$/.test(written);
}

// Bot is a Dutch surname, so the word alone makes no machine: another word must say what the machine does.
const MACHINES_DO =
  /^(?:auto\w*|backport|build|changelog|cherry|ci|circleci|deploy\w*|deps|docs?|format\w*|git|github|gitlab|i18n|jenkins|lint|maintenance|merge|nightly|npm|pick|prow|publish\w*|release\w*|robot|sync|test\w*|translation\w*|travis|update\w*|version\w*)$/;

function isRobotOf(words: readonly string[]): boolean {
  const last = words.at(-1);
  return (last === 'bot' || last === 'robot') && words.slice(0, -1).some((word) => MACHINES_DO.test(word));
}

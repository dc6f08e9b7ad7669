import { accountBehind } from './account.ts';
import { NO_EMPLOYERS } from './noEmployers.ts';
import { isNobodysAddress } from './placeholders.ts';

/**
 * The organisation a commit's address points to, as its domain (`ibm.com` for `jane@us.ibm.com`); null where it says nothing of an employer: free
 * mail, a forge's noreply address, what git or a tutorial made up, a university, and a foundation or community, which is never a company. A person's own domain reads like a small
 * organisation, so only a domain that several people share says something. Not kept by person: for counting only.
 */
export function affiliationOf(email: string): string | null {
  const address = email.trim().toLowerCase();
  const host = /^[^@\s]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/.exec(address)?.[1];
  if (host === undefined || accountBehind(address) || isNobodysAddress(address)) return null;
  const domain = registrable(host.split('.'));
  if (domain === null || ACADEMIC.test(domain) || NO_EMPLOYERS.has(domain)) return null;
  return FREE_MAIL_BRANDS.test(domain) ? null : domain;
}

/** Two labels, or three under a country's own second level (`co.uk`, `com.cn`); null for local hosts and names reserved for examples. */
function registrable(labels: readonly string[]): string | null {
  const [top = '', second = ''] = [labels.at(-1), labels.at(-2)];
  if (/^\d+$/.test(top) || RESERVED.has(top)) return null;
  const underCountry = top.length === 2 && COUNTRY_LEVELS.has(second);
  if (underCountry && labels.length < 3) return null;
  return labels.slice(underCountry ? -3 : -2).join('.');
}

const RESERVED: ReadonlySet<string> = new Set([
  'local',
  'localdomain',
  'lan',
  'internal',
  'invalid',
  'test',
  'example',
  'localhost',
]);
const COUNTRY_LEVELS: ReadonlySet<string> = new Set(['co', 'com', 'net', 'org', 'ac', 'edu', 'gov', 'or', 'ne', 'go', 'gob']);

// `mit.edu`, `ox.ac.uk`, `anu.edu.au`, `uni-bonn.de`, `tu-berlin.de`, `univ-lyon1.fr`
const ACADEMIC = /(?:^|\.)(?:edu|ac)(?:\.[a-z]{2})?$|^(?:uni|tu|fh|hs|univ)-|(?:^|-)univ(?:ersity|ersitaet)?(?:-|\.)/;

// Brands with an address in every country.
const FREE_MAIL_BRANDS =
  /^(?:yahoo|ymail|hotmail|outlook|live|msn|gmx|web|mail|yandex|icloud|googlemail|proton|protonmail|tutanota)\./;

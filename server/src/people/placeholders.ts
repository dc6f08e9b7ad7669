/** What git guesses, and tutorials type, where nobody said who they are: an e-mail or name that many unrelated people may bear. */

// What git makes up where the machine has no name of its own, and the like.
const NOBODYS_HOST = /@(?:localhost|localhost\.localdomain|example|none|\(none\)|unknown|test|invalid)$/;
const NOBODYS_NAME =
  /^(?:root|user|username|admin|ubuntu|debian|vagrant|docker|jenkins|ec2-user|you|your|yourname|your\.?email|me|mail|email|none|null|nobody|someone|unknown|test|tester|name|john\.?doe|noreply|no-reply)@/;

/** Whether the address, in lower case, says nothing about who wrote. Addresses a forge gives to people are told by `accountOf` before. */
export function isNobodysAddress(address: string): boolean {
  return NOBODYS_HOST.test(address) || NOBODYS_NAME.test(address);
}

const NAMES = new Set([
  'root',
  'user',
  'username',
  'admin',
  'administrator',
  'ubuntu',
  'debian',
  'vagrant',
  'docker',
  'jenkins',
  'nobody',
  'none',
  'null',
  'undefined',
  'unknown',
  'anonymous',
  'developer',
  'maintainer',
  'guest',
  'test',
  'tester',
  'your name',
  'first last',
  'no name',
  'noname',
  'name',
  'github',
  'gitlab',
  'macbook',
  'macbook pro',
  'ec2 user',
  'codespace',
  'gitpod',
  'vscode',
]);

/** Whether the name, in lower case and with single spaces, says nothing about who wrote. */
export function isNobodysName(name: string): boolean {
  return NAMES.has(name);
}

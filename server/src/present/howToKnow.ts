import type { Missing } from '../model/fact.ts';

/** What helps to know more, by why something is not known; undefined where nothing does. Settings and commands as the editor names them. */
export const howToKnow: Readonly<Record<Missing, string | undefined>> = {
  pending: 'ask again once the others are answered',
  'not-found': undefined,
  'not-served': undefined,
  unauthorized: 'sign in to GitHub, or give the registry’s credentials in .npmrc',
  'rate-limited': 'ask again later; a GitHub sign-in raises the limit',
  offline: 'ask again once online',
  timeout: 'ask again',
  malformed: undefined,
  'too-large': undefined,
  unsupported: undefined,
  private: 'private names are told to nobody; `mainstay.publicMirrors` says that a mirror holds public ones',
  'switched-off': 'switch the service on in `mainstay.services`; under `mainstay.privacy: strict` registries alone are asked',
  undated: undefined,
};

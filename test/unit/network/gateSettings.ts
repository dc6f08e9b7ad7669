import { type GateSettings } from '../../../server/src/engine/privacyGate.ts';
import type { Clearance, GoProxyElement } from '../../../server/src/model/ports.ts';

/** Every clearance there is, the narrowest first. */
export const CLEARANCES: readonly Clearance[] = ['registry', 'third-party', 'web'];
/** The public proxy. */
export const publicProxy: GoProxyElement = {
  kind: 'proxy',
  base: 'https://proxy.example.org',
  isPublicDefault: true,
  fallThrough: 'not-found',
};
/** A proxy of one’s own. */
export const corporateProxy: GoProxyElement = { ...publicProxy, base: 'https://athens.example.org', isPublicDefault: false };
/** The module’s own host. */
export const direct: GoProxyElement = { kind: 'direct' };

/** Settings that keep nothing back. */
export const open: GateSettings = {
  foreignHost: () => undefined,
  npm: { registryFor: () => ({ base: 'https://registry.example.org', isPublicDefault: true }), isPrivateScope: () => false },
  go: { proxies: [publicProxy, direct], isPublicDefault: true, bypassesProxy: () => false, isPrivate: () => false },
  privatePatterns: [],
  localNames: new Set(),
  publicMirrors: false,
  strict: false,
  ownForges: new Set(),
  trusted: true,
};
/** A registry of one’s own. */
export const ownRegistry = { base: 'https://npm.example.org', isPublicDefault: false };
/** The public registry, asked with a token. */
export const withToken = { base: 'https://registry.example.org', isPublicDefault: true, authorization: 'Bearer secret' };

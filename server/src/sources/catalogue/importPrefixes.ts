import { bundledCatalogue } from './bundled.ts';

/**
 * Go import prefixes whose repository is known without asking: `[prefix, template, verified]`, as `['k8s.io/{1}',
 * 'github.com/kubernetes/{1}', true]`. `{name}` stands for one path segment, the same on both sides (`gopkg.in/{pkg}.v{n}` too).
 * A prefix covers the paths at and below it; the longest one wins, a literal one before a template. Unverified rows are likely only.
 */
export function importPrefixes(): readonly (readonly [prefix: string, template: string, verified: boolean])[] {
  return bundledCatalogue.vanity;
}

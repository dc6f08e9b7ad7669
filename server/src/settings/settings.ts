import * as z from 'zod/mini';

const Loudness = z.enum(['off', 'hint', 'information', 'warning']);

/**
 * Every setting with its default: the one place they are declared. Names are those under `mainstay.` in an editor.
 * Descriptions are for users: plain, with what happens.
 */
const fields = {
  preset: z._default(z.enum(['quiet', 'recommended', 'strict']), 'recommended'),
  rules: z._default(z.record(z.string(), Loudness), {}),
  publicMirrors: z._default(z.boolean(), false),
  privatePatterns: z._default(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(500)), []),
  'services.depsDev': z._default(z.boolean(), true),
  'services.pkgGoDev': z._default(z.boolean(), true),
  'services.goGet': z._default(z.boolean(), true),
  inlayHints: z._default(z.enum(['notable', 'all', 'off']), 'notable'),
};

/** Mainstay's settings by their names; always complete. */
export interface Settings {
  /** Which rules speak, and how loud. */
  readonly preset: 'quiet' | 'recommended' | 'strict';
  /** Exceptions by rule id. */
  readonly rules: Readonly<Record<string, 'off' | 'hint' | 'information' | 'warning'>>;
  /** Names on the configured default registry or GOPROXY are public, except private patterns and scopes with a token. */
  readonly publicMirrors: boolean;
  /** Names that never leave the machine: `@scope/*`, `corp.example.org/*`. */
  readonly privatePatterns: readonly string[];
  readonly 'services.depsDev': boolean;
  readonly 'services.pkgGoDev': boolean;
  readonly 'services.goGet': boolean;
  /** Which lines say something at their end in an editor: those with a finding, every one that is known, or none. */
  readonly inlayHints: 'notable' | 'all' | 'off';
}

/** Reads settings: a bad value falls back to its default for that key alone and is reported once, by name. */
export function readSettings(given: Readonly<Record<string, unknown>>): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const entries = Object.entries(fields).map(([key, field]) => {
    const read = z.safeParse(field, given[key]);
    if (read.success) return [key, read.data];
    problems.push(`mainstay.${key}: ${read.error.issues[0]?.message ?? 'not a valid value'}; the default is used`);
    return [key, z.parse(field, undefined)];
  });
  return { settings: Object.fromEntries(entries) as Settings, problems }; // built from the very fields the interface names
}

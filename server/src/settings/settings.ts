import * as z from 'zod/mini';
import { CARD_SECTION_WORDS, CARD_SECTIONS, type CardSection } from '../model/cardSections.ts';
import type { Service } from '../model/source.ts';
import { THRESHOLDS, thresholdsWith, type ThresholdName, type Thresholds } from '../model/thresholds.ts';
import { LOUDNESS, rulesByName, someOf, thresholdsByName, type Chosen, type KnownRule } from '../policy/choices.ts';
import { expectedWords } from '../policy/words.ts';
import { readByName } from './byName.ts';

const SERVICES = ['depsDev', 'pkgGoDev', 'goGet', 'ecosystems', 'github'] as const satisfies readonly Service[];

/** The parts in which an editor and the README list settings, in that order. */
export const SETTING_GROUPS = ['Findings', 'What is shown', 'Privacy and services', 'GitHub', 'Review', 'Trouble'] as const;

/** One of the parts in which settings are listed. */
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/**
 * What an editor shows of a setting. `machine` settings decide what leaves the machine, so no workspace may change them; `resource` ones
 * may differ by folder. Keys but `group` are those of VS Code's configuration schema; `order` comes from the order of the fields.
 */
interface Shown {
  readonly group: SettingGroup;
  readonly scope: 'machine' | 'resource' | 'window';
  /** For users: plain, with what happens. Markdown. */
  readonly markdownDescription: string;
  /** One per value of an enumeration, in its order. */
  readonly markdownEnumDescriptions?: readonly string[];
}

/** Gives a setting its words. */
function shown<T>(words: Shown): z.core.$ZodCheck<T> {
  return z.meta<T>({ ...words });
}

/** A host's name, with a port where it is not the usual one; never github.com, which is always known. */
const HOST = /^(?!github\.com$)[a-zA-Z0-9][a-zA-Z0-9.-]{0,252}(?::\d{1,5})?$/;

const CardSectionName = z.enum(CARD_SECTIONS).check(z.meta({ enumDescriptions: Object.values(CARD_SECTION_WORDS) }));

const switchedOn = () => z._default(z.boolean(), true);

/** Every setting with its default: the one place they are declared. Names are those under `mainstay.` in an editor. */
const fields = {
  preset: z._default(z.enum(['quiet', 'recommended', 'strict']), 'recommended').check(
    shown({
      group: 'Findings',
      scope: 'resource',
      markdownDescription: 'Which rules speak, and how loud: begin with `quiet` where a manifest is full of findings.',
      markdownEnumDescriptions: [
        'Only what has ended, was withdrawn or changed hands.',
        'What a reviewer should know; louder on lines that were added.',
        'Everything one step louder, and the rules that ask for more than most projects have. Never an error.',
      ],
    }),
  ),
  rules: z._default(z.record(z.string(), z.enum(LOUDNESS)), {}).check(
    shown({
      group: 'Findings',
      scope: 'resource',
      markdownDescription:
        'Exceptions to the preset by rule: `off`, `hint`, `information` or `warning`, e.g. `{ "line-ended": "off" }`.',
    }),
  ),
  thresholds: z._default(someOf(thresholdsByName()), {}).check(
    shown({
      group: 'Findings',
      scope: 'resource',
      markdownDescription: 'What the rules judge by, where it is not the default, e.g. `{ "fading.activeMonths": 4 }`.',
    }),
  ),
  inlayHints: z._default(z.enum(['notable', 'all', 'off']), 'notable').check(
    shown({
      group: 'What is shown',
      scope: 'resource',
      markdownDescription: 'Which lines say something at their end.',
      markdownEnumDescriptions: [
        'Added lines and lines with a finding.',
        'Every dependency of which something is known.',
        'None.',
      ],
    }),
  ),
  'card.sections': z._default(z.array(CardSectionName), [...CARD_SECTIONS]).check(
    shown({
      group: 'What is shown',
      scope: 'resource',
      markdownDescription:
        'What a card shows below its headline; the order is the card’s own. For a short one: `["findings", "chart", "people", "impact", "links"]`; with `[]` the headline alone.',
    }),
  ),
  privacy: z._default(z.enum(['standard', 'strict']), 'standard').check(
    shown({
      group: 'Privacy and services',
      scope: 'machine',
      markdownDescription: 'How far names of dependencies may go.',
      markdownEnumDescriptions: [
        'Public names go to the services below and to the forge of their repository too; private ones to their own registry only.',
        'To your registries and GOPROXY only: no other service, no forge, no page of a module. Most facts stay unknown.',
      ],
    }),
  ),
  privatePatterns: z._default(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(500)), []).check(
    shown({
      group: 'Privacy and services',
      scope: 'machine',
      markdownDescription:
        'Names that never leave the machine, beside those your npm and Go configuration makes private: `@acme/*`, `corp.example.org/*`.',
    }),
  ),
  publicMirrors: z._default(z.boolean(), false).check(
    shown({
      group: 'Privacy and services',
      scope: 'machine',
      markdownDescription:
        'Your default registry or GOPROXY is a mirror of the public one: names there are public, except private patterns and scopes with a token. Off, every name on a mirror of your own stays private, and so does an npm package that a lockfile takes from a host that no registry of your `.npmrc` has.',
    }),
  ),
  'services.depsDev': switchedOn().check(
    shown({
      group: 'Privacy and services',
      scope: 'machine',
      markdownDescription: 'Ask deps.dev about public names: advisories, licences, build attestations.',
    }),
  ),
  'services.pkgGoDev': switchedOn().check(
    shown({
      group: 'Privacy and services',
      scope: 'machine',
      markdownDescription: 'Ask pkg.go.dev about public Go modules: all releases with dates in one request.',
    }),
  ),
  'services.goGet': switchedOn().check(
    shown({
      group: 'Privacy and services',
      scope: 'machine',
      markdownDescription:
        "Ask a public Go import path's own page where the module is developed, as the go command does. Trusted workspaces only.",
    }),
  ),
  'services.ecosystems': switchedOn().check(
    shown({
      group: 'Privacy and services',
      scope: 'machine',
      markdownDescription:
        'Ask ecosyste.ms about public names: people and archived repositories, known without a token. Its data is under CC BY-SA 4.0 and shown with its name.',
    }),
  ),
  'services.github': switchedOn().check(
    shown({
      group: 'GitHub',
      scope: 'machine',
      markdownDescription:
        'Ask GitHub about repositories (who is active, who merges, what is archived, governance and funding) and, by their names, about the advisories of public packages you depend on directly. Needs *Mainstay: Sign in to GitHub* or a token; no scopes are asked for. Without, a repository is asked about on request only.',
    }),
  ),
  'github.servers': z
    ._default(
      z.array(z.string().check(z.toLowerCase(), z.regex(HOST, 'a host name such as github.example.org'))).check(z.maxLength(20)),
      [],
    )
    .check(
      shown({
        group: 'GitHub',
        scope: 'machine',
        markdownDescription:
          'GitHub Enterprise servers of your own, by host name: `github.example.org`. Repositories there are asked of that server only, those of private packages too.',
      }),
    ),
  'review.base': z._default(z.string().check(z.maxLength(256)), '').check(
    shown({
      group: 'Review',
      scope: 'resource',
      markdownDescription:
        'The branch or commit that lines count as added or bumped against, and _Dependency Changes_ compares with, as the place where your branch left it: `origin/release-2.x`. Empty: the default branch of `origin`, else `main` or `master`.',
    }),
  ),
  'trace.server': z._default(z.enum(['off', 'messages', 'verbose']), 'off').check(
    shown({
      group: 'Trouble',
      scope: 'window',
      markdownDescription: 'Write what editor and language server say to each other into the output channel *Mainstay*.',
      markdownEnumDescriptions: [
        'Nothing.',
        'One line per message.',
        'Messages with their contents, names of dependencies included.',
      ],
    }),
  ),
};

/** Mainstay's settings by their names; always complete. */
export interface Settings {
  /** Which rules speak, and how loud. */
  readonly preset: 'quiet' | 'recommended' | 'strict';
  /** Exceptions by rule id. */
  readonly rules: Readonly<Record<string, Chosen>>;
  /** A number for every threshold. */
  readonly thresholds: Thresholds;
  /** `strict`: names go to registries only. */
  readonly privacy: 'standard' | 'strict';
  /** Names on the configured default registry or GOPROXY are public, except private patterns and scopes with a token. */
  readonly publicMirrors: boolean;
  /** Names that never leave the machine: `@scope/*`, `corp.example.org/*`. */
  readonly privatePatterns: readonly string[];
  readonly 'services.depsDev': boolean;
  readonly 'services.pkgGoDev': boolean;
  readonly 'services.goGet': boolean;
  readonly 'services.ecosystems': boolean;
  readonly 'services.github': boolean;
  /** Hosts of GitHub Enterprise servers, lower case. */
  readonly 'github.servers': readonly string[];
  /** Which lines say something at their end in an editor: those with a finding, every one that is known, or none. */
  readonly inlayHints: 'notable' | 'all' | 'off';
  /** What a card shows below its headline. */
  readonly 'card.sections': readonly CardSection[];
  /** The branch or commit that lines are added since; empty for the default branch. */
  readonly 'review.base': string;
  /** How much of the talk between editor and server is logged; read by the client. */
  readonly 'trace.server': 'off' | 'messages' | 'verbose';
}

/** The services that may not be asked, by the names sources have for them: those switched off, or all under strict privacy. */
export function servicesOff(settings: Settings): ReadonlySet<Service> {
  return new Set(SERVICES.filter((service) => settings.privacy === 'strict' || !settings[`services.${service}`]));
}

/** What a value that cannot be read means where it decides what leaves the machine: in doubt a name stays here. */
function inDoubt(key: string, value: unknown): { readonly value: unknown; readonly words: string } | undefined {
  if (key === 'privacy') return { value: 'strict', words: 'strict counts' };
  if (key.startsWith('services.')) return { value: false, words: 'it counts as switched off' };
  if (key !== 'privatePatterns') return undefined;
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = all.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  return { value: texts.slice(0, 500), words: 'what can be read of it counts' };
}

/**
 * Reads settings: a bad value falls back to its default for that key alone and is reported once, by name; of `rules` and `thresholds` every name is
 * a key of its own. `rules` are those there are.
 */
export function readSettings(
  given: Readonly<Record<string, unknown>>,
  rules: readonly KnownRule[],
): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const entries = Object.entries(fields).map(([key, field]) => {
    const value = key === 'rules' || key === 'thresholds' ? undefined : given[key];
    const read = z.safeParse(field, value);
    if (read.success) return [key, read.data];
    const [issue] = read.error.issues;
    const doubt = inDoubt(key, value);
    problems.push(
      `mainstay.${key}: ${issue ? expectedWords(issue, value, key) : 'not a valid value'}; ${doubt?.words ?? 'the default is used'}`,
    );
    return [key, doubt ? doubt.value : z.parse(field, undefined)];
  });
  const loudness = readByName(given['rules'], {
    setting: 'mainstay.rules',
    what: 'rule',
    schemas: rulesByName(rules),
    instead: () => 'the preset decides',
  });
  const numbers = readByName(given['thresholds'], {
    setting: 'mainstay.thresholds',
    what: 'threshold',
    schemas: thresholdsByName(),
    instead: (name) => `${THRESHOLDS[name as ThresholdName].value} is used`, // asked of known names only
  });
  const read = Object.fromEntries(entries) as Omit<Settings, 'rules' | 'thresholds'>; // built from the very fields the interface names
  return {
    settings: { ...read, rules: loudness.chosen, thresholds: thresholdsWith(numbers.chosen) },
    problems: [...problems, ...loudness.problems, ...numbers.problems],
  };
}

/**
 * Every setting by its name under `mainstay.`, in order, as JSON Schema with its words in VS Code's keys (`scope`, `markdownDescription`,
 * `markdownEnumDescriptions`): what editors are told is made of this.
 */
export function settingSchemas(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const { $schema: _, propertyNames: __, group: ___, ...schema } = z.toJSONSchema(field);
      return [key, schema];
    }),
  );
}

/** The settings of each part by their names under `mainstay.`, both in order: every setting stands in exactly one. */
export function settingGroups(): readonly { readonly title: SettingGroup; readonly keys: readonly string[] }[] {
  const all = Object.entries(fields).map(([key, field]) => [key, z.toJSONSchema(field)['group']] as const);
  return SETTING_GROUPS.map((title) => ({ title, keys: all.flatMap(([key, group]) => (group === title ? [key] : [])) }));
}

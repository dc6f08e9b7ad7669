import * as z from 'zod/mini';
import { SEVERITIES } from '../model/severity.ts';
import { STANDINGS } from '../model/standing.ts';
import { rulesByName, someOf, thresholdsByName, type KnownRule } from './choices.ts';
import { PURL, PURL_WORDS, readPurl } from './purlText.ts';

/** Most entries of each list. */
export const MOST = { decisions: 1000, privatePatterns: 500, bots: 500, aliases: 500 } as const;

/** Text with something in it. */
const text = (most: number) => z.string().check(z.maxLength(most), z.regex(/\S/, 'expected some text, not an empty one'));
const day = () => z.iso.date('expected a day of the calendar as YYYY-MM-DD');
const described = <T>(description: string) => z.meta<T>({ description });

/** The parts of a policy that stand or fall by themselves. */
export function policyParts(rules: readonly KnownRule[]) {
  return {
    preset: z.enum(['quiet', 'recommended', 'strict']).check(described('Which rules speak, and how loud.')),
    rules: rulesByName(rules),
    thresholds: thresholdsByName(),
    /** A pattern, a login, a name. */
    name: text(200),
    alias: z.array(text(200)).check(z.minLength(2), z.maxLength(20)),
    decision: z
      .strictObject({
        rule: z.enum(rules.map(({ id }) => id)).check(described('The rule whose finding is accepted.')),
        purl: z.string().check(
          z.maxLength(300),
          z.regex(PURL, PURL_WORDS),
          z.refine((given) => !PURL.test(given) || readPurl(given) !== undefined, PURL_WORDS),
          described('The package, without a version: pkg:npm/@acme/tool, pkg:golang/example.org/mod.'),
        ),
        reason: text(500).check(described('Why it is accepted.')),
        owner: text(100).check(described('Who answers for it: a team, a role, a handle.')),
        until: day().check(described('The last day it holds, YYYY-MM-DD: the day to look again.')),
        accepted: z.optional(day().check(described('The day it was decided, YYYY-MM-DD.'))),
        standing: z.optional(
          z.enum(STANDINGS).check(described('The standing at that time; a worse one brings the finding back.')),
        ),
        severity: z.optional(z.enum(SEVERITIES).check(described('How loud it was; louder brings it back.'))),
        subject: z.optional(
          text(500).check(described('What exactly was found: a publisher, a licence, a line; another brings it back.')),
        ),
      })
      .check(described('Accepts a rule for a package until a day, or until it gets worse.')),
  };
}

/** The whole of `.mainstay.json` as JSON Schema, made of the very parts it is read by; its descriptions are what an editor shows. */
export function policyJsonSchema(rules: readonly KnownRule[]): Readonly<Record<string, unknown>> {
  const { preset, rules: byRule, thresholds, name, alias, decision } = policyParts(rules);
  const list = <T extends z.core.SomeType>(of: T, most: number, description: string) =>
    z.optional(z.array(of).check(z.maxLength(most), described(description)));
  const whole = z
    .strictObject({
      $schema: z.optional(z.string().check(described('Where the schema of this file is.'))),
      preset: z.optional(preset),
      rules: z.optional(someOf(byRule).check(described('Exceptions to the preset by rule.'))),
      thresholds: z.optional(someOf(thresholds).check(described('What the rules judge by, where it is not the default.'))),
      privatePatterns: list(
        name,
        MOST.privatePatterns,
        'Names that never leave the machine, beside those that are private anyway: @acme/*, corp.example.org/*.',
      ),
      people: z.optional(
        z
          .strictObject({
            bots: list(name, MOST.bots, 'Logins, or globs of them (acme-*), that are no humans; with a leading !, that are.'),
            aliases: list(alias, MOST.aliases, 'Groups of logins, e-mails or full names that are one human each.'),
          })
          .check(described('How people are counted.')),
      ),
      decisions: list(decision, MOST.decisions, 'What the team accepts, why, and until when.'),
    })
    .check(
      z.meta({ title: 'Mainstay policy', description: 'How a team looks at its dependencies. Data: nothing in it is run.' }),
    );
  return z.toJSONSchema(whole, { target: 'draft-7' });
}

/** The keys of the file. */
export const POLICY_KEYS = ['$schema', 'preset', 'rules', 'thresholds', 'privatePatterns', 'people', 'decisions'] as const;
/** The keys of `people`. */
export const PEOPLE_KEYS = ['bots', 'aliases'] as const;

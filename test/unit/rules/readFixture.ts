import type { Fact, FactKey, FactView, Missing } from '../../../server/src/model/fact.ts';
import { ecosystemOf } from '../../../server/src/ecosystems/index.ts';
import { purlOfDependency } from '../../../server/src/model/manifest.ts';
import { rules } from '../../../server/src/rules/index.ts';
import type { Moment, Rule } from '../../../server/src/model/finding.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { foundation } from '../../../server/src/facts/repository.ts';
import { isGoverning } from '../../../server/src/measures/governance.ts';
import { standingOf } from '../../../server/src/measures/standing/standing.ts';
import { severityOf, type Preset } from '../../../server/src/assess/severity.ts';

/** A fixture: a story, the facts it supposes, a manifest, and under its lines what is to be seen there. */
export interface Fixture {
  readonly now: string;
  readonly moment: Moment;
  readonly preset: Preset;
  readonly rules: readonly Rule[];
  readonly facts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly file: string;
  /** The manifest without its caret lines. */
  readonly document: string;
  readonly expected: readonly string[];
}

/** Reads a fixture; carets speak of the last line above them that is no caret line, by column. */
export function readFixture(text: string): Fixture {
  const [, setting = '', , factsText = '', file = '', marked = ''] =
    /^[^\n]*\n(?:\n)?((?:[a-z]+: .*\n)*)(\n*)-- facts\.json --\n([\s\S]*?)\n-- ([^\n]+) --\n([\s\S]*)$/.exec(text) ?? [];
  if (file === '') throw new Error('a fixture is a title, settings, a facts.json and a manifest');
  const settings = Object.fromEntries(
    setting
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(': ', 2)),
  ) as Record<string, string>;
  const ids = settings['rules']?.split(' ');
  const document: string[] = [];
  const expected: string[] = [];
  for (const line of marked.split('\n')) {
    const caret = /^([ \t]*)(\^+) (.*)$/.exec(line);
    if (!caret) document.push(line);
    else expected.push(`${document.length}:${(caret[1]?.length ?? 0) + 1}+${caret[2]?.length ?? 0} ${caret[3] ?? ''}`);
  }
  return {
    now: settings['now'] ?? '2026-01-01T00:00:00.000Z',
    moment: settings['moment'] === 'added' ? 'added' : 'standing',
    preset: settings['preset'] === 'strict' ? 'strict' : 'recommended',
    rules: rules.filter(({ id }) => ids === undefined || ids.includes(id)),
    facts: JSON.parse(factsText) as Fixture['facts'],
    file,
    document: document.join('\n'),
    expected,
  };
}

/** Everything seen in the fixture's manifest: `line:column+length severity rule: message`, and what could not be told. */
export function describeAll({ now, moment, preset, rules: enabled, facts, file, document }: Fixture): readonly string[] {
  const ecosystem = ecosystemOf(file);
  if (!ecosystem) throw new Error(`no ecosystem reads ${file}`);
  return ecosystem.parse(document).dependencies.flatMap((dependency) => {
    const purl = purlOfDependency(dependency);
    const view = viewOf(purl === null ? undefined : facts[purl]);
    const version = ecosystem.version(dependency, view, undefined);
    const standing = standingOf(view, { purl, version, now, thresholds: defaultThresholds });
    const net = view.get(foundation);
    const isGoverned = net.state === 'known' && isGoverning(net.value);
    return enabled.flatMap((rule) => {
      const verdict = rule.judge(view, { now, dependency, version, thresholds: defaultThresholds, standing });
      const { start, end } = dependency.spans.name;
      const place = `${placeOf(document, start)}+${end - start}`;
      if (verdict.outcome === 'unknown') return [`${place} unknown ${rule.id}: ${verdict.key.id}: ${verdict.why}`];
      if (verdict.outcome !== 'fires') return [];
      const severity =
        severityOf(rule, { preset, rules: {}, thresholds: defaultThresholds }, { moment, isGoverned, ...verdict }) ?? 'off';
      return [`${place} ${severity} ${rule.id}: ${verdict.because}`];
    });
  });
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function viewOf(facts: Readonly<Record<string, unknown>> | undefined): FactView {
  return {
    get<T>({ id }: FactKey<T>): Fact<T> {
      const given = facts?.[id];
      if (given === undefined) return { state: 'unknown', why: facts ? 'not-served' : 'not-found' };
      if (typeof given === 'object' && given !== null && 'unknown' in given)
        return { state: 'unknown', why: given.unknown as Missing };
      return {
        state: 'known',
        value: given as T,
        from: { source: 'fixture', url: 'https://example.org', fetchedAt: '2026-01-01T00:00:00.000Z' },
      };
    },
  };
}

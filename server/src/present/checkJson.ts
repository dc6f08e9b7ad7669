import type { Assessment } from '../model/assessment.ts';
import type { AnyFactKey, Fact } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { detailFacts, reportFacts } from './cardFacts.ts';

/** Version of the shape of `check --format json`: raised when a field changes its meaning or goes. */
const CHECK_SCHEMA = 1;

/** A dependency with the manifest it stands in, as the report names it. */
export interface Reported {
  readonly manifest: string;
  readonly assessment: Assessment;
}

/** The machine-readable report; keys in a fixed order, people as counts only. `problems` are what could not be read, in words. */
export function checkJson(reported: readonly Reported[], problems: readonly string[], now: Instant): object {
  return { schema: CHECK_SCHEMA, asOf: now, dependencies: reported.map(dependencyJson), problems };
}

/** One dependency of the report. */
export function dependencyJson({ manifest, assessment }: Reported): object {
  const { dependency, version, standing, impact, safetyNet, findings, facts } = assessment;
  return {
    manifest,
    name: dependency.name,
    purl: purlOfDependency(dependency),
    scope: dependency.scope,
    indirect: dependency.indirect,
    version: version ?? null,
    standing: standing.word,
    because: standing.because,
    impact: impact.state === 'known' ? impact.value : { unknown: impact.why },
    safetyNet: netJson(safetyNet.foundation),
    findings: findings.map(({ rule, severity, message }) => ({ rule, severity, message })),
    facts: Object.fromEntries(
      [...reportFacts, ...detailFacts.filter((key) => wasAsked(facts.get<unknown>(key)))].map((key) => [
        key.id,
        factJson(key, facts.get<unknown>(key)),
      ]),
    ),
  };
}

/** Whether somebody was asked for what only a closer look tells. */
function wasAsked(fact: Fact<unknown>): boolean {
  return fact.state === 'known' || (fact.why !== 'pending' && fact.why !== 'unsupported');
}

function netJson(net: Assessment['safetyNet']['foundation']): object | null {
  if (net.state === 'unknown') return { unknown: net.why };
  if (net.value === null) return null;
  const { foundation, relation, stage, via, project, parentStage, ended, since } = net.value;
  return { foundation, relation, stage, via, project, parentStage, ended, since };
}

function factJson(key: AnyFactKey, fact: Fact<unknown>): object {
  if (fact.state === 'unknown') return { unknown: fact.why };
  const { source, url, asOf, fetchedAt } = fact.from;
  const expose: ((value: unknown) => unknown) | undefined = key.expose;
  return { value: expose ? expose(fact.value) : fact.value, source, url, asOf: asOf ?? fetchedAt };
}

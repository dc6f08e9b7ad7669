import type { Assessment } from '../model/assessment.ts';
import type { Decision, DecisionStanding, DecisionState } from '../model/decision.ts';
import type { AnyFactKey, Fact } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { detailFacts, reportFacts } from './cardFacts.ts';
import type { TextRegion } from './textRegion.ts';

/** Version of the shape of `check --format json`: raised when a field changes its meaning or goes. */
const CHECK_SCHEMA = 1;

/** A dependency with the manifest it stands in, as the report names it. */
export interface Reported {
  readonly manifest: string;
  readonly assessment: Assessment;
  /** Where it stands in the manifest; absent where no text of it was read. */
  readonly place?: TextRegion;
}

/** A policy file, as the report names it, and what its decisions came to. */
export interface PolicyReport {
  readonly file: string;
  readonly decisions: readonly DecisionStanding[];
}

/** The machine-readable report; keys in a fixed order, people as counts only. `problems` are what could not be read, in words. */
export function checkJson(
  reported: readonly Reported[],
  problems: readonly string[],
  now: Instant,
  policies: readonly PolicyReport[] = [],
): object {
  return {
    schema: CHECK_SCHEMA,
    asOf: now,
    dependencies: reported.map(dependencyJson),
    policy: policies.map(policyJson),
    problems,
  };
}

/** A policy's decisions by what they came to. */
function policyJson({ file, decisions }: PolicyReport): object {
  const of = (state: DecisionState) =>
    decisions
      .filter((one) => one.state === state)
      .map(({ decision: { rule, purl, reason, owner, until }, because }) => ({
        rule,
        purl,
        reason,
        owner,
        until,
        because: because ?? null,
      }));
  return { file, used: of('used'), expired: of('expired'), worse: of('worse'), unused: of('unused'), unknown: of('unknown') };
}

/** One dependency of the report. */
export function dependencyJson({ manifest, assessment, place }: Reported): object {
  const { dependency, version, standing, impact, safetyNet, findings, facts } = assessment;
  return {
    manifest,
    name: dependency.name,
    purl: purlOfDependency(dependency),
    scope: dependency.scope,
    indirect: dependency.indirect,
    place: place ?? null,
    version: version ?? null,
    standing: standing.word,
    because: standing.because,
    impact: impact.state === 'known' ? impact.value : { unknown: impact.why },
    safetyNet: netJson(safetyNet.foundation),
    findings: findings.map(findingJson),
    facts: Object.fromEntries(
      [...reportFacts, ...detailFacts.filter((key) => wasAsked(facts.get<unknown>(key)))].map((key) => [
        key.id,
        factJson(key, facts.get<unknown>(key)),
      ]),
    ),
  };
}

function findingJson({ rule, severity, message, accepted, returned, proposed }: Finding): object {
  return {
    rule,
    severity,
    message,
    accepted: accepted ? acceptedJson(accepted.decision) : null,
    ...(returned?.because === undefined ? {} : { returned: returned.because }),
    ...(proposed === undefined ? {} : { proposed: acceptedJson(proposed.decision) }),
  };
}

function acceptedJson({ reason, owner, until, accepted }: Decision): object {
  return { reason, owner, until, accepted: accepted ?? null };
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

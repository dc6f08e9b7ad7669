import { inTextOrder } from '../model/textOrder.ts';
import { canPublish } from '../facts/package.ts';
import { versionLicence } from '../facts/version.ts';
import type { Assessment } from '../model/assessment.ts';
import { bringsIn } from '../model/change.ts';
import type { Fact } from '../model/fact.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { purlKey } from '../model/purl.ts';
import type { Approval, SignedOff, Signoff, Since } from '../model/signoff.ts';

/** A line that comes in: what is found of it, the version it comes to, and the manifest it stands in, as it is called now and was. */
export interface ApprovedLine {
  /** The change has it point elsewhere, or to other contents of the same version: no record tells of those. */
  readonly isRepointed: boolean;
  readonly assessment: Assessment;
  readonly version: string | undefined;
  readonly manifests: readonly (string | undefined)[];
}

/**
 * The approval of a line and what is otherwise since: of records about its package that of its own manifest, the latest, the same version. One that has
 * expired is told as such; undefined where there is none: a removal or a move that was signed off is none, nothing came in by it. It says nothing about findings: decisions do.
 */
export function approvalOf(signoffs: readonly Signoff[], line: ApprovedLine, now: Instant): Approval | undefined {
  const purl = purlOfDependency(line.assessment.dependency);
  if (purl === null) return undefined;
  const candidates = signoffs.flatMap((signoff) =>
    signoff.packages
      .filter((one) => bringsIn({ kind: one.change }) && purlKey(one.purl) === purlKey(purl))
      .map((of) => ({ signoff, of })),
  );
  const version = line.version ?? line.assessment.version;
  const isSame = ({ of }: { readonly of: SignedOff }) => Number(of.version !== undefined && of.version === version);
  const [best] = candidates.toSorted(
    (a, b) =>
      Number(line.manifests.includes(b.of.manifest)) - Number(line.manifests.includes(a.of.manifest)) ||
      inTextOrder(b.signoff.on, a.signoff.on) ||
      inTextOrder(b.signoff.until, a.signoff.until) ||
      isSame(b) - isSame(a) ||
      inTextOrder(a.signoff.file, b.signoff.file),
  );
  if (best === undefined) return undefined;
  return { ...best, isExpired: best.signoff.until < dayOf(now), since: sinceOf(best.of, line, version) };
}

function sinceOf(
  then: SignedOff,
  { assessment: { standing, facts, findings }, isRepointed }: ApprovedLine,
  version: string | undefined,
): Approval['since'] {
  const valueOf = <T>(fact: Fact<T>): T | undefined => (fact.state === 'known' ? fact.value : undefined);
  const now = {
    version,
    accounts: valueOf(facts.get(canPublish)),
    standing: standing.word === 'unknown' ? undefined : standing.word,
    licence: valueOf(facts.get(versionLicence)),
  };
  const differs = <T>(from: T | undefined, to: T | undefined): Since<T> | undefined =>
    from === undefined || to === undefined || from === to ? undefined : { from, to };
  const [versions, accounts, standings, licences] = [
    differs(then.version, now.version),
    differs(then.accounts, now.accounts),
    differs(then.standing, now.standing),
    differs(then.licence, now.licence),
  ];
  return {
    ...(versions ? { version: versions } : {}),
    ...(accounts ? { accounts } : {}),
    ...(standings ? { standing: standings } : {}),
    ...(licences ? { licence: licences } : {}),
    isRepointed,
    rules: [...new Set(findings.map(({ rule }) => rule))].filter((rule) => !then.rules.includes(rule)),
    isOpen: [then.version, then.accounts, then.standing, then.licence, ...Object.values(now)].includes(undefined),
  };
}

import type { Ruling, RulingOnLine } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { purlKey, type Purl } from '../model/purl.ts';
import { isLouder, type Severity } from '../model/severity.ts';
import type { StandingWord } from '../model/standing.ts';

/** What a rule came to on a line. */
export interface RuleOutcome {
  /** `off`: the policy lets the rule speak at no moment. */
  readonly outcome: 'fires' | 'quiet' | 'unknown' | 'off';
  /** Of one that fires: how loud it is on a line that stood already, where it speaks there. */
  readonly settled?: Severity | undefined;
}

/** A line, as far as decisions look at it. */
export interface DecidedLine {
  readonly purl: Purl | null;
  readonly standing: StandingWord;
  readonly outcomes: ReadonlyMap<string, RuleOutcome>;
  readonly now: Instant;
}

/**
 * Marks what is accepted and what has returned. A decision holds through its last day, while the finding is no worse than what was recorded: no
 * louder, on a line that stood already (that a line is new makes it no worse), of no worse standing, about the same subject. Counts may drift. Of
 * several decisions about one finding the first that holds counts.
 */
export function decide(
  findings: readonly Finding[],
  decisions: readonly Ruling[],
  line: DecidedLine,
): { readonly findings: readonly Finding[]; readonly rulings: readonly RulingOnLine[] } {
  const { purl, now } = line;
  if (purl === null || decisions.length === 0) return { findings, rulings: [] };
  const key = purlKey(purl);
  const today = dayOf(now);
  const rulings = decisions
    .filter(({ decision }) => purlKey(decision.purl) === key)
    .map((ruling): RulingOnLine => {
      const finding = findings.find(({ rule }) => rule === ruling.decision.rule);
      return { ...ruling, ...ruledOn(ruling, finding, line, today) };
    });
  return {
    rulings,
    findings: findings.map((finding): Finding => {
      const own = rulings.filter(({ decision }) => decision.rule === finding.rule);
      const holding = own.find(({ outcome }) => outcome === 'holds');
      if (holding) return { ...finding, accepted: { scope: holding.scope, decision: holding.decision } };
      const returned = own.find(({ outcome }) => outcome === 'worse' || outcome === 'expired');
      return returned ? { ...finding, returned } : finding;
    }),
  };
}

function ruledOn(
  { decision }: Ruling,
  finding: Finding | undefined,
  { standing, outcomes }: DecidedLine,
  today: string,
): Pick<RulingOnLine, 'outcome' | 'because'> {
  const of = outcomes.get(decision.rule);
  if (decision.until < today) return { outcome: 'expired', because: `accepted until ${decision.until}, which has passed` };
  if (of === undefined || of.outcome === 'unknown') return { outcome: 'unknown' };
  if (of.outcome !== 'fires') return { outcome: 'quiet' };
  const because = finding && whyWorse(decision, finding, standing, of.settled);
  return because === undefined ? { outcome: 'holds' } : { outcome: 'worse', because };
}

function whyWorse(
  { severity, standing: was, subject }: Ruling['decision'],
  finding: Finding,
  standing: StandingWord,
  settled: Severity | undefined,
): string | undefined {
  const loud = settled !== undefined && isLouder(finding.severity, settled) ? settled : finding.severity;
  if (severity !== undefined && isLouder(loud, severity)) return `accepted as ${severity}, now ${loud}`;
  if (was !== undefined && isWorse(standing, was)) return `accepted while ${was}, now ${standing}`;
  if (subject !== undefined && finding.subject !== undefined && finding.subject !== subject)
    return `accepted for “${subject}”, now “${finding.subject}”`;
  return undefined;
}

/**
 * How bad a standing is, by what PRODUCT.md says of it: `ended` gets no fix, `fading` goes dormant in nearly half of cases, `one-person` leaves
 * little if that person stops; the others have no diagnostic and differ by counts that drift. What is `new` or `unknown` is not weighed.
 */
const BADNESS: Readonly<Record<StandingWord, number | undefined>> = {
  ended: 3,
  fading: 2,
  'one-person': 1,
  light: 0,
  'small-team': 0,
  sustained: 0,
  finished: 0,
  new: undefined,
  unknown: undefined,
};

/** Whether a standing is known to be worse than another. */
export function isWorse(standing: StandingWord, than: StandingWord): boolean {
  const [now, before] = [BADNESS[standing], BADNESS[than]];
  return now !== undefined && before !== undefined && now > before;
}

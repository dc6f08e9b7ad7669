import { CodeActionKind } from 'vscode-languageserver';
import { dayOf, daysBetween, monthsAfter, type Instant } from '../model/instant.ts';
import type { Finding } from '../model/finding.ts';
import { oneLine } from '../present/markdown.ts';
import {
  ACCEPT_COMMAND,
  ASK_TO_ACCEPT_COMMAND,
  POLICY_FILE,
  WITHDRAW_COMMAND,
  type Acceptable,
  type Acceptance,
} from '../protocol.ts';
import type { KindOf, Offers, OwnDiagnostic } from './actionParts.ts';
import type { Judged } from './judging.ts';
import type { OpenManifest } from './openManifests.ts';
import { MONTHS } from './policyActions.ts';

/** Days before a decision's last one from which it is offered to be renewed. */
const SOON_DAYS = 30;

const SCOPES = { team: `team, ${POLICY_FILE}`, personal: 'only me' } as const satisfies Record<Acceptable['scope'], string>;

/** To accept what a diagnostic says, with the team or alone; where a decision about it holds no longer, to renew that one in its own words. */
export function acceptActions(
  { uri }: OpenManifest,
  { diagnostic, purl, rule, judged }: OwnDiagnostic,
  { asks, personal, now }: Offers,
): readonly KindOf[] {
  if (purl === null) return [];
  const on = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const returned = judged?.assessment.findings.find((finding) => finding.rule === rule)?.returned;
  const scopes = personal ? (['team', 'personal'] as const) : (['team'] as const);
  return scopes.flatMap((scope): readonly KindOf[] => {
    const renewed = returned?.scope === scope ? [renewal(uri, rule, returned, now)] : [];
    const title = `Accept “${rule}” for this dependency (${SCOPES[scope]})…`;
    const argument: Acceptable = { uri, purl, rule, scope, ...(asks ? { today: dayOf(now) } : {}) };
    const command = { title, command: asks ? ASK_TO_ACCEPT_COMMAND : ACCEPT_COMMAND, arguments: [argument] };
    return [...renewed.map((action) => ({ ...action, ...on })), { title, ...on, command }];
  });
}

/** Of what is accepted on a line: to take it back, and to renew what soon ends. */
export function acceptedActions({ uri }: OpenManifest, { assessment }: Judged, { now }: Offers): readonly KindOf[] {
  return assessment.findings.flatMap(({ rule, accepted }) => {
    if (!accepted) return [];
    const { scope, decision } = accepted;
    const title = `No longer accept “${rule}” for this dependency (${SCOPES[scope]})`;
    const argument: Acceptable = { uri, purl: decision.purl, rule, scope };
    const endsSoon = daysBetween(now, `${decision.until}T23:59:59.999Z`) <= SOON_DAYS;
    return [
      ...(endsSoon ? [renewal(uri, rule, accepted, now)] : []),
      { title, kind: CodeActionKind.Empty, command: { title, command: WITHDRAW_COMMAND, arguments: [argument] } },
    ];
  });
}

function renewal(
  uri: string,
  rule: string,
  { scope, decision: { purl, reason, owner } }: NonNullable<Finding['accepted']>,
  now: Instant,
): KindOf {
  const until = monthsAfter(now, MONTHS);
  const title = oneLine(`Renew the decision about “${rule}” until ${until} (${SCOPES[scope]}): ${reason}`, 140);
  const argument: Acceptance = { uri, purl, rule, scope, reason, owner, until };
  return { title, kind: CodeActionKind.Empty, command: { title, command: ACCEPT_COMMAND, arguments: [argument] } };
}

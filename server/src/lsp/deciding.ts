import { ErrorCodes, ResponseError, type Connection, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as z from 'zod/mini';
import { edited, type TextEdit } from '../formats/textEdits.ts';
import type { Decision } from '../model/decision.ts';
import { SEVERITIES, speaking, type Finding, type Severity } from '../model/finding.ts';
import { dayOf, monthsAfter } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import { purlKey, type Purl } from '../model/purl.ts';
import { withdrawDecisions, writeDecision, writeDecisions } from '../policy/decide.ts';
import type { Edits } from '../policy/edits.ts';
import { policyOf } from '../policies.ts';
import { readPurl } from '../policy/purlText.ts';
import type { Client } from './client.ts';
import { toRange } from './convert.ts';
import type { Judged, Judging } from './judging.ts';
import type { OpenManifest, OpenManifests } from './openManifests.ts';
import type { PersonalDecisions } from './personalDecisions.ts';
import type { Policies, PolicyAt } from './policies.ts';
import { MONTHS } from './policyActions.ts';
import type { Sessions } from './sessions.ts';
import { entryKey } from './typing.ts';
import type { World } from './world.ts';

/** Writes decisions down and takes them out again, for a client's commands. An answer is null, or says why nothing was done. */
export interface Deciding {
  accept(given: unknown): Promise<null | ResponseError>;
  /** The same of every finding of a manifest that speaks. */
  acceptAll(given: unknown): Promise<null | ResponseError>;
  withdraw(given: unknown): Promise<null | ResponseError>;
}

/** What deciding needs. */
export interface DecidingParts {
  readonly connection: Connection;
  readonly client: Pick<Client, 'createsFiles' | 'showsDocuments'>;
  readonly manifests: Pick<OpenManifests, 'get'>;
  readonly sessions: Pick<Sessions, 'of'>;
  readonly judging: Pick<Judging, 'one' | 'direct'>;
  readonly policies: Pick<Policies, 'team'>;
  readonly personal: Pick<PersonalDecisions, 'edit'>;
  readonly world: Pick<World, 'now'>;
  /** One's own decisions changed. */
  rejudge(): void;
}

const Of = z.object({ uri: z.string(), purl: z.string(), rule: z.string(), scope: z.enum(['team', 'personal']) });
const WORDS = {
  reason: z.optional(z.string().check(z.maxLength(500))),
  owner: z.optional(z.string().check(z.maxLength(100))),
  until: z.optional(z.iso.date()),
};
const Given = z.extend(Of, WORDS);
const GivenForFile = z.extend(z.pick(Of, { uri: true, scope: true }), WORDS);
/** What a person said of a decision. */
type Words = Omit<z.infer<typeof GivenForFile>, 'uri'>;

/** Decisions of the team are edits that the client makes in its own document; one's own are written to a file of Mainstay's. */
export function createDeciding(parts: DecidingParts): Deciding {
  const { manifests, sessions, judging, policies, personal, world, rejudge } = parts;

  /** The loudest finding of a rule about a package in a manifest. */
  async function findingOf(
    manifest: OpenManifest,
    purl: Purl,
    rule: string,
  ): Promise<(Pick<Judged, 'assessment'> & { readonly finding: Finding; readonly severity: Severity }) | undefined> {
    const opened = await sessions.of(manifest);
    const loudest = manifest
      .manifest()
      .dependencies.filter((dependency) => {
        const own = purlOfDependency(dependency);
        return own !== null && purlKey(own) === purlKey(purl);
      })
      .flatMap((dependency) => {
        const { assessment } = judging.one(manifest, opened, dependency);
        return assessment.findings.flatMap((finding) => (finding.rule === rule ? [{ dependency, assessment, finding }] : []));
      })
      .sort((a, b) => SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity))[0];
    if (!loudest) return undefined;
    // What it comes to once the line has stood: that it is new makes it louder, and no worse.
    const { dependency, finding } = loudest;
    const settled = opened.session.held(
      manifest.line(dependency),
      'standing',
      manifest.gathered.get(entryKey(dependency)),
    ).assessment;
    const same = settled.findings.find((one) => one.rule === rule && one.subject === finding.subject);
    return { ...loudest, severity: (same ?? finding).severity };
  }

  async function write(
    manifest: OpenManifest,
    scope: 'team' | 'personal',
    make: (file: PolicyAt['file'] & { readonly text: string }) => Edits,
  ): Promise<null | ResponseError> {
    if (scope === 'personal') {
      const problem = await personal.edit((file) => make({ ...file, text: file.text ?? '' }));
      rejudge();
      return problem === undefined ? null : refused(problem);
    }
    const place = await policies.team(manifest);
    if (!place) return refused('there is no folder for a team’s policy here');
    const { text, trouble } = place.file;
    if (text === undefined) return refused(trouble ?? 'the policy cannot be read');
    const edits = make({ ...place.file, text });
    return 'problem' in edits ? refused(edits.problem) : await apply(parts, place, text, edits.edits);
  }

  function decisionOn(
    { finding, assessment, severity }: NonNullable<Awaited<ReturnType<typeof findingOf>>>,
    purl: Purl,
    { scope, reason, owner, until }: Words,
  ): Decision {
    const now = world.now();
    return {
      rule: finding.rule,
      purl,
      reason: reason ?? (scope === 'personal' ? 'not for me' : ''),
      owner: owner ?? (scope === 'personal' ? 'me' : ''),
      until: until ?? monthsAfter(now, MONTHS),
      accepted: dayOf(now),
      ...(assessment.standing.word === 'unknown' ? {} : { standing: assessment.standing.word }),
      severity,
      ...(finding.subject === undefined ? {} : { subject: finding.subject }),
    };
  }

  return {
    async accept(given) {
      const read = z.safeParse(Given, given);
      const purl = read.success ? readPurl(read.data.purl) : undefined;
      if (!read.success || purl === undefined)
        return new ResponseError(ErrorCodes.InvalidParams, 'not a decision that can be written down');
      const { uri, rule, ...words } = read.data;
      const manifest = manifests.get(uri);
      const found = manifest && (await findingOf(manifest, purl, rule));
      if (!manifest || !found) return refused(`${rule} finds nothing to accept of ${purl} there`);
      const decision = decisionOn(found, purl, words);
      return await write(manifest, words.scope, (file) => writeDecision(file, decision));
    },
    async acceptAll(given) {
      const read = z.safeParse(GivenForFile, given);
      if (!read.success) return new ResponseError(ErrorCodes.InvalidParams, 'not decisions that can be written down');
      const { uri, ...words } = read.data;
      const manifest = manifests.get(uri);
      if (!manifest) return refused('that manifest is not open');
      const all = new Map<string, readonly [purl: Purl, rule: string]>();
      for (const { dependency, assessment } of judging.direct(manifest, await sessions.of(manifest))) {
        const purl = purlOfDependency(dependency);
        if (purl === null) continue;
        for (const { rule } of speaking(assessment.findings)) all.set(`${rule} ${purlKey(purl)}`, [purl, rule]);
      }
      const decisions: Decision[] = [];
      for (const [purl, rule] of all.values()) {
        const found = await findingOf(manifest, purl, rule);
        if (found) decisions.push(decisionOn(found, purl, words));
      }
      if (decisions.length === 0) return refused('nothing speaks there');
      const readAgain = (text: string) => ({ ...policyOf('', text), text });
      return await write(manifest, words.scope, (file) => writeDecisions(file, decisions, readAgain));
    },
    async withdraw(given) {
      const read = z.safeParse(Of, given);
      const purl = read.success ? readPurl(read.data.purl) : undefined;
      const manifest = read.success ? manifests.get(read.data.uri) : undefined;
      if (!read.success || purl === undefined || !manifest)
        return new ResponseError(ErrorCodes.InvalidParams, 'not a decision that can be taken out');
      const { rule, scope } = read.data;
      return await write(manifest, scope, (file) => withdrawDecisions(file, { rule, purl }));
    },
  };
}

function refused(why: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, why);
}

/** Has the client make the edits; where a reason is left to be filled in, it is shown. */
async function apply(
  { connection, client }: DecidingParts,
  { uri, exists }: PolicyAt,
  text: string,
  edits: readonly TextEdit[],
): Promise<null | ResponseError> {
  const document = TextDocument.create(uri, 'jsonc', 0, text);
  const changes = edits.map(({ span, text: newText }) => ({ range: toRange(document, span), newText }));
  const edit: WorkspaceEdit =
    client.createsFiles && !exists
      ? {
          documentChanges: [
            { kind: 'create', uri, options: { ignoreIfExists: true } },
            { textDocument: { uri, version: null }, edits: changes },
          ],
        }
      : { changes: { [uri]: changes } };
  const { applied, failureReason } = await connection.workspace.applyEdit({ label: 'Mainstay: decision', edit });
  if (!applied) return refused(failureReason ?? 'the editor did not make the edit');
  const after = TextDocument.create(uri, 'jsonc', 0, edited(text, edits));
  const gap = after.getText().lastIndexOf(NO_REASON);
  if (gap >= 0 && client.showsDocuments) {
    const at = after.positionAt(gap + NO_REASON.length - 1);
    await connection.window.showDocument({ uri, takeFocus: true, selection: { start: at, end: at } });
  }
  return null;
}

/** A reason that is yet to be given; the file says so as a mistake until it is. */
const NO_REASON = '"reason": ""';

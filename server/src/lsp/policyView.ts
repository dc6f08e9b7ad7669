import { dirname } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { standingsOf } from '../assess/decisionStates.ts';
import { purlOfDependency } from '../model/manifest.ts';
import type { Client } from './client.ts';
import type { Judging } from './judging.ts';
import type { NamedPackages } from './namedPackages.ts';
import type { OpenManifests } from './openManifests.ts';
import { pathOf } from './places.ts';
import type { Policies } from './policies.ts';
import { policyDiagnostics } from './policyDiagnostics.ts';
import type { Sessions } from './sessions.ts';
import type { World } from './world.ts';

/** What is said of open policies. */
export interface PolicyView {
  /** The diagnostics of a policy; undefined for every other document. */
  diagnostics(uri: string): Promise<Diagnostic[] | undefined>;
}

/** What a view of policies is made of. */
export interface PolicyViewParts {
  readonly policies: Pick<Policies, 'at'>;
  readonly manifests: Pick<OpenManifests, 'all'>;
  readonly sessions: Pick<Sessions, 'of'>;
  readonly judging: Pick<Judging, 'direct'>;
  readonly named: NamedPackages;
  readonly client: Pick<Client, 'options'>;
  readonly world: Pick<World, 'now'>;
}

/**
 * A decision is told of as unused where an open manifest names its package and the rule has nothing to say there, or where no manifest of the
 * repository names it; what is in manifests that are not open is not judged, so nothing is said of it.
 */
export function createPolicyView({ policies, manifests, sessions, judging, named, client, world }: PolicyViewParts): PolicyView {
  return {
    async diagnostics(uri) {
      const here = policies.at(uri);
      if (!here) return undefined;
      const { file } = here;
      const opened = await Promise.all(
        manifests.all().map(async (manifest) => ({ manifest, session: await sessions.of(manifest) })),
      );
      const own = opened.filter(({ session }) => session.policy.path === file.path);
      const onDisk = pathOf(uri) === undefined ? undefined : await named.below(dirname(file.path));
      const inOpen = own.flatMap(({ manifest }) =>
        manifest.manifest().dependencies.flatMap((one) => purlOfDependency(one) ?? []),
      );
      const standings = standingsOf(file.reading.policy.decisions, {
        scope: 'team',
        rulings: own.flatMap(({ manifest, session }) =>
          judging.direct(manifest, session).flatMap(({ assessment }) => assessment.rulings),
        ),
        present: onDisk && new Set([...onDisk, ...inOpen]),
        now: world.now(),
      });
      const document = TextDocument.create(uri, 'jsonc', 0, file.text ?? '');
      return policyDiagnostics(document, file.reading, standings, { bySchema: client.options.validatesPolicy });
    },
  };
}

import { archival, foundation } from '../facts/repository.ts';
import type { Fact } from '../model/fact.ts';
import type { Governance } from '../model/governance.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';

/**
 * Its owners made the repository read-only, its forge switched it off, or a foundation put this very project to rest (archived, attic,
 * retired). Its organisation's stage never counts.
 */
export const archived = defineRule({
  id: 'archived',
  title: 'Archived',
  tier: 'batch',
  recommended: { standing: 'warning', added: 'warning' },
  inQuiet: true,
  needs: {},
  optional: { governance: foundation, archival },
  judge(_, facts) {
    // Either word stands while the other cannot be known.
    const said = [saidOf(facts.archival, byOwners), saidOf(facts.governance, byFoundation)].filter((one) => one !== undefined);
    if (said.length > 0)
      return fires(
        said.map(({ words }) => `${words}.`).join(' '),
        said.map(({ fact }) => fact),
      );
    if (facts.governance.state === 'unknown') return unknown(foundation, facts.governance.why);
    return facts.archival.state === 'unknown' ? unknown(archival, facts.archival.why) : quiet;
  },
});

interface Said {
  readonly words: string;
  readonly fact: Fact<unknown>;
}

function saidOf<T>(fact: Fact<T>, say: (value: T, asOf: Instant) => string | undefined): Said | undefined {
  if (fact.state === 'unknown') return undefined;
  const words = say(fact.value, fact.from.asOf ?? fact.from.fetchedAt);
  return words === undefined ? undefined : { words, fact };
}

interface Archival {
  readonly archived: boolean;
  readonly disabled: boolean;
  readonly at: Instant | null;
}

function byOwners({ archived: isReadOnly, disabled, at }: Archival, asOf: Instant): string | undefined {
  if (!isReadOnly && !disabled) return undefined;
  const when = at === null ? `, seen ${dayOf(asOf)}` : ` ${dayOf(at)}`;
  return `${isReadOnly ? 'Made read-only by its owners' : 'Switched off by its forge'}${when}; no fix can come from here`;
}

function byFoundation(governance: Governance | null): string | undefined {
  if (governance?.ended !== 'archived') return undefined;
  const { foundation: name, stage, since, project, listedAsOf } = governance;
  const when = since === null ? `listed so ${listedAsOf}` : `since ${since}`;
  const how = stage === null ? `an archived repository of ${project} (${name})` : `${name} stage “${stage}”`;
  return `Put to rest by its foundation: ${how}, ${when}`;
}

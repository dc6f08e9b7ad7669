import type { Assessment } from '../model/assessment.ts';
import type { Moment } from '../model/finding.ts';
import type { Dependency } from '../model/manifest.ts';
import type { HeldJudgements } from './heldJudgements.ts';
import type { OpenManifest } from './openManifests.ts';
import type { OpenedSession } from './sessions.ts';
import { entryKey } from './typing.ts';

/** One entry of a manifest with what is held of it. */
export interface Judged {
  readonly dependency: Dependency;
  readonly assessment: Assessment;
  /** Whether its line was added or bumped since the merge base. */
  readonly moment: Moment;
}

/** Judges a manifest by what is held, asking nobody. */
export interface Judging {
  /** Its direct dependencies in the order of the text, as far as it speaks of them unasked. */
  direct(manifest: OpenManifest, opened: OpenedSession): readonly Judged[];
  one(manifest: OpenManifest, opened: OpenedSession, dependency: Dependency): Judged;
}

/** Judges by judgements that are kept until what they rest on changes. */
export function createJudging(judgements: HeldJudgements): Judging {
  function judge(manifest: OpenManifest, opened: OpenedSession, dependency: Dependency): Judged {
    const moment = manifest.momentOf(dependency);
    const asked = manifest.gathered.get(entryKey(dependency));
    return { dependency, assessment: judgements.of(opened, manifest.line(dependency), moment, asked), moment };
  }

  return {
    direct(manifest, opened) {
      const voice = manifest.voice();
      if (voice === 'none') return [];
      return manifest
        .manifest()
        .dependencies.filter((entry) => isDirect(entry) && (voice === 'all' || manifest.momentOf(entry) === 'added'))
        .map((dependency) => judge(manifest, opened, dependency));
    },
    one: judge,
  };
}

/** Transitive dependencies are shown when pointed at, and said nothing of otherwise. */
export function isDirect({ indirect }: Dependency): boolean {
  return !indirect;
}

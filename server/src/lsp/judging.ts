import type { Assessment } from '../model/assessment.ts';
import type { Moment } from '../model/finding.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import type { Dependency } from '../model/manifest.ts';
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

interface Memo {
  readonly of: OpenedSession;
  readonly revision: number;
  readonly day: string;
  readonly byEntry: Map<string, Assessment>;
}

/** Judgements are kept until a fact arrives, so that a keystroke costs only what it changed. */
export function createJudging(now: () => Instant): Judging {
  const memos = new WeakMap<OpenManifest, Memo>();

  function memoOf(manifest: OpenManifest, opened: OpenedSession): Memo {
    const held = memos.get(manifest);
    const revision = opened.revision();
    const day = dayOf(now());
    if (held?.of === opened && held.revision === revision && held.day === day) return held;
    const memo = { of: opened, revision, day, byEntry: new Map<string, Assessment>() };
    memos.set(manifest, memo);
    return memo;
  }

  function judge(manifest: OpenManifest, { of, byEntry }: Memo, dependency: Dependency): Judged {
    const line = manifest.line(dependency);
    const { target, scope, name, requirement } = dependency;
    const asked = manifest.gathered.get(entryKey(dependency));
    const moment = manifest.momentOf(dependency);
    const was = line.before && [line.before.dependency.target, line.before.locked];
    const key = JSON.stringify([scope, name, requirement, target, line.locked, asked, moment, was]);
    const assessment = byEntry.get(key) ?? of.session.held(line, moment, asked);
    byEntry.set(key, assessment);
    return { dependency, assessment, moment };
  }

  return {
    direct(manifest, opened) {
      const voice = manifest.voice();
      if (voice === 'none') return [];
      const memo = memoOf(manifest, opened);
      return manifest
        .manifest()
        .dependencies.filter((entry) => isDirect(entry) && (voice === 'all' || manifest.momentOf(entry) === 'added'))
        .map((dependency) => judge(manifest, memo, dependency));
    },
    one: (manifest, opened, dependency) => judge(manifest, memoOf(manifest, opened), dependency),
  };
}

/** Transitive dependencies are shown when pointed at, and said nothing of otherwise. */
export function isDirect({ indirect }: Dependency): boolean {
  return !indirect;
}

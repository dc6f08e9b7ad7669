import type { Account, Iso, NpmPackage, NpmRelease, NpmVersion } from './world.ts';

/** So many days before `now`, to the second. */
export function daysBefore(now: Iso, days: number): Iso {
  return new Date(Math.floor(Date.parse(now) / 1000) * 1000 - days * 86_400_000).toISOString();
}

/** An invented account; example.org is nobody's mailbox. */
export function account(name: string): Account {
  return { name, email: `${name}@example.org` };
}

/** The identity the registry writes when a workflow publishes through trusted publishing. */
const WORKFLOW: Account = { name: 'GitHub Actions', email: 'npm-oidc-no-reply@github.com' };

/** A release in the telling: its age in days and what differs from the package's habit. */
export interface Told {
  readonly version: string;
  readonly ago: number;
  readonly by?: Account;
  readonly trustedBy?: string;
  readonly maintainers?: readonly Account[];
  readonly deprecated?: string;
  readonly attested?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly licence?: string;
}

/** The habits of an invented package, and its releases, oldest first. */
export interface Story {
  readonly name: string;
  readonly releases: readonly Told[];
  readonly by?: Account;
  readonly maintainers?: readonly Account[];
  readonly licence?: string;
  readonly funding?: unknown;
  /** `null`: no repository is declared. Default: one named after the package. */
  readonly repository?: null | { readonly url: string; readonly directory?: string };
  readonly tags?: Readonly<Record<string, string>>;
}

/** Turns a telling into the package a registry would know at `now`. */
export function tell(story: Story, now: Iso): NpmPackage {
  const { name, releases, by = account('ada'), maintainers = [by], licence = 'MIT', repository, funding } = story;
  const url = repository?.url ?? `git+https://git.example.org/${name.replace('@', '')}.git`;
  const directory = repository?.directory;
  const declared = { type: 'git', url, ...(directory === undefined ? {} : { directory }) };
  const versions = releases.map((told): NpmVersion => {
    const release: NpmRelease = {
      publisher: told.trustedBy === undefined ? (told.by ?? by) : WORKFLOW,
      maintainers: told.maintainers ?? maintainers,
      attested: told.attested ?? false,
      ...(told.trustedBy === undefined ? {} : { trustedBy: told.trustedBy }),
      ...(told.deprecated === undefined ? {} : { deprecated: told.deprecated }),
      ...(told.scripts === undefined ? {} : { scripts: told.scripts }),
    };
    return {
      version: told.version,
      at: daysBefore(now, told.ago),
      licence: told.licence ?? licence,
      release,
      ...(funding === undefined ? {} : { funding }),
      ...(repository === null ? {} : { repository: declared }),
    };
  });
  const newest = versions.findLast(({ version }) => !version.includes('-'))?.version;
  const project = /github\.com\/[^/]+\/[^/]+(?=\.git$)/.exec(repository?.url ?? '')?.[0];
  return {
    name,
    versions,
    ...(project === undefined ? {} : { project }),
    tags: story.tags ?? (newest === undefined ? {} : { latest: newest }),
    maintainers,
    ...(repository === null ? {} : { repository: declared }),
  };
}

/** Releases one after the other, `every` days apart, the newest `ago` days old: the quiet habit before a story's turn. */
export function habit(versions: readonly string[], ago: number, every: number): readonly Told[] {
  return versions.map((version, at) => ({ version, ago: ago + every * (versions.length - 1 - at) }));
}

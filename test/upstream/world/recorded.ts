import semver from 'semver';
import golang from './golang.json';
import npm from './npm.json';
import type { GoModule, GoVersion, ImportPage, Iso, NpmPackage, NpmVersion } from './world.ts';

/** The parts of the compiled data that are read here; `npm run world` writes it. */
interface Recorded {
  readonly repository: string;
  readonly observed: string;
  readonly licences: readonly (readonly (number | string | null)[])[];
  /** Versions that may come from a branch which never saw a change of licence. */
  readonly licenceUncertain?: string;
  readonly versions: string;
}
interface RecordedPackage extends Recorded {
  readonly declared?: unknown;
  readonly stated?: Readonly<Record<string, { readonly repository?: unknown; readonly funding?: unknown }>>;
}
interface RecordedModule extends Recorded {
  readonly folder?: string;
  readonly tagPrefix?: string;
}

/** Go 1.11 brought go.mod on that day (days since 1970-01-01): for an older tag a proxy writes a go.mod of one line. */
const GO_MODULES_DAY = 17_767;

/** Real npm packages as of a moment: versions tagged later are not there yet. */
export function recordedPackages(now: Iso): readonly NpmPackage[] {
  const packages: Readonly<Record<string, RecordedPackage>> = npm.packages;
  return Object.entries(packages).map(([name, { repository, observed, declared, stated, ...recorded }]) => {
    const dated: readonly NpmVersion[] = unpacked(recorded, now).map(({ version, day, licence }) => {
      return {
        version,
        at: isoDay(day),
        ...(licence?.length === 1 ? { licence: licence[0] } : {}),
        ...stated?.[version],
      };
    });
    const latest = newestStable(dated.map(({ version }) => version));
    const claimed = declared ?? (latest === undefined ? undefined : stated?.[latest]?.repository) ?? anyRepository(stated);
    return {
      name,
      versions: dated.map((version) =>
        version.version === latest && claimed !== undefined ? { ...version, repository: claimed } : version,
      ),
      tags: latest === undefined ? {} : { latest },
      ...(claimed === undefined ? {} : { repository: claimed }),
      project: repository,
      observed,
    };
  });
}

/** Real Go modules as of a moment: versions tagged later are not there yet. */
export function recordedModules(now: Iso): readonly GoModule[] {
  const modules: Readonly<Record<string, RecordedModule>> = golang.modules;
  return Object.entries(modules).map(([path, { repository, observed, folder, tagPrefix, ...recorded }]) => ({
    path,
    repository: `https://${repository}`,
    observed,
    ...(folder === undefined ? {} : { folder, tagPrefix: tagPrefix ?? '' }),
    versions: unpacked(recorded, now).map(({ version, day, licence }): GoVersion => ({
      version,
      at: isoDay(day),
      ...(licence === undefined ? {} : { licences: licence }),
      ...(day < GO_MODULES_DAY ? { mod: `module ${path}\n` } : {}),
    })),
  }));
}

/** Import prefixes of foundations' projects, as their own servers state them. */
export function recordedImportPages(): readonly ImportPage[] {
  return golang.vanity.flatMap(([prefix, template]) =>
    prefix === undefined || template === undefined ? [] : [{ prefix, repository: `https://${template}` }],
  );
}

interface Dated {
  readonly version: string;
  readonly day: number;
  readonly licence: readonly string[] | undefined;
}

/** `1.0.0 16330, 1.0.1 16335` without what lies after `now`, each with its licence where that is certain. */
function unpacked(
  { versions, licences, licenceUncertain = '' }: Omit<Recorded, 'repository' | 'observed'>,
  now: Iso,
): readonly Dated[] {
  const uncertain = new Set(licenceUncertain.split(', '));
  return versions.split(', ').flatMap((entry) => {
    const [version = '', number = ''] = entry.split(' ');
    const day = Number(number);
    return isoDay(day) <= now ? [{ version, day, licence: uncertain.has(version) ? undefined : licenceOn(licences, day) }] : [];
  });
}

/** The licence file's SPDX identifiers on a day; undefined where not known. */
function licenceOn(licences: Recorded['licences'], day: number): readonly string[] | undefined {
  const spdx = licences.findLast(([since]) => typeof since === 'number' && since <= day)?.[1];
  return typeof spdx === 'string' ? spdx.split(' ') : undefined;
}

/** What the npm client calls `latest` when nobody says otherwise; the tag itself is not recorded. */
function newestStable(versions: readonly string[]): string | undefined {
  return (
    versions
      .filter((version) => semver.prerelease(version) === null)
      .sort(semver.compare)
      .at(-1) ?? versions.at(-1)
  );
}

function anyRepository(stated: RecordedPackage['stated']): unknown {
  return Object.values(stated ?? {}).find(({ repository }) => repository !== undefined)?.repository;
}

/** A recorded day as a registry writes a moment; the hour is not known and is midnight. */
function isoDay(day: number): Iso {
  return new Date(day * 86_400_000).toISOString();
}

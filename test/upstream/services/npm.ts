import { createHash } from 'node:crypto';
import type { NpmPackage, NpmVersion } from '../world/world.ts';
import { json, labelled } from './service.ts';
import type { Service, ServiceRequest } from './service.ts';

/** The npm registry: packuments, abbreviated packuments and single manifests, shaped as UPSTREAMS 1.1 documents them. */
export const npm: Service = {
  id: 'npm',
  answer(request, world) {
    if (request.path.startsWith('/-/')) return attestations(request, world.npm);
    const [name, selector] = split(request.path);
    const found = world.npm.get(name);
    if (found === undefined) return json({ error: 'Not found' }, [name], { status: 404, validated: false });
    const more = { headers: labelled(found.observed), ...(request.stripped ? { validated: false } : {}) };
    if (selector !== undefined) {
      const wanted = found.tags[selector] ?? selector;
      const version = found.versions.find((one) => one.version === wanted);
      if (version === undefined) return json(`version not found: ${selector}`, [name], { status: 404, validated: false });
      return json(manifest(found, version, request), [name], more);
    }
    const short = request.headers['accept']?.includes('application/vnd.npm.install-v1+json') === true && !request.stripped;
    return json(short ? abbreviated(found, request) : packument(found, request), [name], more);
  },
};

/** `/@scope%2fname`, `/@scope/name`, with or without a version or tag behind. */
function split(path: string): readonly [name: string, selector: string | undefined] {
  const parts = decodeURIComponent(path.slice(1)).split('/');
  const size = parts[0]?.startsWith('@') === true ? 2 : 1;
  return [parts.slice(0, size).join('/'), parts[size]];
}

function packument(found: NpmPackage, request: ServiceRequest): unknown {
  const { name, versions, tags, repository, maintainers, withdrawnAt, observed } = found;
  const id = { _id: name, ...(observed === undefined ? { _rev: `1-${digest(name).slice(0, 32)}` } : {}), name };
  if (withdrawnAt !== undefined) return { ...id, time: time(found, request) };
  const latest = versions.find(({ version }) => version === tags['latest']);
  return {
    ...id,
    'dist-tags': tags,
    versions: Object.fromEntries(versions.map((version) => [version.version, manifest(found, version, request)])),
    time: time(found, request),
    ...(request.stripped
      ? {}
      : {
          ...(maintainers === undefined ? {} : { maintainers, readme: `# ${name}\n`, users: {} }),
          ...(latest?.licence === undefined ? {} : { license: latest.licence }),
          ...(repository === undefined ? {} : { repository }),
        }),
  };
}

/** Abbreviated documents drop `time`, people, licence and repository; the dates of real packages are all the same not there. */
function abbreviated(found: NpmPackage, request: ServiceRequest): unknown {
  return {
    name: found.name,
    modified: found.ingestedAt ?? found.versions.at(-1)?.at,
    'dist-tags': found.tags,
    versions: Object.fromEntries(
      found.versions.map((version) => {
        const { dist, deprecated, funding, scripts } = manifest(found, version, request);
        const kept = { dist, deprecated, funding, ...(installs(scripts) ? { hasInstallScript: true } : {}) };
        return [version.version, { name: found.name, version: version.version, ...kept }];
      }),
    ),
  };
}

function installs(scripts: unknown): boolean {
  return (
    typeof scripts === 'object' && scripts !== null && ['preinstall', 'install', 'postinstall'].some((hook) => hook in scripts)
  );
}

function manifest(
  { name, repository }: NpmPackage,
  version: NpmVersion,
  { base, stripped }: ServiceRequest,
): Readonly<Record<string, unknown>> {
  const { licence, funding, release } = version;
  const own = version.repository ?? (release === undefined ? undefined : repository);
  const facts = {
    name,
    version: version.version,
    ...(licence === undefined ? {} : { license: licence }),
    ...(own === undefined ? {} : { repository: own }),
    ...(funding === undefined ? {} : { funding }),
  };
  if (release === undefined) return facts;
  const tarball = `${base}/${name}/-/${name.replace(/^.*\//, '')}-${version.version}.tgz`;
  const content = { ...facts, ...(release.scripts === undefined ? {} : { scripts: release.scripts }) };
  if (stripped) return { ...content, dist: { tarball, integrity: integrity(tarball) } };
  const spec = `${name}@${version.version}`;
  return {
    ...content,
    _id: spec,
    gitHead: digest(spec),
    maintainers: release.maintainers,
    _npmUser: {
      ...release.publisher,
      ...(release.trustedBy === undefined ? {} : { trustedPublisher: { id: 'github', oidcConfigId: release.trustedBy } }),
    },
    ...(release.deprecated === undefined ? {} : { deprecated: release.deprecated }),
    dist: {
      integrity: integrity(spec),
      shasum: digest(spec),
      tarball,
      unpackedSize: 4096,
      signatures: [{ keyid: 'SHA256:an-invented-key', sig: 'an-invented-signature' }],
      ...(release.attested
        ? {
            attestations: {
              url: `${base}/-/npm/v1/attestations/${spec}`,
              provenance: { predicateType: 'https://slsa.dev/provenance/v1' },
            },
          }
        : {}),
    },
  };
}

/** Real packages have no `created` and `modified`: only tag days are recorded. A mirror dates everything by its own fetch. */
function time(found: NpmPackage, { stripped }: ServiceRequest): Readonly<Record<string, unknown>> {
  const { versions, unpublished = [], withdrawnAt, ingestedAt, observed } = found;
  const dated = [...versions, ...unpublished].map(({ version, at }) => [version, ingestedAt ?? at] as const);
  const all = Object.fromEntries(dated);
  if (withdrawnAt !== undefined) {
    return {
      ...all,
      created: versions[0]?.at,
      modified: withdrawnAt,
      unpublished: { time: withdrawnAt, versions: versions.map(({ version }) => version) },
    };
  }
  if (stripped || ingestedAt !== undefined) return { created: null, modified: null, ...all };
  if (observed !== undefined) return all;
  const dates = dated.map(([, at]) => at).sort();
  return { created: dates[0], modified: dates.at(-1), ...all };
}

/** `/-/npm/v1/attestations/<name>@<version>`; the bundles themselves are out of scope. */
function attestations({ path, stripped }: ServiceRequest, packages: ReadonlyMap<string, NpmPackage>) {
  const spec = decodeURIComponent(path).split('/attestations/')[1] ?? '';
  const at = spec.lastIndexOf('@');
  const name = spec.slice(0, Math.max(at, 0));
  const version = packages.get(name)?.versions.find((one) => one.version === spec.slice(at + 1));
  if (stripped || version?.release?.attested !== true)
    return json({ error: 'Not found' }, [name], { status: 404, validated: false });
  return json({ attestations: [{ predicateType: 'https://slsa.dev/provenance/v1', bundle: {} }] }, [name]);
}

function digest(of: string): string {
  return createHash('sha1').update(of).digest('hex');
}

function integrity(of: string): string {
  return `sha512-${createHash('sha512').update(of).digest('base64')}`;
}

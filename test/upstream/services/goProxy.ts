import semver from 'semver';
import type { GoModule, GoVersion } from '../world/world.ts';
import { json, labelled, text } from './service.ts';
import type { Service } from './service.ts';

/** A Go module proxy: `@v/list`, `.info` with Origin, `.mod` and `@latest`, with the case escape of the protocol. */
export const goproxy: Service = {
  id: 'goproxy',
  answer({ path }, world) {
    const [, escaped = '', question = ''] = /^\/(.+?)\/(@latest|@v\/.+)$/.exec(decodeURIComponent(path)) ?? [];
    const name = unescaped(escaped);
    const names = name === '' ? [] : [name];
    const module = world.go.get(name);
    if (module === undefined) return text(404, `not found: module ${name}: no such module`, names, { validated: false });
    const more = { headers: labelled(module.observed) };
    if (question === '@v/list') return text(200, listed(module), names, more);
    const newest = question === '@latest' ? latestOf(module) : undefined;
    if (newest !== undefined) return json(info(module, newest), names, more);
    const [, version = '', ending = ''] = /^@v\/(.+)\.(info|mod)$/.exec(question) ?? [];
    const found = module.versions.find((one) => one.version === unescaped(version));
    if (found?.gone === true) return text(410, `gone: ${name}@${version}`, names, { validated: false });
    if (found !== undefined && ending === 'info') return json(info(module, found), names, more);
    if (found?.mod !== undefined && ending === 'mod') return text(200, found.mod, names, more);
    return text(404, `not found: ${name}@${version}: not in the recorded world`, names, { validated: false });
  },
};

/** `!b` stands for `B`; a capital letter itself is no valid path. */
function unescaped(path: string): string {
  return /[A-Z]/.test(path) ? '' : path.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What the go command calls latest: the highest release, else the highest pre-release, else what is known beside the list. */
export function latestOf({ versions }: GoModule): GoVersion | undefined {
  const shown = versions.filter(({ unlisted, gone }) => unlisted !== true && gone !== true);
  const ordered = [...shown].sort((a, b) => semver.compare(a.version, b.version));
  return ordered.findLast(({ version }) => semver.prerelease(version) === null) ?? ordered.at(-1) ?? versions.at(-1);
}

function listed({ versions }: GoModule): string {
  return versions.flatMap(({ version, unlisted }) => (unlisted === true ? [] : [`${version}\n`])).join('');
}

function info({ repository, folder, tagPrefix = '' }: GoModule, { version, at, unlisted, withoutOrigin }: GoVersion): unknown {
  const tag = `${tagPrefix}${version.replace('+incompatible', '')}`;
  const origin = {
    VCS: 'git',
    URL: repository,
    ...(folder === undefined ? {} : { Subdir: folder }),
    ...(unlisted === true ? {} : { Ref: `refs/tags/${tag}` }),
  };
  return {
    Version: version,
    Time: at.replace('.000Z', 'Z'),
    ...(repository === undefined || withoutOrigin === true ? {} : { Origin: origin }),
  };
}

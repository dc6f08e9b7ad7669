// Bundles what ships into dist/. `--no-minify`: readable · `--watch`: again at every change, readable, with source maps for F5.
import { build, context } from 'esbuild';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { thirdPartyNotices } from './scripts/notices/notices.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** The catalogue of foundations is data for server and command line alike: it stands beside them once, not inside each. @type {import('esbuild').Plugin} */
const catalogueBeside = {
  name: 'catalogue-beside',
  setup(build) {
    build.onResolve({ filter: /\/catalogue\.json$/ }, () => ({ path: './catalogue.json', external: true }));
    build.onEnd(async () => {
      await mkdir(`${root}dist`, { recursive: true });
      await copyFile(`${root}server/src/sources/catalogue.json`, `${root}dist/catalogue.json`);
    });
  },
};

/** So are the lists of replacements, which only manifests of npm packages read. @type {import('esbuild').Plugin} */
const replacementsBeside = {
  name: 'replacements-beside',
  setup(build) {
    build.onResolve({ filter: /\/replacements\.json$/ }, () => ({ path: './replacements.json', external: true }));
    build.onEnd(async () => {
      await mkdir(`${root}dist`, { recursive: true });
      await copyFile(`${root}server/src/sources/replacements.json`, `${root}dist/replacements.json`);
    });
  },
};

/**
 * Octokit is read by those who ask GitHub, and not before they do: it stands beside server and command line as a bundle of its own, loaded on
 * first use. @type {import('esbuild').Plugin}
 */
const octokitBeside = {
  name: 'octokit-beside',
  setup(build) {
    build.onResolve({ filter: /^@octokit\/rest$/ }, () => ({ path: './octokit.js', external: true }));
  },
};

const NPM_DEFINITIONS = /@npmcli[\\/]config[\\/]lib[\\/]definitions[\\/]definitions\.js$/;

/** @param {string} path npm's settings come with their manual, 60 KB that no program reads; the texts are left out, the definitions stay. */
async function definitionsWithoutManual(path) {
  return (await readFile(path, 'utf8')).replace(/^(\s+description: )`(?:[^`\\]|\\.)*`/gms, "$1''");
}

/** @type {import('esbuild').Plugin} */
const withoutManual = {
  name: 'without-manual',
  setup(build) {
    build.onLoad({ filter: NPM_DEFINITIONS }, async ({ path }) => ({
      contents: await definitionsWithoutManual(path),
      loader: 'js',
    }));
  },
};

/** npm's default registry, as npm's own definitions have it: it is not to be written here. @returns {string} */
function defaultRegistry() {
  return createRequire(import.meta.url)('@npmcli/config/lib/definitions/definitions.js').registry.default;
}

/**
 * The Action's bundle is committed, and no registry's host stands in this repository: in npm's libraries a look-up in the npm that the runner has
 * takes the place of the default (server/src/action/npmOwnDefaults.ts). @type {import('esbuild').Plugin}
 */
const withoutRegistryHost = {
  name: 'without-registry-host',
  setup(build) {
    const address = defaultRegistry();
    const lookUp = "require('mainstay:npm-own-defaults').npmOwnDefaults.registry";
    build.onResolve({ filter: /^mainstay:npm-own-defaults$/ }, () => ({ path: `${root}server/src/action/npmOwnDefaults.ts` }));
    build.onLoad(
      { filter: new RegExp(`${NPM_DEFINITIONS.source}|npm-package-arg[\\\\/]lib[\\\\/]npa\\.js$`) },
      async ({ path }) => {
        const text = NPM_DEFINITIONS.test(path) ? await definitionsWithoutManual(path) : await readFile(path, 'utf8');
        const contents = [address, address.replace(/\/$/, '')].reduce((all, one) => all.replaceAll(`'${one}'`, lookUp), text);
        return { contents, loader: 'js' };
      },
    );
    build.onEnd(({ outputFiles = [] }) => {
      const { hostname } = new URL(address);
      const text =
        outputFiles.some((file) => file.text.includes(hostname)) && 'the host of a package registry stands in the bundle';
      return text ? { errors: [{ text }] } : {};
    });
  },
};

/** How npm looks for a workspace's root is overridden (platform/npmProjectRoot.ts): the 120 KB it would do that with are never reached. @type {import('esbuild').Plugin} */
const withoutWorkspaceSearch = {
  name: 'without-workspace-search',
  setup(build) {
    build.onResolve({ filter: /^@npmcli\/(package-json|map-workspaces)$/ }, ({ path }) => ({ path, namespace: 'never-reached' }));
    build.onLoad({ filter: /.*/, namespace: 'never-reached' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not part of this bundle`)});`,
    }));
  },
};

/** Of Blue Oak Council's list the identifiers are read; names, addresses and notes are nine tenths of it. @type {import('esbuild').Plugin} */
const identifiersOnly = {
  name: 'identifiers-only',
  setup(build) {
    build.onLoad({ filter: /@blueoak[\\/]list[\\/]index\.json$/ }, async ({ path }) => {
      /** @type {readonly { licenses: readonly { id: string }[] }[]} */
      const ratings = JSON.parse(await readFile(path, 'utf8'));
      const kept = ratings.map(({ licenses }) => ({ licenses: licenses.map(({ id }) => ({ id })) }));
      return { contents: JSON.stringify(kept), loader: 'json' };
    });
  },
};

/** The runner's OIDC client and the tools that start programs are 500 KB of `@actions/core` that the Action never calls. @type {import('esbuild').Plugin} */
const withoutOidc = {
  name: 'without-oidc',
  setup(build) {
    build.onResolve({ filter: /^@actions\/(?:http-client|exec)(?:\/.*)?$/ }, ({ path }) => ({ path, namespace: 'never-called' }));
    build.onLoad({ filter: /.*/, namespace: 'never-called' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get() { throw new Error(${JSON.stringify(`${path} is not part of this bundle`)}); } });`,
    }));
  },
};

/** The catalogue as it stands in the repository: an action is taken from there whole. @type {import('esbuild').Plugin} */
const catalogueInRepository = {
  name: 'catalogue-in-repository',
  setup(build) {
    build.onResolve({ filter: /\/catalogue\.json$/ }, () => ({ path: '../server/src/sources/catalogue.json', external: true }));
  },
};

/** The same libraries in their many files: what nobody calls is left out. */
const serverAlias = { yaml: `${root}node_modules/yaml/browser/dist/index.js` };

/** SOCKS proxies are rare and their client is 73 KB: it stands beside the bundles and is loaded by the first connection through one. @type {import('esbuild').Plugin} */
const socksBeside = {
  name: 'socks-beside',
  setup(build) {
    build.onResolve({ filter: /^socks-proxy-agent$/ }, ({ path }) => ({ path, namespace: 'socks-beside' }));
    build.onResolve({ filter: /^\.\/socks\.js$/, namespace: 'socks-beside' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: 'socks-beside' }, async () => {
      const { SocksProxyAgent } = await import('socks-proxy-agent');
      return {
        contents: `
          exports.SocksProxyAgent = class {
            static protocols = ${JSON.stringify(SocksProxyAgent.protocols)};
            constructor(...args) {
              const { SocksProxyAgent } = require('./socks.js');
              return new SocksProxyAgent(...args);
            }
          };`,
      };
    });
  },
};
const serverPlugins = [
  catalogueBeside,
  replacementsBeside,
  octokitBeside,
  socksBeside,
  withoutManual,
  withoutWorkspaceSearch,
  identifiersOnly,
];

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'], // jsonc-parser's default entry is a UMD file that cannot be bundled
  legalComments: 'none', // THIRD_PARTY_NOTICES.txt says it, for every package (scripts/notices)
  metafile: true,
  logLevel: 'warning',
  define: { MAINSTAY_VERSION: JSON.stringify(version) },
};

/** Every bundle by its name, `dist/<name>.js`. @type {Readonly<Record<string, import('esbuild').BuildOptions>>} */
const bundles = {
  client: { ...common, entryPoints: ['client/src/extension.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  server: {
    ...common,
    entryPoints: ['server/src/lsp/main.ts'],
    outfile: 'dist/server.js',
    plugins: serverPlugins,
    alias: serverAlias,
  },
  socks: { ...common, entryPoints: ['socks-proxy-agent'], outfile: 'dist/socks.js' },
  octokit: { ...common, entryPoints: ['@octokit/rest'], outfile: 'dist/octokit.js' },
  cli: {
    ...common,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli.js',
    plugins: serverPlugins,
    alias: serverAlias,
    banner: { js: '#!/usr/bin/env node' },
  },
};

/** The GitHub Action: committed, so it is one file that can be read, the same on every machine, and without minified names. @type {import('esbuild').BuildOptions} */
const action = {
  ...common,
  entryPoints: ['server/src/action/main.ts'],
  outfile: 'action/index.js',
  plugins: [catalogueInRepository, withoutRegistryHost, withoutWorkspaceSearch, withoutOidc, identifiersOnly],
  alias: serverAlias,
  minifySyntax: true,
  write: false,
};

/** The committed files of the Action as they would be now, by their paths. @returns {Promise<Readonly<Record<string, string>>>} */
async function actionFiles() {
  const { outputFiles = [], metafile } = await build(action);
  return {
    'action/index.js': outputFiles[0]?.text ?? '',
    'action/THIRD_PARTY_NOTICES.txt': thirdPartyNotices(root, metafile === undefined ? [] : [metafile]),
  };
}

/** Writes the Action's files where they are not what they would be now; with `check` only says so. @returns {Promise<readonly string[]>} those */
async function buildAction({ check = false } = {}) {
  const stale = [];
  for (const [path, text] of Object.entries(await actionFiles())) {
    const held = await readFile(root + path, 'utf8').catch(() => undefined);
    if (held === text) continue;
    stale.push(path);
    if (check) continue;
    await mkdir(`${root}action`, { recursive: true });
    await writeFile(root + path, text);
  }
  return stale;
}

/** Builds every bundle, small; resolves to what went into each. @returns {Promise<Readonly<Record<string, import('esbuild').Metafile>>>} */
export async function buildAll({ minify = true } = {}) {
  const results = await Promise.all(
    Object.entries(bundles).map(async ([name, bundle]) => [name, (await build({ ...bundle, minify })).metafile]),
  );
  return Object.fromEntries(results);
}

async function watchAll() {
  const contexts = await Promise.all(
    Object.values(bundles).map((bundle) => context({ ...bundle, sourcemap: true, logLevel: 'info' })),
  );
  await Promise.allSettled(contexts.map((one) => one.rebuild())); // errors are printed, and mended while we watch
  await Promise.all(contexts.map((one) => one.watch())); // its first line tells tasks.json that all is built
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--watch')) await watchAll();
  else if (process.argv.includes('--check-action')) {
    const stale = await buildAction({ check: true });
    if (stale.length > 0) console.error(`${stale.join(', ')}: not what the sources make of it; “node esbuild.mjs” writes it`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    await buildAll({ minify: !process.argv.includes('--no-minify') });
    await buildAction();
  }
}

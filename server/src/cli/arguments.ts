import { parseArgs } from 'node:util';
import type { Severity } from '../model/finding.ts';
import { failOn, oneOf, patterns, percent, rulePages, servers } from './argumentValues.ts';
import { APPROVE_OPTIONS, approveOption, readApprove, type ApproveCommand } from './approveArguments.ts';
import { readReview, REVIEW_OPTIONS, reviewOption, type ReviewCommand } from './reviewArguments.ts';
import { UsageError } from './usageError.ts';

export { UsageError } from './usageError.ts';

/** `mainstay check`: what to read, how to ask and what to fail on. */
export interface CheckCommand {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly as: string | undefined;
  readonly format: 'text' | 'json' | 'sarif' | 'html';
  readonly offline: boolean;
  /** The earlier day to tell of, as written; undefined for now. */
  readonly asOf: string | undefined;
  /** Facts of earlier runs are read, and this run's are kept. */
  readonly cache: boolean;
  /** Leave indirect dependencies out. */
  readonly direct: boolean;
  /** Ask for the details of direct dependencies too: one question more for each repository. */
  readonly detail: boolean;
  readonly failOn: Severity | 'never';
  /** Least share of facts known, percent; undefined for no gate. */
  readonly requireKnown: number | undefined;
  readonly ledger: boolean;
  /** Say on standard error what could not be asked or read, and why. */
  readonly verbose: boolean;
  /** The policy that counts: each repository's own (undefined), none (null), or this file. */
  readonly policy: string | null | undefined;
  /** Address of the folder with a page for every rule, ending in a slash; undefined where none is given. */
  readonly rulePages: string | undefined;
  /** Settings by name, as far as given on the command line. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** `mainstay explain`: everything about one dependency, and how to ask. */
export interface ExplainCommand extends Omit<
  CheckCommand,
  'command' | 'format' | 'failOn' | 'requireKnown' | 'direct' | 'detail' | 'rulePages'
> {
  readonly command: 'explain';
  readonly format: 'text' | 'json';
  /** As its manifest spells it. */
  readonly name: string;
}

/** `mainstay manifest`: the dependencies of one file with their places. */
export interface ManifestCommand {
  readonly command: 'manifest';
  readonly path: string;
  readonly as: string | undefined;
}

/** What the user asked for. */
export type Command =
  CheckCommand | ExplainCommand | ManifestCommand | ReviewCommand | ApproveCommand | { readonly command: 'help' | 'version' };

const options = {
  ...REVIEW_OPTIONS,
  ...APPROVE_OPTIONS,
  format: { type: 'string', default: 'text' },
  as: { type: 'string' },
  offline: { type: 'boolean', default: false },
  'as-of': { type: 'string' },
  'no-cache': { type: 'boolean', default: false },
  direct: { type: 'boolean', default: false },
  detail: { type: 'boolean', default: false },
  'fail-on': { type: 'string', multiple: true },
  'require-known': { type: 'string' },
  'rule-pages': { type: 'string' },
  preset: { type: 'string' },
  policy: { type: 'string' },
  'no-policy': { type: 'boolean', default: false },
  private: { type: 'string', multiple: true },
  'public-mirrors': { type: 'boolean' },
  without: { type: 'string', multiple: true },
  privacy: { type: 'string' },
  'github-server': { type: 'string', multiple: true },
  ledger: { type: 'boolean', default: false },
  verbose: { type: 'boolean', short: 'v', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'V', default: false },
} as const;

/** Services that `--without` switches off, with the setting of each. */
const SERVICES: Readonly<Record<string, string>> = {
  'deps.dev': 'services.depsDev',
  'pkg.go.dev': 'services.pkgGoDev',
  'go-get': 'services.goGet',
  'ecosyste.ms': 'services.ecosystems',
  github: 'services.github',
};

/** Reads the words after `mainstay`. Throws {@link UsageError}. */
export function readArguments(words: readonly string[]): Command {
  const { values, positionals, tokens } = parse(words);
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const [command, ...paths] = positionals;
  if (values.help || command === 'help' || words.length === 0) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const approveOnly = command === 'approve' ? undefined : approveOption(given);
  if (approveOnly !== undefined) throw new UsageError(`${command ?? 'mainstay'} takes no --${approveOnly}`);
  const reviewOnly = command === 'review' || command === 'approve' ? undefined : reviewOption(given);
  if (reviewOnly !== undefined) throw new UsageError(`${command ?? 'mainstay'} takes no --${reviewOnly}`);
  if (command === 'manifest') {
    const other = given.find((name) => !['as', 'help', 'version'].includes(name));
    if (other !== undefined) throw new UsageError(`manifest takes no --${other}`);
    const [path, ...more] = paths;
    if (path === undefined || more.length > 0) throw new UsageError('manifest takes exactly one file');
    return { command, path, as: values.as };
  }
  const asking = {
    as: values.as,
    offline: values.offline,
    asOf: values['as-of'],
    cache: !values['no-cache'],
    ledger: values.ledger,
    verbose: values.verbose,
    policy: policyOf(values),
    settings: settingsOf(values),
  };
  if (command === 'explain') {
    const gate = given.find((name) => ['direct', 'detail', 'fail-on', 'require-known', 'rule-pages'].includes(name));
    if (gate !== undefined) throw new UsageError(`explain takes no --${gate}`);
    const [name, ...places] = paths;
    if (name === undefined) throw new UsageError('explain needs the name of a dependency, such as “mainstay explain lodash .”');
    const format = oneOf('--format', values.format, ['text', 'json'] as const);
    return { command, name, paths: places.length === 0 ? ['.'] : places, ...asking, format };
  }
  const { unknownAtMost, ...loud } = failOn(values['fail-on'] ?? []);
  const gates = {
    ...loud,
    requireKnown: percent(values['require-known']),
    rulePages: rulePages(values['rule-pages']),
  };
  if (command === 'review') {
    const format = oneOf('--format', values.format, ['text', 'json', 'markdown', 'sarif'] as const);
    return readReview(values, { command, given, words: paths }, { ...asking, ...gates, unknownAtMost, format });
  }
  if (command === 'approve') {
    const change = readReview(values, { command, given, words: paths }, { ...asking, ...gates, unknownAtMost, format: 'text' });
    return readApprove(values, given, change);
  }
  if (command !== 'check')
    throw new UsageError(
      `unknown command “${command ?? ''}”; there are check, review, approve, explain and manifest (see --help)`,
    );
  if (unknownAtMost !== undefined)
    throw new UsageError('check takes no --fail-on unknown>n: it counts what a change brings in, which review tells');
  if (paths.length === 0) throw new UsageError('check needs at least one file or folder, such as “mainstay check .”');
  return {
    command,
    paths,
    ...asking,
    format: oneOf('--format', values.format, ['text', 'json', 'sarif', 'html'] as const),
    direct: values.direct,
    detail: values.detail,
    ...gates,
  };
}

/** Undefined for each repository's own, null for none. */
function policyOf(values: ReturnType<typeof parse>['values']): string | null | undefined {
  if (!values['no-policy']) return values.policy;
  if (values.policy !== undefined) throw new UsageError('--policy and --no-policy exclude each other');
  return null;
}

/** The settings that options stand for. */
function settingsOf(values: ReturnType<typeof parse>['values']): Readonly<Record<string, unknown>> {
  return {
    ...(values.preset === undefined
      ? {}
      : { preset: oneOf('--preset', values.preset, ['quiet', 'recommended', 'strict'] as const) }),
    ...(values['public-mirrors'] === undefined ? {} : { publicMirrors: values['public-mirrors'] }),
    ...(values.private === undefined ? {} : { privatePatterns: patterns(values.private) }),
    ...(values.privacy === undefined ? {} : { privacy: oneOf('--privacy', values.privacy, ['standard', 'strict'] as const) }),
    ...(values['github-server'] === undefined ? {} : { 'github.servers': servers(values['github-server']) }),
    ...Object.fromEntries(
      (values.without ?? []).map((name) => [SERVICES[oneOf('--without', name, Object.keys(SERVICES))] ?? name, false]),
    ),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, tokens: true });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split(/\.\s/)[0] ?? error.message) : String(error);
    throw new UsageError(`${said} (see --help)`);
  }
}

// @npmcli/config ships no types: these are the parts Mainstay uses, read from its source (10.14).

declare module '@npmcli/config' {
  export type Level = 'default' | 'builtin' | 'global' | 'user' | 'project' | 'env' | 'cli';

  export interface ConfigOptions {
    readonly definitions: object;
    readonly shorthands: object;
    readonly flatten: unknown;
    readonly npmPath: string;
    readonly env: Record<string, string | undefined>;
    readonly argv: readonly string[];
    readonly execPath: string;
    readonly cwd: string;
    readonly warn: boolean;
  }

  export default class Config {
    constructor(options: ConfigOptions);
    /** Levels from the strongest to the weakest; each inherits from the next by its prototype. Readable while loading. */
    readonly list: readonly Record<string, unknown>[];
    readonly data: ReadonlyMap<Level, { readonly data: Record<string, unknown>; readonly loadError?: NodeJS.ErrnoException }>;
    localPrefix: string | null;
    load(): Promise<void>;
    loadBuiltinConfig(): Promise<void>;
    loadLocalPrefix(): Promise<void>;
    loadProjectConfig(): Promise<void>;
    loadUserConfig(): Promise<void>;
    loadGlobalConfig(): Promise<void>;
    loadEnv(): void;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const module: {
    readonly definitions: Readonly<Record<string, { readonly default: unknown }>>;
    readonly shorthands: object;
    readonly flatten: unknown;
  };
  export default module;
}

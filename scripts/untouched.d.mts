/** See `untouched.mjs`. */
export const RECORDED: string;
/** See `untouched.mjs`: types for the programs in TypeScript. */
export function untouched(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv;

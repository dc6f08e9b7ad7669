import { join } from 'node:path';
import { placesIn } from './formats/textPlaces.ts';
import { checkoutTop, FileProblem, kindOf, nearest, readText } from './platform/files.ts';
import { MAX_POLICY, readPolicy, unreadable, type PolicyReading } from './policy/readPolicy.ts';
import { POLICY_FILE } from './protocol.ts';
import { rules } from './rules/index.ts';

/** A policy file as read. */
export interface PolicyFile {
  readonly path: string;
  /** Its text, empty where it is not there; undefined where it cannot be read. */
  readonly text: string | undefined;
  readonly reading: PolicyReading;
  /** Why it cannot be read, in words with its path. */
  readonly trouble: string | undefined;
}

/**
 * Where the policy of a folder is or would be: at the top of its checkout; without one in `top`, the workspace's folder; without that the nearest
 * there is. Undefined where none of these is. Never rejects: a folder that may not be looked into has none.
 */
export async function policyPlace(folder: string, top: string | undefined): Promise<string | undefined> {
  try {
    const checkout = await checkoutTop(folder);
    const home = checkout ?? top;
    return home === undefined ? await nearest(POLICY_FILE, folder) : join(home, POLICY_FILE);
  } catch (error) {
    if (error instanceof FileProblem) return undefined;
    throw error;
  }
}

/** Reads a policy file. Never rejects: one that is not there is empty, and of one that cannot be read every name is kept back. */
export async function readPolicyFile(path: string): Promise<PolicyFile> {
  try {
    if ((await kindOf(path)) === undefined) return policyOf(path, '');
    return policyOf(path, await readText(path, MAX_POLICY));
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const trouble = `${error.message}; it may call names private, so none is sent`;
    return { path, text: undefined, reading: unreadable, trouble };
  }
}

/** The policy in a text. */
export function policyOf(path: string, text: string): PolicyFile {
  return { path, text, reading: readPolicy(text, rules), trouble: undefined };
}

/** What is wrong with a policy, one message each, with its place as compilers print it; `name` is what the file is called. */
export function policyProblems({ text = '', reading, trouble }: PolicyFile, name: string): readonly string[] {
  if (trouble !== undefined) return [trouble];
  const placeOf = placesIn(text);
  return reading.problems.map(({ span, message }) => {
    const { line, column } = placeOf(span.start);
    return `${name}:${line}:${column}: ${message}`;
  });
}

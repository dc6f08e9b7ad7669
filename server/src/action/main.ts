import { setFailed } from '@actions/core';
import { readNpmOwnDefaults } from './npmOwnDefaults.ts';

/** Runs the Action; never rejects. */
async function start(): Promise<number> {
  try {
    const npmMissing = await readNpmOwnDefaults(process.env);
    // Only now: npm's definitions are read as they load, and look into what was just filled.
    const { runAction } = await import('./run.ts');
    return await runAction(process.env, npmMissing);
  } catch (error) {
    setFailed(
      `this is a defect in Mainstay, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return 2;
  }
}

// Idle keep-alive connections must not hold the process; what was printed has gone out when the last write has.
void start().then((code) => process.stdout.write('', () => process.exit(code)));

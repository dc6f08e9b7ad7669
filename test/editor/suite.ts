import Mocha from 'mocha';

/** Tests by what they prove. */
export type Tests = Readonly<Record<string, () => Promise<void>>>;

/** How a run ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs tests one after the other and prints each; a test that takes longer than `timeoutMs` has failed. */
export function runTests(title: string, tests: Tests, timeoutMs: number): Promise<Counts> {
  const mocha = new Mocha({ timeout: timeoutMs, reporter: 'spec', color: false });
  const suite = Mocha.Suite.create(mocha.suite, title);
  for (const [name, prove] of Object.entries(tests)) suite.addTest(new Mocha.Test(name, prove));
  return new Promise((done) => {
    const runner = mocha.run(() => done({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 1 }));
  });
}

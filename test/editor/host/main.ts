import { leaveReport } from '../report.ts';
import { runTests } from '../suite.ts';
import { activation } from './activation.ts';
import { comparing } from './comparing.ts';
import { reading } from './reading.ts';
import { silence } from './silence.ts';

const TIMEOUT_MS = 30_000;

/** What VS Code calls in the extension host; it rejects when a test failed. */
export async function run(): Promise<void> {
  const counts = await runTests('in the extension host', { ...activation, ...reading, ...silence, ...comparing }, TIMEOUT_MS);
  leaveReport(process.env['MAINSTAY_TEST_REPORT'], counts);
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}

import { UpstreamFailure } from '../model/failure.ts';

/** Waits; a wait that is given up is a timeout of the request it was for. */
export async function patience(waiting: Promise<unknown>): Promise<void> {
  try {
    await waiting;
  } catch (error) {
    throw new UpstreamFailure('timeout', `given up while waiting: ${error instanceof Error ? error.name : 'aborted'}`);
  }
}

/** Ends with the signal even while the work still stands in a queue; throws `UpstreamFailure` then, of the reason `timeout`. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new UpstreamFailure('timeout', 'given up before an answer came'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

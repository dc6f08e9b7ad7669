import { info } from '@actions/core';
import { plain } from '../present/terminal.ts';

/** A line of the run's log. Foreign words in it give the runner no command, in either of its two spellings. */
export function say(text: string): void {
  info(
    plain(text)
      .replace(/##(?=\[)/g, '# #')
      .replace(/^\s*::/, ': :'),
  );
}

import type { TrustDelta } from '../measures/trustDelta.ts';
import type { Instant } from '../model/instant.ts';
import { reviewJson, type Reviewed } from '../present/reviewJson.ts';
import { reviewMarkdown } from '../present/reviewMarkdown.ts';
import { nameColumn, reviewText } from '../present/reviewText.ts';
import type { Placed } from '../present/sarif.ts';
import { folded, painter } from '../present/terminal.ts';
import { terminalReasons } from '../present/unknown.ts';
import type { ReviewCommand } from './reviewArguments.ts';
import type { Review } from '../reviewing/review.ts';
import { sarifJson, sarifText } from './sarifText.ts';
import type { World } from './world.ts';

/** What a review came to. */
export interface ReviewResult extends Pick<Review, 'sides' | 'unusable' | 'remarks' | 'notes' | 'policies' | 'signoffs'> {
  readonly reviewed: readonly Reviewed[];
  readonly trust: TrustDelta;
  readonly now: Instant;
}

/** The report in the format asked for. */
export async function reportText(result: ReviewResult, command: ReviewCommand, world: World): Promise<string> {
  const { sides, reviewed, unusable, remarks, notes, policies, now } = result;
  const whole = { trust: result.trust, signoffs: result.signoffs.proposed, unusable, remarks };
  const reasons = terminalReasons(command.offline);
  switch (command.format) {
    case 'json':
      return (
        JSON.stringify(reviewJson(sides, reviewed, [...unusable, ...remarks, ...notes], now, policies, whole), null, 2) + '\n'
      );
    case 'sarif': {
      const placed = reviewed.flatMap(({ manifest, assessment, place }): readonly Placed[] =>
        assessment === undefined || place === undefined ? [] : [{ manifest, assessment, place }],
      );
      return command.files === undefined
        ? sarifJson(placed, { unusable, notes: [...remarks, ...notes] }, command.rulePages, world)
        : sarifText(placed, { unusable, notes: [...remarks, ...notes] }, command, world);
    }
    case 'markdown': {
      return reviewMarkdown(reviewed, {
        now,
        sides,
        ...whole,
        policy: policies,
        problems: notes,
        reasons,
        rulePages: command.rulePages,
      });
    }
    case 'text':
      return folded(
        reviewText(sides, reviewed, policies, { now, ...whole, reasons, paint: painter(world.coloured) }),
        world.columns,
        nameColumn,
      );
  }
}

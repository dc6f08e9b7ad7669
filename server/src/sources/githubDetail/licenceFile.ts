import type { licenceFileNames } from '../../facts/repositoryDetail.ts';
import type { FactKey } from '../../model/fact.ts';
import { textOf, type Head } from './answer.ts';
import { licencesInText } from './licenceText.ts';

type Names = typeof licenceFileNames extends FactKey<infer T> ? T : never;

/** What the licence file called itself after each change; undefined where the changes, or the text after one of them, were not answered. */
export function licenceFileNamesOf({ licence }: Head): Names | undefined {
  const texts = licence?.nodes.map(({ file }) => (file === null ? null : textOf(file?.object)));
  if (licence === undefined || texts === undefined || texts.includes(undefined)) return undefined;
  return licence.nodes.map(({ authoredDate }, at) => ({ at: authoredDate, licences: licencesInText(texts[at] ?? '') }));
}

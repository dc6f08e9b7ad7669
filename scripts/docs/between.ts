/** A text with what stands between its markers `<!-- name:begin … -->` and `<!-- name:end -->` replaced; throws where they are not there. */
export function between(text: string, name: string, content: string): string {
  const begin = new RegExp(`<!-- ${name}:begin[^>]*-->`).exec(text);
  const end = begin ? text.indexOf(`<!-- ${name}:end -->`, begin.index) : -1;
  if (!begin || end < 0)
    throw new Error(`the markers <!-- ${name}:begin --> and <!-- ${name}:end --> are not there: put them back`);
  const head = text.slice(0, begin.index + begin[0].length);
  return `${head}\n\n${content}\n\n${text.slice(end)}`;
}

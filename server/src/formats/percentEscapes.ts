/** The text with its percent escapes undone where all are valid, else as it is: a lone `%` is a percent sign. Source: RFC 3986, 2.1. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

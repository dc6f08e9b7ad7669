/** Credentials in a message between editor and server, by where they stand: headers, and the tokens that are told. */
const HEADER = /("(?:proxy-)?(?:authorization|cookie)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
const TOKENS = /("tokens"\s*:\s*)\{[^}]*\}/g;

/** A message for the trace without credentials: by their place in it, and the given ones wherever they stand. */
export function withoutSecrets(message: string, secrets: readonly string[]): string {
  const placed = message.replace(HEADER, '$1"***"').replace(TOKENS, '$1"***"');
  return secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), placed);
}

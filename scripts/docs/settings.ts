import { rules } from '../../server/src/rules/index.ts';
import { settingSchemas } from '../../server/src/settings/settings.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The `contributes.configuration` of package.json: every setting in order, the rules by name so that a misspelt one is marked. */
function configuration(): object {
  const properties = Object.entries(settingSchemas()).map(([key, schema], order) => [
    `mainstay.${key}`,
    { ...(key === 'rules' ? byRule(schema) : schema), order },
  ]);
  return { title: 'Mainstay', properties: Object.fromEntries(properties) as object };
}

function byRule({ additionalProperties: loudness, ...schema }: Schema): Schema {
  const properties = Object.fromEntries(rules.map(({ id, title }) => [id, { ...(loudness as object), description: title }]));
  return { ...schema, properties, additionalProperties: false };
}

/** package.json with its `contributes.configuration` replaced and nothing else changed. */
export function withConfiguration(packageJson: string): string {
  const whole = JSON.parse(packageJson) as { readonly contributes?: object };
  return `${JSON.stringify({ ...whole, contributes: { ...whole.contributes, configuration: configuration() } }, null, 2)}\n`;
}

const WHERE: Readonly<Record<string, string>> = { machine: 'user only', resource: 'user, folder', window: 'user, workspace' };

/** The README's table of settings, as Markdown. */
export function settingsTable(): string {
  const rows = Object.entries(settingSchemas()).map(([key, schema]) => {
    const values = Array.isArray(schema['enum']) ? schema['enum'].map((value) => `\`${String(value)}\``).join(', ') : '';
    const words = [String(schema['markdownDescription']), values].filter(Boolean).join(' ');
    const where = WHERE[String(schema['scope'])] ?? '';
    return `| \`mainstay.${key}\` | ${words.replaceAll('|', '\\|')} | \`${JSON.stringify(schema['default'])}\` | ${where} |`;
  });
  return ['| setting | meaning | default | may be set by |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

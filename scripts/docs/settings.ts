import { rules } from '../../server/src/rules/index.ts';
import { settingGroups, settingSchemas } from '../../server/src/settings/settings.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The `contributes.configuration` of package.json: groups and their settings in order, the rules by name so that a misspelt one is marked. */
function configuration(): readonly object[] {
  const schemas = settingSchemas();
  return settingGroups().map(({ title, keys }, order) => {
    const properties = keys.map((key, place) => {
      const schema = schemas[key] ?? {};
      return [`mainstay.${key}`, { ...(key === 'rules' ? byRule(schema) : schema), order: place }];
    });
    return { title, order, properties: Object.fromEntries(properties) as object };
  });
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

/** The README's tables of settings, one for each group, as Markdown. */
export function settingsTable(): string {
  const schemas = settingSchemas();
  const tables = settingGroups().map(({ title, keys }) => {
    const rows = keys.map((key) => row(key, schemas[key] ?? {}));
    return [`**${title}**`, '', '| setting | meaning | default | may be set by |', '| --- | --- | --- | --- |', ...rows].join(
      '\n',
    );
  });
  return tables.join('\n\n');
}

function row(key: string, schema: Schema): string {
  const values = Array.isArray(schema['enum']) ? schema['enum'].map((value) => `\`${String(value)}\``).join(', ') : '';
  const words = [String(schema['markdownDescription']), values].filter(Boolean).join(' ');
  const where = WHERE[String(schema['scope'])] ?? '';
  return `| \`mainstay.${key}\` | ${words.replaceAll('|', '\\|')} | \`${JSON.stringify(schema['default'])}\` | ${where} |`;
}

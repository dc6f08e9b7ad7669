import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Inputs } from './build.ts';
import { render } from './compact.ts';
import { fileOf } from './sources.ts';
const data = '../shared/data/foundations';
const inputs: Inputs = {
  upstream: (source) => ({ text: readFileSync(join(data, fileOf(source)), 'utf8'), row: source.row }),
  file: (name) => readFileSync(join(data, name), 'utf8'),
};
const t = performance.now();
const built = build(inputs);
const text = render(built.file);
writeFileSync('server/src/sources/catalogue.json', text);
console.log(
  text.length,
  built.rows,
  built.conflicts,
  built.file.projects.length,
  Object.keys(built.file.orgs).length,
  Math.round(performance.now() - t),
);

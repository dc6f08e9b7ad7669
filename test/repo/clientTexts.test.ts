import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as messages from '../../client/src/messages.ts';
import { shownTexts } from './shownTexts.ts';

const folder = new URL('../../client/src/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const others = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'messages.ts')
  .map((file) => ({ file, source: read(file) }));

describe('what is a text that a person may read', () => {
  test.each([
    ["window.showInformationMessage('done')", ['done']],
    ["void window.setStatusBarMessage(ok ? 'done' : 'failed', 5000)", ['done', 'failed']],
    ['confirm(problem ?? `until ${day}`)', ['until …']],
    ["await window.showInputBox({ placeHolder: 'host', password: true })", ['host']],
    ["item.tooltip = 'x' + rest", ['x']],
    ["const NOT_RUNNING = 'not running: open a manifest'", ['not running: open a manifest']],
    ["return { starting: 'Starting.' }", ['Starting.']],
    ['page(`<h1 class="big">${title}</h1><p>Nothing is known</p>`)', ['<h1 class="big">…</h1><p>Nothing is known</p>']],
    ["output.error('failed', error)", ['failed']],
    ['throw new Error(`no ${name} there`)', ['no … there']],
  ])('%s', (source, texts) => {
    expect(shownTexts(source)).toEqual(texts);
  });

  test.each([
    "import { a } from './two words.ts'",
    "type Tone = 'Two words' | 'Warning'",
    "await commands.executeCommand('setContext', `${view}.empty`, tree.empty ?? '')",
    "item.id = 'mainstay.status'; const failure = { kind: 'failure', why: 'too-large', text: '' }",
    "class BodyTooLarge extends Error { override readonly name = 'BodyTooLarge' }",
    "['purl', 'rule'].every((key) => typeof given[key] === 'string')",
    'panel.webview.html = `<!doctype html>\n<p role="status">${words}</p>`',
    "confirm(isRow(given, 'row') ? words.done : words.failed)",
  ])('none in: %s', (source) => {
    expect(shownTexts(source)).toEqual([]);
  });
});

test('the client shows no text that does not stand in messages.ts', () => {
  expect(others.length).toBeGreaterThan(20);
  expect(shownTexts(read('messages.ts')).length).toBeGreaterThan(80);
  const told = others.flatMap(({ file, source }) => shownTexts(source).map((text) => `${file}: ${text}`));
  expect(told).toEqual([]);
});

test('every text of messages.ts is shown somewhere', () => {
  const names = Object.entries(messages).flatMap(([group, texts]) =>
    typeof texts === 'string' ? [group] : Object.keys(texts).map((name) => `${group}.${name}`),
  );
  expect(names.length).toBeGreaterThan(80);
  const used = new Set(others.flatMap(({ source }) => usedIn(source)));
  expect(names.filter((name) => !used.has(name))).toEqual([]);
});

/** Which messages a source names, whatever it calls their groups. */
function usedIn(source: string): readonly string[] {
  const [, list = ''] = /import \{([^}]*)\} from '\.\/messages\.ts'/.exec(source) ?? [];
  return [...list.matchAll(/(\w+)(?: as (\w+))?/g)].flatMap(([, group = '', alias = group]) => {
    const members = [...source.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, 'g'))];
    return [group, ...members.map(([, name = '']) => `${group}.${name}`)];
  });
}

test('texts are plain: no exclamation, no quotes of a typewriter', () => {
  expect(shownTexts(read('messages.ts')).filter((text) => /[!'"]/.test(text))).toEqual([]);
});

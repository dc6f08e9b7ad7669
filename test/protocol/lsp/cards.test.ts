import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GITHUB_SESSION_NOTIFICATION } from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import type { Document } from './document.ts';
import type { Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

const MANIFEST = '{\n  "dependencies": {\n    "@example/one-person": "*"\n  }\n}\n';
const NAME = '"@example/one-person"';
const PICTURE = /!\[12 months: .*?commits a month.*?\]\(data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+\)|!\[24 months: .*?\]\(data:/;

let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

/** Opens a manifest in an editor that is signed in, and waits until its repository is known. */
async function open(options: Omit<EditorOptions, 'upstreams'>): Promise<Document> {
  editor = await startEditor({ upstreams: upstream.env, waits: { hoverMs: 20_000 }, ...options });
  await editor.connection.sendNotification(GITHUB_SESSION_NOTIFICATION, { tokens: { 'github.com': 'invented-token' } });
  const document = editor.open('untitled:package.json', MANIFEST);
  await editor.settled(1);
  return document;
}

describe('a picture of the commits', () => {
  test('is on the card where the editor said that it draws pictures', async () => {
    const document = await open({ initializationOptions: { pictures: true } });
    expect(await document.hover(NAME)).toMatch(PICTURE);
  });

  test.each([{}, { icons: true }])('is not where it did not: %j', async (initializationOptions) => {
    const document = await open({ initializationOptions });
    const card = await document.hover(NAME);
    expect(card).toContain('Contributor Absence Factor');
    expect(card).not.toContain('data:');
  });
});

test('a card shows the sections its reader chose, from the next look on', async () => {
  let settings: object = {};
  const document = await open({ initializationOptions: { pictures: true }, settings: () => settings });
  const whole = await document.hover(NAME);
  expect(whole).toContain('You require');

  settings = { card: { sections: ['impact'] } };
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const short = await document.hover(NAME);
  expect(short).toContain('Contributor Absence Factor');
  expect(short).not.toMatch(/You require|data:|facts known|\*\*\n\n- /);

  settings = { card: { sections: [] } };
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  expect(await document.hover(NAME)).toBe(whole?.split('\n')[0]);
});

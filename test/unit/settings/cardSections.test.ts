import { describe, expect, test } from 'vitest';
import { CARD_SECTION_WORDS, CARD_SECTIONS } from '../../../server/src/model/cardSections.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { readSettings, settingSchemas } from '../../../server/src/settings/settings.ts';

const SETTING = 'card.sections';
const read = (given: unknown) => readSettings({ [SETTING]: given }, rules);

describe('sections of a card', () => {
  test('are all where nothing is said', () => {
    expect(readSettings({}, rules).settings[SETTING]).toEqual(CARD_SECTIONS);
  });

  test('are those named, none included', () => {
    expect(read(['people', 'chart']).settings[SETTING]).toEqual(['people', 'chart']);
    expect(read([])).toMatchObject({ settings: { [SETTING]: [] }, problems: [] });
  });

  test.each([
    ['a name that is none', ['people', 'stars']],
    ['no list', 'people'],
    ['nothing', null],
  ])('%s: all are shown, and it is said once', (_, given) => {
    const { settings, problems } = read(given);
    expect(settings[SETTING]).toEqual(CARD_SECTIONS);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('mainstay.card.sections');
  });

  test('are offered by an editor, each with its words, and may differ by folder', () => {
    expect(settingSchemas()[SETTING]).toMatchObject({
      scope: 'resource',
      type: 'array',
      items: { enum: CARD_SECTIONS, enumDescriptions: CARD_SECTIONS.map((section) => CARD_SECTION_WORDS[section]) },
      default: CARD_SECTIONS,
    });
  });
});

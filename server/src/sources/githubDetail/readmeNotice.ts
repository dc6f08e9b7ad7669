import type { OwnStatus } from '../../facts/repositoryDetail.ts';
import { sentencesOf, type Sentence } from './visibleText.ts';
import { quoted, type Said } from './words.ts';

/** A notice stands at the top. */
const MOST_LINES = 40;

const THING =
  '(?:project|repository|repo|package|library|module|plug-?in|extension|codebase|fork|tool|crate|framework|org(?:ani[sz]ation)?)';
const SUBJECT = `(?:this(?: \\w+)? ${THING}|the (?:project|repository|repo|library|package)|NAME(?:\\.js)?(?: ${THING})?)`;
const IS =
  "(?:(?:,? (?:itself|as a whole),?)? (?:is|has been|was|'s|’s)(?: (?:now|currently|fully|completely|formally|officially|already|considered|permanently|effectively|essentially|mostly|largely|also|therefore|being|to be considered))*)";
const WE = "(?:i|we|i am|i'm|we are|we're)";

/** What follows "deprecated" and the like where all of it is meant, not a use of it. */
const END =
  '(?=\\s*(?:$|[.,;:!()–—-]|and\\b|or\\b|since\\b|as of\\b|because\\b|due\\b|but\\b|please\\b|in (?:favou?r|\\d{4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w*)\\b|on (?:\\d|github)|use\\b|see\\b))';

interface Phrase {
  readonly status: OwnStatus;
  readonly said: string;
  /** Says it only where nothing but the title stands before: words too common elsewhere. */
  readonly lead?: true;
  /** What must be in the sentence beside it. */
  readonly link?: true;
}

/** Phrases of each state, the plainest first. Conservative: what is in doubt is not a notice. */
const PHRASES: readonly Phrase[] = [
  { status: 'archived', said: `${SUBJECT}${IS} archived(?:,? (?:and )?(?:is )?(?:now )?read-only)?${END}` },
  { status: 'archived', said: `${WE}(?: have|'ve)? (?:now )?archived this ${THING}` },
  { status: 'archived', said: `^(?:\\W*(?:${THING} )?\\[?archived\\]?\\W*(?:$|[:–—-]\\s)|.*[\\[(]archived[\\])])`, lead: true },
  {
    status: 'deprecated',
    said: `${SUBJECT}${IS} (?:(?:no longer (?:actively )?maintained|unmaintained|archived) and )?(?:deprecated|discontinued|obsolete|retired|end[- ]of[- ]life|sunset)${END}`,
  },
  {
    status: 'deprecated',
    said: `${WE}(?: have|'ve)? (?:now )?(?:deprecated|discontinued|deprecating|discontinuing) this ${THING}`,
  },
  {
    status: 'deprecated',
    said: `^(?:\\W*(?:${THING} )?\\[?(?:deprecat(?:ed|ion notice)|discontinued)\\]?\\W*(?:$|[:–—-]\\s)|.*[\\[(]deprecated[\\])])`,
    lead: true,
  },
  {
    status: 'unmaintained',
    said: `${SUBJECT}${IS} (?:unmaintained|abandoned|not (?:being )?(?:actively )?maintained(?: any ?(?:more|longer))?|no longer (?:being )?(?:actively |under active )?(?:maintained|developed|supported|development))${END}`,
  },
  {
    status: 'unmaintained',
    said: `${WE}(?: can)? no longer (?:actively )?(?:maintain|maintaining|support|develop|developing) (?:this ${THING}|NAME)`,
  },
  {
    status: 'unmaintained',
    said: '^(?:\\W*\\[?(?:unmaintained|no longer maintained|not maintained)\\]?\\W*(?:$|[:–—-]\\s)|.*[\\[(](?:unmaintained|not maintained|no longer maintained)[\\])])',
    lead: true,
  },
  { status: 'maintenance-mode', said: `${SUBJECT}${IS} a legacy project,? (?:and )?(?:is )?(?:now )?in maintenance[- ]mode` },
  {
    status: 'maintenance-mode',
    said: `${SUBJECT}(?:${IS}| has entered| enters)(?: moving)?(?: in| into)?(?: a)?(?: permanent)? (?:maintenance|maintenance[- ]only|bug[- ]?fix(?:es)?[- ]only)[- ]mode(?! (?:for|on|in|of|when|while|by))`,
  },
  {
    status: 'maintenance-mode',
    said: `${SUBJECT}${IS} (?:only (?:being )?maintained for|only receiving|receiving only|accepting only|only accepting) (?:critical |important |security |bug ?fix)`,
  },
  {
    status: 'maintenance-mode',
    said: `${SUBJECT} (?:now )?(?:only (?:receives|accepts|gets)|(?:receives|accepts|gets) only) (?:critical |important )?(?:security|bug)[- ]?(?:fix|patch|update)`,
  },
  { status: 'feature-complete', said: `${SUBJECT}${IS} feature[- ]complete(?=\\s*(?:$|[.,;:!)–—-]|and\\b|as\\b|but\\b))` },
  {
    status: 'seeking-maintainers',
    said: `(?:^|${WE} |${SUBJECT}${IS} )(?:(?:actively |currently )?(?:looking|searching) for|(?:actively |currently )?seeking|in need of|needs?) (?:(?:a|an|new|additional|more|active|co-?|some|other|help from) ?)*(?:co-?)?maintainers?\\b(?! (?:contact|list|guide|doc|email|approval|review))`,
  },
  { status: 'seeking-maintainers', said: '^\\W*(?:new )?(?:co-?)?maintainers? (?:wanted|needed)\\b' },
  {
    status: 'seeking-maintainers',
    said: `${SUBJECT}${IS} (?:up for adoption|open for adoption|looking for a new (?:home|owner))`,
  },
  { status: 'moved', said: `${SUBJECT}(?: has(?: been)?|'s| was)(?: now)? moved(?: over)? to(?= |:)`, link: true },
  {
    status: 'moved',
    said: `${SUBJECT}${IS} (?:being )?(?:maintained|developed|hosted|continued|living) (?:at|in|under|here)(?= |:)`,
    link: true,
  },
];

/** Without one of these a sentence holds no phrase; most hold none. */
const WORDS =
  /archiv|deprecat|discontinu|obsolete|retired|end[- ]of[- ]life|sunset|maintain|abandon|develop|support|maintenance|bug[- ]?fix|only|feature[- ]complete|adoption|looking for|moved|hosted|continued|living/i;

/** Sentences that speak of a case, a time to come or somebody else's, or deny it. */
const DOUBT =
  /\b(?:if|unless|until|once|whether|when|whenever|while|before|after|in case|should|would|could|might|may|will|won't|going to|plan(?:s|ned|ning)?|not yet|never|isn't|is not (?:deprecated|archived|abandoned|unmaintained|dead)|not (?:deprecated|archived|abandoned|dead)|previously|used to|formerly was|almost|nearly|alpha|beta)\b/i;
/** What stands right before the subject where only a part of it is spoken of: "version 2 of this library". */
const PART =
  /(?:\b(?:of|in|for|by|from|with|to|than|using|on|about|against|into|via|inside|within|at|under|like|your|our old|other)|['’]s)\s+$/i;
const QUESTION = /\?\s*$|\b(?:are|is|do) you\b/i;
/** A state denied only where "not" is part of the phrase is none of these. */
const DOUBTS_OF: Readonly<Partial<Record<OwnStatus, RegExp>>> = {
  'seeking-maintainers': /\b(?:if|unless|your (?:own )?project|you are|whether)\b/i,
  moved: /\b(?:if|unless|once|will|plan(?:s|ned)?|going to|might|may)\b/i,
};

/** What the repository is called: `owner/name` as it is today, and every name, in lower case, that a README may call it by. */
export interface Names {
  readonly names: readonly string[];
  readonly fullName: string;
}

/**
 * What a README's first lines say of the whole project's state: archival, deprecation, no upkeep, maintenance mode, feature-complete, new
 * maintainers sought, moved elsewhere. The first sentence that says so, verbatim without markup; undefined where none does. English only, and by
 * phrases that need the project as their subject: "we deprecated the X option" says nothing.
 */
export function saidInReadme(text: string, { names, fullName }: Names): Said | undefined {
  const phrases = compiled(names);
  for (const sentence of sentencesOf(text, MOST_LINES)) {
    const status = statusIn(sentence, phrases, { names, fullName });
    if (status !== undefined) return { status, words: quoted(sentence.text), line: sentence.line };
  }
  return undefined;
}

interface Compiled extends Phrase {
  readonly pattern: RegExp;
}

function compiled(names: readonly string[]): readonly Compiled[] {
  const name = names.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return PHRASES.map((phrase) => ({
    ...phrase,
    pattern: new RegExp(
      phrase.said.startsWith('^') ? phrase.said : `(?<![\\w@/-])(?:${phrase.said})`.replaceAll('NAME', `(?:${name})`),
      'i',
    ),
  }));
}

function statusIn(
  { text, links, isLead }: Sentence,
  phrases: readonly Compiled[],
  { names, fullName }: Names,
): OwnStatus | undefined {
  // A title alone is a name, whatever it means.
  if (text.length > 1500 || !WORDS.test(text) || QUESTION.test(text) || names.includes(text.toLowerCase())) return undefined;
  for (const { status, lead, link, pattern } of phrases) {
    if (lead === true && !isLead) continue;
    const said = pattern.exec(text);
    if (said === null || PART.test(text.slice(0, said.index))) continue;
    if ((DOUBTS_OF[status] ?? DOUBT).test(clauseAround(text, said.index, said[0].length))) continue;
    if (link === true && !pointsElsewhere(text.slice(said.index + said[0].length), links, fullName)) continue;
    return status;
  }
  return undefined;
}

/** Up to the next comma or semicolon: what is said after "but" or "if you need help" is another matter. */
function clauseAround(text: string, from: number, length: number): string {
  const before = Math.max(...[';', ' but ', ' and '].map((mark) => text.lastIndexOf(mark, from)), 0);
  const rest = text.slice(from + length);
  const after = /[,;:.!–—]|\b(?:but|and|so|please|use|see)\b/.exec(rest)?.index ?? rest.length;
  return text.slice(before, from + length + after);
}

/** An address, `owner/name`, a scoped name or "a new home" follows, and it is not this repository. */
function pointsElsewhere(rest: string, links: readonly string[], fullName: string): boolean {
  const named =
    /^[:\s]*(?:(?:the|a|an|our) )?(?:new (?:home|location|repo(?:sitory)?|place|org(?:ani[sz]ation)?)|https?:\/\/\S+|@?[\w.-]+\/[\w.-]+|here\b)/i.exec(
      rest,
    )?.[0];
  const places = [...links, named ?? ''];
  if (
    places.some((place) =>
      place
        .toLowerCase()
        .replace(/(?:\.git|[/.,;:!)])+$/, '')
        .endsWith(fullName.toLowerCase()),
    )
  )
    return false;
  return named !== undefined || (links.length > 0 && /^[:\s]*\S{1,60}(?:\s\S{1,60}){0,3}[.!]?$/.test(rest));
}

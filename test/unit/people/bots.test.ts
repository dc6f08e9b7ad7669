import { describe, expect, it } from 'vitest';
import { isBot } from '../../../server/src/people/bots.ts';
import { author } from './commits.ts';

describe('who is no human', () => {
  it.each([
    ['an account the forge calls a bot', { login: 'acme', isBotAccount: true }],
    ["an app's login", { login: 'acme[bot]' }],
    [
      "an app's noreply address, where the forge names no account",
      { name: 'Acme', email: '49699333+acme[bot]@users.noreply.github.com' },
    ],
    ["an app's name", { name: 'dependabot[bot]', email: 'support@example.org' }],
    ['a service that has a plain account', { login: 'Renovate' }],
    ["a project's robot", { login: 'acme-bot' }],
    ["a foundation's robot", { login: 'k8s-ci-robot' }],
    ["a robot's noreply address", { email: '123+acme-ci-robot@users.noreply.github.com' }],
    ['a login in capitals', { login: 'AcmeReleaseBot' }],
    ['a release account by its address', { name: 'Releases', email: 'semantic-release-bot@martynus.net' }],
    ['a release account by its login', { login: 'npm-cli-ops', name: 'Some Name' }],
    ['a robot by name, without an account', { name: 'Kubernetes Prow Robot' }],
    ['a publishing bot by name, without an account', { name: 'Acme Publishing Bot', email: 'p@example.org' }],
    ['a build service by name', { name: 'Travis CI', email: 'ci@example.org' }],
    ["GitHub's own committer", { login: 'web-flow', name: 'GitHub', email: 'noreply@github.com' }],
    ['weblate', { name: 'Hosted Weblate', email: 'hosted@weblate.org' }],
    ['pre-commit.ci', { name: 'pre-commit-ci[bot]' }],
    ['Copilot', { login: 'Copilot' }],
    ['Copilot, where the forge names no account', { name: 'Copilot', email: '198982749+Copilot@users.noreply.github.com' }],
    ['Claude', { name: 'Claude', email: 'noreply@anthropic.com' }],
    ['Cursor', { name: 'Cursor Agent', email: 'cursoragent@cursor.com' }],
    ['Devin', { login: 'devin-ai-integration[bot]' }],
    ['Codex', { login: 'chatgpt-codex-connector' }],
    ['Jules', { login: 'google-labs-jules[bot]' }],
  ])('%s', (_, given) => expect(isBot(author(given))).toBe(true));

  it.each([
    ['Abbott', { login: 'abbott', name: 'Jane Abbott', email: 'jane@example.org' }],
    ['a person called Robot', { name: 'Robot' }],
    ['a person whose login is Robot', { login: 'robot' }],
    ['a Dutch surname', { name: 'Ben Bot', email: 'ben@example.org' }],
    ['Talbot in capitals', { login: 'TalBot' }],
    ['a login with bot in it', { login: 'robotnik' }],
    ['bottom and botany', { login: 'botany' }],
    ['an address tagged +bot', { name: 'Jane Example', email: 'jane+bot@example.org' }],
    ['a person called Claude', { name: 'Claude', email: 'claude@example.org' }],
    ['a person called Devin', { login: 'devin', name: 'Devin Example' }],
    ['a person called Jules', { name: 'Jules', email: '7+jules@users.noreply.github.com' }],
    ['a noreply address', { name: 'Jane Example', email: '123+jane@users.noreply.github.com' }],
    ['a person at a company that makes agents', { name: 'Jane Example', email: 'jane@anthropic.com' }],
    ['a person with an account, whatever the name says', { login: 'jane', name: 'CI bot of Jane' }],
    ['a person whose squash merge the browser signed', { login: 'web-flow', name: 'Jane Example', email: 'noreply@github.com' }],
    ['nobody', {}],
  ])('but %s is', (_, given) => expect(isBot(author(given))).toBe(false));

  it('lets the user name more, and take back', () => {
    expect(isBot(author({ login: 'Acme-Sync' }), ['acme-*'])).toBe(true);
    expect(isBot(author({ name: 'Acme Sync' }), ['acme sync'])).toBe(true);
    expect(isBot(author({ login: 'ben-bot' }), ['!ben-bot'])).toBe(false);
    expect(isBot(author({ login: 'ben-bot' }), ['*-bot', '!Ben-*'])).toBe(false);
    expect(isBot(author({}), ['*'])).toBe(false);
  });
});

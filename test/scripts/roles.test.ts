import { describe, expect, test } from 'vitest';
import { readRoles } from '../../scripts/start/roles.ts';
import { secretsText } from '../../scripts/start/secrets.ts';

const TOKEN = 'the-token-of-the-tests.0123456789';

describe('the roles of npm start', () => {
  test.each([
    [{}, true, ''],
    [{ BRAWLFAST_PUBLISH_TO: 'https://edge.example', BRAWLFAST_PUBLISH_TOKEN: TOKEN }, true, ''],
    [{ BRAWLFAST_PUBLISH_TOKEN: ` ${TOKEN}\n` }, false, '-pushed-to'],
    [{ BRAWLFAST_FOLLOW: 'https://other.example' }, false, '-following'],
    [{ BRAWLFAST_FOLLOW: ' ', BRAWLFAST_PUBLISH_TOKEN: '' }, true, ''],
  ])('%o', (env, collects, folder) => {
    expect(readRoles(env)).toMatchObject({ collects, folder });
  });

  test('pass on what is set, the token as a secret and nowhere else', () => {
    const env = { BRAWLFAST_PUBLISH_TO: 'https://edge.example', BRAWLFAST_PUBLISH_TOKEN: `${TOKEN}\n` };
    const { variables, secrets } = readRoles(env);
    expect(variables).toEqual({ BRAWLFAST_PUBLISH_TO: 'https://edge.example' });
    expect(secrets).toEqual({ BRAWLFAST_PUBLISH_TOKEN: TOKEN });
    expect(secretsText(secrets)).toBe(`BRAWLFAST_PUBLISH_TOKEN=${TOKEN}\n`);
  });

  test('a token that would need quoting is refused, and not quoted', () => {
    const read = () => secretsText({ BRAWLFAST_PUBLISH_TOKEN: 'a secret $HOME' });
    expect(read).toThrow(/^BRAWLFAST_PUBLISH_TOKEN holds something that no key holds$/);
  });
});

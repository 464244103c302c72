import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

describe('the configuration', () => {
  test('has defaults for a deployment that sets nothing', () => {
    expect(readConfig({})).toEqual({
      collector: { intervalMs: 60_000, concurrency: 6, data: 'live' },
      brawlApiHosts: [],
      official: null,
      role: { role: 'collect', push: null },
    });
    const roles = { BRAWLFAST_PUBLISH_TO: '', BRAWLFAST_FOLLOW: '', BRAWLFAST_PUBLISH_TOKEN: '' };
    expect(readConfig(roles)).toEqual(readConfig({}));
    const empty = { WARM_INTERVAL_SECONDS: '', WARM_CONCURRENCY: '', BRAWLAPI_HOSTS: '', BRAWLFAST_DATA: '' };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test.each([
    ['0', 30_000],
    ['29', 30_000],
    ['30', 30_000],
    ['31', 31_000],
    ['3600', 3_600_000],
  ])('WARM_INTERVAL_SECONDS=%s is %d ms: at least 30 s', (text, intervalMs) => {
    expect(readConfig({ WARM_INTERVAL_SECONDS: text }).collector.intervalMs).toBe(intervalMs);
  });

  test.each([
    ['0', 1],
    ['1', 1],
    ['6', 6],
    ['7', 6],
    ['999999', 6],
  ])('WARM_CONCURRENCY=%s is %d: the platform allows 6 connections', (text, concurrency) => {
    expect(readConfig({ WARM_CONCURRENCY: text }).collector.concurrency).toBe(concurrency);
  });

  test.each(['live', 'demo', 'replay'] as const)('BRAWLFAST_DATA=%s', (data) => {
    expect(readConfig({ BRAWLFAST_DATA: data }).collector.data).toBe(data);
  });

  test('BRAWLAPI_HOSTS is a list, blanks and empty items left out', () => {
    const hosts = ' https://a.test/v1 ,, http://127.0.0.1:9/v1,';
    expect(readConfig({ BRAWLAPI_HOSTS: hosts }).brawlApiHosts).toEqual([
      'https://a.test/v1',
      'http://127.0.0.1:9/v1',
    ]);
  });

  test.each(['-1', '1.5', '1e3', ' 60', 'sixty', '9999999', '0x3c'])(
    'a number that is none (%s) is refused by its name',
    (text) => {
      expect(() => readConfig({ WARM_INTERVAL_SECONDS: text })).toThrow(/WARM_INTERVAL_SECONDS/);
      expect(() => readConfig({ WARM_CONCURRENCY: text })).toThrow(/WARM_CONCURRENCY/);
    },
  );

  test('data of no known kind is refused: it would be shown under a wrong name', () => {
    expect(() => readConfig({ BRAWLFAST_DATA: 'Demo' })).toThrow(
      /BRAWLFAST_DATA must be one of live, demo, replay/,
    );
  });
});

describe('the role', () => {
  const TOKEN = 'abcdefghijklmnopqrstuvwx-01';
  const EDGE = 'https://edge.example';

  test('a collector that pushes leaves a subrequest to it', () => {
    const { role, collector } = readConfig({
      BRAWLFAST_PUBLISH_TO: ` ${EDGE} `,
      BRAWLFAST_PUBLISH_TOKEN: `${TOKEN}\n`,
    });
    expect(role).toEqual({ role: 'collect', push: { to: new URL(`${EDGE}/`), token: TOKEN } });
    expect(collector.reserved).toBe(1);
  });

  test('an edge that is pushed to', () => {
    expect(readConfig({ BRAWLFAST_PUBLISH_TOKEN: TOKEN }).role).toEqual({ role: 'receive', token: TOKEN });
  });

  test('a follower, below a path too', () => {
    expect(readConfig({ BRAWLFAST_FOLLOW: EDGE }).role).toEqual({
      role: 'follow',
      from: new URL(`${EDGE}/`),
    });
    const local = readConfig({ BRAWLFAST_FOLLOW: 'http://127.0.0.1:8787/brawl' }).role;
    expect(local).toEqual({ role: 'follow', from: new URL('http://127.0.0.1:8787/brawl/') });
  });

  test.each([
    ['no URL', 'edge.example'],
    ['plain http', 'http://edge.example'],
    ['another scheme', 'file:///etc/passwd'],
    ['a user', 'https://me@edge.example'],
    ['a password', `https://me:${TOKEN}@edge.example`],
    ['a query', `https://edge.example/?token=${TOKEN}`],
    ['a fragment', 'https://edge.example/#x'],
    ['http on what only begins like the loopback', 'http://127.0.0.1.edge.example'],
  ])('%s is refused by the variable’s name, and not quoted', (_, url) => {
    for (const [name, more] of [
      ['BRAWLFAST_PUBLISH_TO', { BRAWLFAST_PUBLISH_TOKEN: TOKEN }],
      ['BRAWLFAST_FOLLOW', {}],
    ] as const) {
      const read = () => readConfig({ ...more, [name]: url });
      expect(read).toThrow(new RegExp(`^${name} must be an https URL`));
      expect(messageOf(read)).not.toContain('edge.example');
      expect(messageOf(read)).not.toContain(TOKEN);
    }
  });

  test.each(['short', 'with space in the midst of it', 'näh-näh-näh-näh-näh-näh-näh', 'x'.repeat(600)])(
    'a token that is none (%s) is not quoted',
    (token) => {
      const read = () => readConfig({ BRAWLFAST_PUBLISH_TOKEN: token });
      expect(read).toThrow(/^BRAWLFAST_PUBLISH_TOKEN must be 24 to 512/);
      expect(messageOf(read)).not.toContain(token);
    },
  );

  test.each([
    [{ BRAWLFAST_PUBLISH_TO: EDGE }, /BRAWLFAST_PUBLISH_TO needs BRAWLFAST_PUBLISH_TOKEN/],
    [{ BRAWLFAST_FOLLOW: EDGE, BRAWLFAST_PUBLISH_TOKEN: TOKEN }, /exclude each other/],
    [
      { BRAWLFAST_FOLLOW: EDGE, BRAWLFAST_PUBLISH_TO: EDGE, BRAWLFAST_PUBLISH_TOKEN: TOKEN },
      /exclude each other/,
    ],
  ])('what contradicts itself is refused: %o', (variables, message) => {
    expect(() => readConfig(variables)).toThrow(message);
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return '';
}

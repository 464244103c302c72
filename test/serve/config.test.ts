import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

describe('the configuration', () => {
  test('has defaults for a deployment that sets nothing', () => {
    expect(readConfig({})).toEqual({
      collector: { intervalMs: 60_000, concurrency: 6, data: 'live' },
      brawlApiHosts: [],
    });
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

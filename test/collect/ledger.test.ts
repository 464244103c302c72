import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type MapPlan, PRIORITY_DISABLED, PRIORITY_ENABLED, PRIORITY_LIVE } from '../../src/collect/facts.ts';
import { Ledger } from '../../src/collect/ledger.ts';
import { openStorage, type TestStorage } from './sqlite.ts';

function open(file?: string): { ledger: Ledger; storage: TestStorage } {
  const storage = openStorage(file === undefined ? {} : { file });
  onTestFinished(() => storage.close());
  return { ledger: new Ledger(storage), storage };
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'ledger.sqlite');
}

const plan = (mapId: number, priority: number, dueAt: number): MapPlan => ({ mapId, priority, dueAt });
const bytes = (...values: number[]) => Uint8Array.from(values);
const table = (...values: number[]) => Uint32Array.from(values);

describe('lists', () => {
  it('are there from the start, and unknown', () => {
    const { ledger } = open();
    expect(
      ledger
        .lists()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['brawlers', 'events', 'maps', 'modes']);
    for (const list of ledger.lists()) {
      expect(list).toMatchObject({ etag: null, goodAt: 0, triedAt: 0, failures: 0, error: null, rows: 0 });
      expect(ledger.listBundle(list.name)).toBeNull();
    }
  });

  it('are kept, confirmed, failed and held', () => {
    const { ledger } = open();
    const maps = () => ledger.lists().find(({ name }) => name === 'maps');
    // A view into a larger buffer: only its own bytes are kept.
    ledger.keepList('maps', bytes(9, 1, 2, 3, 9).subarray(1, 4), 'h|"1"', 3, 100);
    expect(ledger.listBundle('maps')).toEqual(bytes(1, 2, 3));
    ledger.listFailed('maps', 'broken', 200);
    ledger.listFailed('maps', 'still broken', 300);
    ledger.listHeld('maps', 'left alone');
    expect(maps()).toMatchObject({ goodAt: 100, triedAt: 300, failures: 3, error: 'still broken', rows: 3 });
    ledger.listUnchanged('maps', null, 400);
    expect(maps()).toMatchObject({ etag: 'h|"1"', goodAt: 400, triedAt: 400, failures: 0, error: null });
    ledger.listUnchanged('maps', 'h|"2"', 500);
    expect(maps()?.etag).toBe('h|"2"');
    ledger.listHeld('maps', 'left alone');
    expect(maps()).toMatchObject({ error: 'left alone', triedAt: 500 });
    expect(ledger.listBundle('maps')).toEqual(bytes(1, 2, 3));
  });
});

describe('maps', () => {
  it('are due in the order of their urgency, then of their time', () => {
    const { ledger } = open();
    ledger.planMaps([
      plan(1, PRIORITY_DISABLED, 10),
      plan(2, PRIORITY_ENABLED, 30),
      plan(3, PRIORITY_ENABLED, 20),
      plan(4, PRIORITY_LIVE, 40),
      plan(5, PRIORITY_LIVE, 41),
    ]);
    expect(ledger.dueMaps(40, 9).map(({ mapId }) => mapId)).toEqual([4, 3, 2, 1]);
    expect(ledger.dueMaps(40, 2).map(({ mapId }) => mapId)).toEqual([4, 3]);
    expect(ledger.dueMaps(40, 0)).toEqual([]);
    expect([ledger.isMapDue(9), ledger.isMapDue(10)]).toEqual([false, true]);
  });

  it('are planned anew without being put off, or asked for sooner where they have nothing to give', () => {
    const { ledger } = open();
    ledger.planMaps([
      plan(1, PRIORITY_DISABLED, 0),
      plan(2, PRIORITY_DISABLED, 0),
      plan(3, PRIORITY_LIVE, 5),
    ]);
    ledger.keepMapTable(1, bytes(1), table(), null, 10, 1000);
    ledger.mapMissed(2, 1000);
    ledger.planMaps([
      plan(1, PRIORITY_LIVE, 100),
      plan(2, PRIORITY_LIVE, 100),
      plan(3, PRIORITY_ENABLED, 100),
    ]);
    expect([1, 2, 3].map((id) => ledger.mapState(id)?.dueAt)).toEqual([100, 1000, 5]);
    expect([...ledger.priorities()]).toEqual([
      [1, PRIORITY_LIVE],
      [2, PRIORITY_LIVE],
      [3, PRIORITY_ENABLED],
    ]);
  });

  it('keep their table through misses, and forget their misses with the next table', () => {
    const { ledger } = open();
    const rows = table(16_000_000, 510_000, 20_000, 7);
    ledger.keepMapTable(7, bytes(1, 2, 3, 4), rows, 'h|"a"', 50, 90);
    ledger.planMaps([plan(8, PRIORITY_ENABLED, 0)]);
    expect(ledger.tableCounts()).toEqual({ tables: 1, missed: 0, goodAt: 50 });
    ledger.mapMissed(7, 200);
    ledger.mapMissed(7, 300);
    ledger.mapMissed(8, 300);
    expect(ledger.mapState(7)).toEqual({
      priority: PRIORITY_LIVE,
      dueAt: 300,
      misses: 2,
      bundle: bytes(1, 2, 3, 4),
    });
    expect(ledger.tableCounts()).toEqual({ tables: 1, missed: 2, goodAt: 50 });
    ledger.mapUnchanged(7, 400, 500);
    expect(ledger.mapState(7)).toMatchObject({ misses: 0, dueAt: 500 });
    ledger.keepMapTable(8, bytes(5), rows, null, 450, 900);
    expect(ledger.mapState(8)).toMatchObject({ misses: 0, bundle: bytes(5), priority: PRIORITY_ENABLED });
    expect(ledger.tableCounts()).toEqual({ tables: 2, missed: 0, goodAt: 450 });
    expect(ledger.dueMaps(900, 9)).toEqual([
      { mapId: 7, etag: 'h|"a"' },
      { mapId: 8, etag: null },
    ]);
    expect(ledger.mapTables().map(({ mapId, bundle }) => [mapId, bundle])).toEqual([
      [7, bytes(1, 2, 3, 4)],
      [8, bytes(5)],
    ]);
    expect(ledger.mapState(99)).toBeNull();
  });

  it('are put off, one or all that are due', () => {
    const { ledger } = open();
    ledger.planMaps([1, 2, 3].map((id) => plan(id, PRIORITY_ENABLED, id)));
    ledger.postponeMap(1, 50);
    ledger.postponeAllDue(2, 60);
    expect([1, 2, 3].map((id) => ledger.mapState(id)?.dueAt)).toEqual([50, 60, 3]);
  });
});

describe('notes and fingerprints', () => {
  it('are there again after a restart, and only a change is written', () => {
    const file = newFile();
    const first = openStorage({ file });
    const ledger = new Ledger(first);
    expect(ledger.note('a')).toBeNull();
    ledger.keepNote('a', { n: 1, text: '狐 "q"' });
    const written = first.meter.rowsWritten;
    ledger.keepNote('a', { n: 1, text: '狐 "q"' });
    expect(first.meter.rowsWritten).toBe(written);
    ledger.keepNote('a', [2]);
    expect(first.meter.rowsWritten).toBeGreaterThan(written);
    const print = (seed: number) => ({
      signature: table(seed, 0xffffffff),
      rows: table(seed, seed + 1, seed + 2, seed + 3),
      lastSeen: seed * 10,
    });
    ledger.keepFingerprints([print(3), print(2), print(1)]);
    ledger.keepFingerprints([print(4), print(3)]);
    first.close();
    const again = open(file).ledger;
    expect(again.note('a')).toEqual([2]);
    expect(again.fingerprints()).toEqual([print(4), print(3)]);
  });
});

describe('a transaction', () => {
  it('leaves no trace when it fails, also as part of another', () => {
    const { ledger } = open();
    const fail = () => {
      throw new Error('half-way');
    };
    expect(() =>
      ledger.atomically(() => {
        ledger.keepNote('a', 1);
        fail();
      }),
    ).toThrow('half-way');
    expect(ledger.note('a')).toBeNull();
    ledger.atomically(() => {
      ledger.keepNote('b', 1);
      expect(() =>
        ledger.atomically(() => {
          ledger.keepNote('c', 1);
          fail();
        }),
      ).toThrow();
    });
    expect([ledger.note('b'), ledger.note('c')]).toEqual([1, null]);
  });

  it('that a process dies in leaves no trace', () => {
    const file = newFile();
    let left = Number.POSITIVE_INFINITY;
    const storage = openStorage({
      file,
      beforeStatement() {
        left -= 1;
        if (left < 0) throw new Error('dead');
      },
    });
    const ledger = new Ledger(storage);
    left = 3;
    expect(() =>
      ledger.atomically(() => {
        ledger.keepNote('a', 1);
        ledger.keepNote('b', 1);
        ledger.keepNote('c', 1);
      }),
    ).toThrow('dead');
    storage.close();
    expect(open(file).ledger.note('a')).toBeNull();
  });
});

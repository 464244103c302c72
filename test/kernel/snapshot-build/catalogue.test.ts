import { describe, expect, test } from 'vitest';
import { MAX_BRAWLERS } from '../../../kernel/layout/build.ts';
import {
  MAP_FLAG_DISABLED,
  MAP_FLAG_PREFERRED,
  MAP_FLAG_UNIQUE,
  NONE32,
} from '../../../kernel/layout/snapshot.ts';
import { readCatalogue } from '../../../src/kernel/reference/snapshot/catalogue.ts';
import * as support from './support.ts';

const { BOUNTY, GEM_GRAB } = support;

function catalogue(...bundles: Uint8Array[]) {
  return readCatalogue(support.views(...bundles));
}

describe('maps', () => {
  test('game ids of one name and mode are one map, other modes another', () => {
    const { maps, modes } = catalogue(
      support.mapsBundle(
        { id: 15000300, name: 'Skull Creek', gameMode: GEM_GRAB },
        { id: 15000010, name: 'Skull Creek', gameMode: GEM_GRAB },
        { id: 15000200, name: 'Skull Creek', gameMode: BOUNTY },
        { id: 15000020, name: 'Skull-Creek!', gameMode: GEM_GRAB },
      ),
    );
    expect(modes.map((mode) => mode.name)).toEqual(['Gem Grab', 'Bounty']);
    expect(maps.map(({ id, ids, slug, mode }) => ({ id, ids, slug, mode }))).toEqual([
      { id: 15000300, ids: [15000010, 15000020, 15000300], slug: 'skull-creek', mode: 0 },
      { id: 15000200, ids: [15000200], slug: 'skull-creek', mode: 1 },
    ]);
  });

  test('the newest enabled id stands for all, with its name; without one the newest', () => {
    const { maps } = catalogue(
      support.mapsBundle(
        { id: 1, name: 'Belles Rock', gameMode: GEM_GRAB },
        { id: 2, name: "Belle's Rock", gameMode: GEM_GRAB },
        { id: 3, name: 'BELLES ROCK', gameMode: GEM_GRAB, disabled: true },
        { id: 4, name: 'Old Mine', gameMode: GEM_GRAB, disabled: true },
        { id: 5, name: 'Old Mine', gameMode: GEM_GRAB, disabled: true },
      ),
    );
    expect(maps.map(({ id, name, flags }) => ({ id, name, disabled: flags & MAP_FLAG_DISABLED }))).toEqual([
      { id: 2, name: "Belle's Rock", disabled: 0 },
      { id: 5, name: 'Old Mine', disabled: MAP_FLAG_DISABLED },
    ]);
  });

  test('sorted by slug, then mode', () => {
    const { maps } = catalogue(
      support.mapsBundle(
        { id: 1, name: 'b', gameMode: BOUNTY },
        { id: 2, name: 'a b', gameMode: GEM_GRAB },
        { id: 3, name: 'b', gameMode: GEM_GRAB },
        { id: 4, name: 'ab', gameMode: GEM_GRAB },
        { id: 5, name: 'a', gameMode: GEM_GRAB },
      ),
    );
    expect(maps.map((map) => `${map.slug}/${map.mode}`)).toEqual(['a/0', 'a-b/0', 'ab/0', 'b/0', 'b/1']);
  });

  test('a slug alone leads to the newest enabled map of that name', () => {
    const { maps } = catalogue(
      support.mapsBundle(
        { id: 10, name: 'Twin', gameMode: GEM_GRAB },
        { id: 20, name: 'Twin', gameMode: BOUNTY },
        { id: 30, name: 'Twin', gameMode: support.SOLO_SHOWDOWN, disabled: true },
        { id: 40, name: 'Alone', gameMode: GEM_GRAB },
      ),
    );
    const address = MAP_FLAG_UNIQUE | MAP_FLAG_PREFERRED;
    expect(maps.map(({ id, flags }) => [id, flags & address])).toEqual([
      [40, MAP_FLAG_UNIQUE | MAP_FLAG_PREFERRED],
      [10, 0],
      [20, MAP_FLAG_PREFERRED],
      [30, 0],
    ]);
  });

  test('names of other scripts are joined as well, and addressed by their oldest id', () => {
    const { maps } = catalogue(
      support.mapsBundle(
        { id: 7, name: '雪原 2', gameMode: GEM_GRAB },
        { id: 5, name: '雪原 2', gameMode: GEM_GRAB },
        { id: 6, name: '砂漠 2', gameMode: GEM_GRAB },
        { id: 8, name: '!!!', gameMode: GEM_GRAB },
        { id: 9, name: '???', gameMode: GEM_GRAB },
      ),
    );
    expect(maps.map(({ slug, ids }) => [slug, ids])).toEqual([
      ['map-5', [5, 7]],
      ['map-6', [6]],
      ['map-8', [8]],
      ['map-9', [9]],
    ]);
  });

  test('where an id stands in several bundles, the last row wins', () => {
    const { maps } = catalogue(
      support.mapsBundle({ id: 1, name: 'Before', gameMode: GEM_GRAB }),
      support.eventsBundle([{ map: { id: 1, name: 'After', gameMode: BOUNTY, disabled: true } }]),
    );
    expect(maps).toHaveLength(1);
    expect(maps[0]).toMatchObject({ id: 1, name: 'After', slug: 'after' });
    expect((maps[0]?.flags ?? 0) & MAP_FLAG_DISABLED).toBe(MAP_FLAG_DISABLED);
  });

  test('the four generations of one map are one map', () => {
    const { maps, modes } = catalogue(
      support.mapsBundle(
        { id: 1, name: 'SHABBY SHELLS', hash: 'SHABBY-SHELLS', gameMode: { id: 21, name: 'Gem Grab' } },
        { id: 2, name: 'Shabby Shells', hash: 'Shabby-Shells', gameMode: { ...GEM_GRAB, id: 5 } },
        { id: 3, name: 'Shabby-Shells', hash: 'shabby-shells', gameMode: { ...GEM_GRAB, name: 'GEM-GRAB' } },
        { id: 4, name: 'Shabby Shells', hash: 'Shabby-Shells', gameMode: GEM_GRAB },
      ),
    );
    expect(modes).toMatchObject([{ id: 48000000, name: 'Gem Grab', slug: 'gem-grab' }]);
    expect(maps).toMatchObject([{ id: 4, ids: [1, 2, 3, 4], name: 'Shabby Shells', slug: 'shabby-shells' }]);
  });
});

describe('modes', () => {
  test('listed ones keep their key, colour and state', () => {
    const { modes } = catalogue(
      support.modesBundle(
        { ...BOUNTY, scHash: 'bountyHunter', color: '#01cfff', disabled: true },
        { scId: 48000000, name: 'Gem Grab', hash: 'Gem-Grab', scHash: 'gemGrab', color: 'purple' },
      ),
    );
    expect(modes).toEqual([
      { id: 48000000, name: 'Gem Grab', slug: 'gem-grab', key: 'gemGrab', color: NONE32, flags: 0 },
      { id: 48000003, name: 'Bounty', slug: 'bounty', key: 'bountyHunter', color: 0x01cfff, flags: 1 },
    ]);
  });

  test('a mode that only maps speak of is added, under the lowest id that they give it', () => {
    const { modes, maps } = catalogue(
      support.modesBundle(GEM_GRAB),
      support.mapsBundle(
        { id: 1, name: 'x', gameMode: { scId: 48000099, name: 'Upside Showdown' } },
        { id: 2, name: 'y', gameMode: { scId: 48000098, name: 'UPSIDE SHOWDOWN' } },
        { id: 3, name: 'z', gameMode: { name: 'Upside Showdown' } },
      ),
    );
    expect(modes.map(({ id, name, slug }) => [id, name, slug])).toEqual([
      [48000000, 'Gem Grab', 'gem-grab'],
      [48000098, 'Upside Showdown', 'upside-showdown'],
    ]);
    expect(maps.map((map) => map.mode)).toEqual([1, 1, 1]);
  });

  test('a mode that the list lacks is the listed one of its name', () => {
    const { modes, maps } = catalogue(
      support.modesBundle({ scId: 48000045, name: 'Brawl Hockey' }),
      support.mapsBundle(
        { id: 1, name: 'Rink', gameMode: { scId: 48000045, name: 'Brawl Hockey' } },
        { id: 2, name: 'Rink', gameMode: { scId: 48000057, name: 'Brawl Hockey' } },
      ),
    );
    expect(modes.map((mode) => mode.id)).toEqual([48000045]);
    expect(maps).toMatchObject([{ ids: [1, 2], mode: 0 }]);
  });

  test('an unlisted mode under two names is two', () => {
    const { modes, maps } = catalogue(
      support.mapsBundle(
        { id: 1, name: 'x', gameMode: { scId: 48000099, name: 'Trophy Thieves' } },
        { id: 2, name: 'y', gameMode: { scId: 48000099, name: 'Present Plunder' } },
      ),
    );
    expect(modes.map((mode) => mode.slug)).toEqual(['present-plunder', 'trophy-thieves']);
    expect(maps.map((map) => map.mode)).toEqual([1, 0]);
  });

  test('a mode without an id is the one of its name, wherever that is listed', () => {
    const { modes, maps } = catalogue(
      support.modesBundle({ id: 21, name: 'Gem Grab', scHash: 'gemGrab' }),
      support.mapsBundle(
        { id: 1, name: 'x', gameMode: { id: 21, name: 'GEM GRAB' } },
        { id: 2, name: 'y', gameMode: GEM_GRAB },
      ),
    );
    expect(modes).toMatchObject([{ id: 48000000, name: 'Gem Grab', key: 'gemGrab' }]);
    expect(maps.map((map) => map.mode)).toEqual([0, 0]);
  });

  test('a mode without an id that no other names is one of its own', () => {
    const { modes, maps } = catalogue(
      support.modesBundle({ id: 21, name: 'Life Leech', scHash: 'lifeLeech' }),
      support.mapsBundle(
        { id: 1, name: 'x', gameMode: { id: 22, name: 'DUELS' } },
        { id: 2, name: 'y', gameMode: { name: 'Duels' } },
        { id: 3, name: 'z', gameMode: { name: 'Life-Leech' } },
        { id: 4, name: 'z', gameMode: { name: '듀얼' } },
        { id: 5, name: 'z', gameMode: { name: '결투' } },
      ),
    );
    expect(modes.map(({ id, name, slug, key }) => [id, name, slug, key])).toEqual([
      [0, 'Duels', 'duels', ''],
      [0, 'Life Leech', 'life-leech', 'lifeLeech'],
      [0, '결투', 'mode-0', ''],
      [0, '듀얼', 'mode-0', ''],
    ]);
    expect(maps.map(({ id, mode }) => [id, mode])).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
      [5, 2],
      [4, 3],
    ]);
  });

  test('of two modes with one name, a map that gives only the name is in the one with the lower id', () => {
    const { maps } = catalogue(
      support.modesBundle({ scId: 48000009, name: 'Knockout' }, { scId: 48000002, name: 'Knockout' }),
      support.mapsBundle({ id: 1, name: 'x', gameMode: { name: 'Knockout' } }),
    );
    expect(maps.map((map) => map.mode)).toEqual([0]);
  });
});

describe('brawlers', () => {
  test('sorted by id, with what is known of them', () => {
    const { brawlers } = catalogue(
      support.brawlersBundle(
        {
          id: 16000001,
          name: 'COLT',
          class: { name: 'Damage Dealer' },
          rarity: { id: 2, name: 'Rare', color: '#68fd58' },
        },
        { id: 16000000, name: 'Shelly', released: false },
      ),
    );
    const none = { className: '', rarity: '', color: NONE32 };
    expect(brawlers).toEqual([
      { id: 16000000, name: 'Shelly', slug: 'shelly', ...none, flags: 8 },
      {
        id: 16000001,
        name: 'Colt',
        slug: 'colt',
        className: 'Damage Dealer',
        rarity: 'Rare',
        color: 0x68fd58,
        flags: 0,
      },
    ]);
  });

  test('one that only statistics name has its number for a name', () => {
    const { brawlers } = catalogue(
      support.brawlersBundle({ id: 16000000, name: 'Shelly' }),
      support.mapBundle({
        id: 1,
        name: 'x',
        gameMode: GEM_GRAB,
        stats: [{ brawler: 16000999, winRate: 50, useRate: 1 }],
      }),
    );
    expect(brawlers.map(({ name, slug }) => [name, slug])).toEqual([
      ['Shelly', 'shelly'],
      ['#16000999', 'brawler-16000999'],
    ]);
  });

  test('more than a snapshot can hold are refused', () => {
    const list = Array.from({ length: MAX_BRAWLERS + 1 }, (_, i) => ({ id: 16000000 + i, name: `B${i}` }));
    expect(() => catalogue(support.brawlersBundle(...list))).toThrow(RangeError);
    expect(catalogue(support.brawlersBundle(...list.slice(1))).brawlers).toHaveLength(MAX_BRAWLERS);
  });
});

test('nothing makes an empty catalogue', () => {
  expect(catalogue()).toEqual({ modes: [], maps: [], brawlers: [] });
});

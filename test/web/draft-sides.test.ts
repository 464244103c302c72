/** Where a draft's picks go: never to a full side, and nobody is kept in the address who isn't on the board. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ANY_ROOM, changeState, readState, type Side, stateQuery } from '../../src/web/draft/state.ts';
import { createWorldSite, type Site } from '../serve/site.ts';
import { attribute, pageAt, tags } from './html.ts';

const TEAMS = { ally: 3, enemy: 3, ban: 6 };
const SOLO = { ally: 1, enemy: 0, ban: 0 };

/** What a press makes of a draft: each side's picks, and where the next one goes. */
function outcome(draft: string, press: string, room: Readonly<Record<Side, number>> = TEAMS): string {
  const query = new URLSearchParams(`${draft}&${press}`);
  const changed = changeState(query, readState(query), room);
  const { allies, enemies, bans, side } = stateQuery(changed ?? readState(query));
  return `${allies}|${enemies}|${bans}|${side ?? 'ally'}`;
}

describe('a pick', () => {
  test.each([
    ['goes to the chosen side', 'allies=a&enemies=b', 'pick=x', 'a,x|b||ally'],
    ['that fills the own team: the next is the enemy’s', 'allies=a,b', 'pick=x', 'a,b,x|||enemy'],
    ['that fills the own team by a suggestion', 'allies=a,b', 'ally=x', 'a,b,x|||enemy'],
    ['that fills the enemy’s: the next is the own', 'enemies=a,b&side=enemy', 'pick=x', '|a,b,x||ally'],
    ['that fills both: the next is a ban', 'allies=a,b&enemies=c,d,e', 'pick=x', 'a,b,x|c,d,e||ban'],
    ['for a full own team', 'allies=a,b,c', 'pick=x', 'a,b,c|x||enemy'],
    ['for a full enemy’s team', 'enemies=a,b,c&side=enemy', 'pick=x', 'x|a,b,c||ally'],
    ['for two full teams', 'allies=a,b,c&enemies=d,e,f', 'pick=x', 'a,b,c|d,e,f|x|ban'],
    ['for full bans', 'bans=a,b,c,d,e,f&side=ban', 'pick=x', 'x||a,b,c,d,e,f|ally'],
    ['that is a ban does not go to a team', 'bans=a,b,c,d,e,f', 'ban=x', '||a,b,c,d,e,f|ally'],
    ['that moves makes room', 'allies=a,b,c&side=enemy', 'pick=a', 'b,c|a||enemy'],
  ])('%s', (_, draft, press, expected) => {
    expect(outcome(draft, press)).toBe(expected);
  });

  test('for which there is no room changes nothing', () => {
    const full = 'allies=a,b,c&enemies=d,e,f&bans=g,h,i,j,k,l';
    expect(outcome(full, 'pick=x')).toBe('a,b,c|d,e,f|g,h,i,j,k,l|ally');
    expect(outcome('allies=a', 'pick=x', SOLO)).toBe('a|||ally');
    expect(outcome('allies=a&side=enemy', 'pick=x', SOLO)).toBe('a|||enemy');
  });

  test('without a map goes where it is meant to', () => {
    expect(outcome('allies=a,b,c,d,e', 'pick=x', ANY_ROOM)).toBe('a,b,c,d,e,x|||ally');
  });
});

describe('on a page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await createWorldSite();
  });
  const FULL = '/draft?map=copper-bend&allies=ada,bolt,flint';

  test('a pick goes on from a full team', async () => {
    const { headers } = await site.ask(`${FULL}&pick=iris`);
    expect(headers.get('location')).toBe(`${FULL}&enemies=iris&side=enemy`);
  });

  test('who was over does not appear where somebody is dropped', async () => {
    const { headers } = await site.ask(`${FULL},iris,jun&drop=ada`);
    expect(headers.get('location')).toBe('/draft?map=copper-bend&allies=bolt,flint');
  });

  test.each([
    ['', 'ally'],
    ['&side=ban', 'ban'],
    ['&allies=ada,bolt,flint', 'enemy'],
    ['&enemies=ada,bolt,flint&side=enemy', 'ally'],
    ['&allies=ada,bolt,flint&enemies=iris,jun,hex', 'ban'],
  ])('%s: the next pick goes to %s', async (picks, side) => {
    const html = await pageAt(site, `/draft?map=copper-bend${picks}`);
    const chosen = tags(html, 'input').filter((tag) => / checked/.test(tag));
    expect(chosen.map((tag) => attribute(tag, 'value'))).toEqual([side]);
  });
});

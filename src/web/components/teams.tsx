import type { MapAnswer } from '../../shared/wire.ts';
import { forestClasses } from '../charts/forest.tsx';
import { forestOf } from '../charts/scale.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { Portrait } from './portrait.ts';

/** Teams on the page; the API has all of them. */
const TEAMS_SHOWN = 12;

/** Teams really seen on a map, best first. */
export function Teams({ context, answer }: { context: PageContext; answer: MapAnswer }): Html {
  const { t, f } = context;
  const teams = answer.teams.slice(0, TEAMS_SHOWN);
  if (teams.length === 0) return <p class="dim">{t.map.noTeams}</p>;
  const rows = teams.map((team) => ({ ...team, tier: null, lift: null, useRate: 0, rank: 0, tied: false }));
  const forest = forestOf(rows, answer.baseline);
  return (
    <table class="teams">
      <caption class="unseen">{t.map.teams}</caption>
      <thead>
        <tr>
          <th scope="col" class="l">
            {t.words.team}
          </th>
          <th scope="col" class="c">
            <span class="unseen">{t.words.interval}</span>
          </th>
          <th scope="col">{t.words.winRate}</th>
          <th scope="col">{t.words.games}</th>
        </tr>
      </thead>
      <tbody>
        {teams.map((team) => (
          <tr>
            <th scope="row" class="l">
              <span class="trio">
                {team.ids.map((id, i) => (
                  <Portrait context={context} id={id} name={team.brawlers[i] ?? ''} />
                ))}
              </span>
              <small>{team.brawlers.join(' · ')}</small>
            </th>
            <td class={forestClasses(forest, team.adjustedWinRate, team.interval, null)} />
            <td class="v">{f.decimal(team.adjustedWinRate)}</td>
            <td>{f.whole(team.games)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

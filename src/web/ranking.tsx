import type { CellNumbers, MapAnswer, TeamAnswer } from '../shared/wire.ts';

const SCALE_WIDTH = 110;
const HEIGHT = 14;

/** Percent at both ends of the bars: all intervals and the baseline fit, so that rows can be compared. */
function scaleOf(answer: MapAnswer): [number, number] {
  const values = answer.brawlers.flatMap((row) => row.interval ?? [row.adjustedWinRate]);
  values.push(answer.baseline ?? 50);
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return [low - 0.5, high + 0.5];
}

function Bar({ row, baseline, scale }: { row: CellNumbers; baseline: number; scale: [number, number] }) {
  const x = (percent: number) => (((percent - scale[0]) / (scale[1] - scale[0])) * SCALE_WIDTH).toFixed(1);
  const [low, high] = row.interval ?? [row.adjustedWinRate, row.adjustedWinRate];
  return (
    <svg viewBox={`0 0 ${SCALE_WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line class="base" x1={x(baseline)} x2={x(baseline)} y1="0" y2={HEIGHT} />
      <rect
        class="band"
        x={x(low)}
        y="4"
        width={Math.max(0, Number(x(high)) - Number(x(low))).toFixed(1)}
        height="6"
        rx="3"
      />
      <circle class="dot" cx={x(row.adjustedWinRate)} cy="7" r="3.5" />
    </svg>
  );
}

export function signed(value: number | null): string {
  return value === null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : '±'}${Math.abs(value).toFixed(1)}`;
}

function decimal(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

function whole(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en');
}

function between(interval: [number, number] | null): string {
  return interval === null ? '–' : interval.map((value) => value.toFixed(1)).join('–');
}

/** The ranking of a map: best first, each row with its interval against the map's baseline. */
export function Ranking({ answer }: { answer: MapAnswer }) {
  if (answer.brawlers.length === 0) return null;
  const scale = scaleOf(answer);
  return (
    <table>
      <caption class="unseen">Ranking of the brawlers on {answer.map}</caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Tier</th>
          <th scope="col" class="l">
            Brawler
          </th>
          <th scope="col" title="Adjusted win rate in percent">
            Win %
          </th>
          <th scope="col" title="Percentage points over the map's baseline">
            Lift
          </th>
          <th scope="col" class="wide">
            95 % interval
          </th>
          <th scope="col" class="wide" title="As counted, before adjustment">
            Raw %
          </th>
          <th scope="col" class="wide" title="Share of picks in percent">
            Use
          </th>
          <th scope="col">Games</th>
        </tr>
      </thead>
      <tbody>
        {answer.brawlers.map((row) => (
          <tr>
            <td title={row.tied ? 'shares its rank: the order is less than 75 % likely' : undefined}>
              {row.tied ? '=' : ''}
              {row.rank}
            </td>
            <td>
              <span
                class={`tier ${row.tier ?? 'none'}`}
                title={row.tier === null ? 'not enough data' : undefined}
              >
                {row.tier ?? '?'}
              </span>
            </td>
            <td class="l">{row.name}</td>
            <td>
              {decimal(row.adjustedWinRate)}
              {row.interval === null ? null : <small class="narrow">{between(row.interval)}</small>}
            </td>
            <td>{signed(row.lift)}</td>
            <td class="bar wide">
              <span class="unseen">{between(row.interval)}</span>
              <Bar row={row} baseline={answer.baseline ?? 50} scale={scale} />
            </td>
            <td class="wide">{decimal(row.winRate)}</td>
            <td class="wide">{decimal(row.useRate)}</td>
            <td>{whole(row.games)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Teams really seen on the map. */
export function Teams({ teams }: { teams: readonly TeamAnswer[] }) {
  if (teams.length === 0) return null;
  return (
    <section class="card">
      <h2>Teams seen</h2>
      <table>
        <thead>
          <tr>
            <th scope="col" class="l">
              Team
            </th>
            <th scope="col">Win %</th>
            <th scope="col">95 % interval</th>
            <th scope="col">Games</th>
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <tr>
              <td class="l">{team.brawlers.join(' · ')}</td>
              <td>{decimal(team.adjustedWinRate)}</td>
              <td>{between(team.interval)}</td>
              <td>{whole(team.games)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

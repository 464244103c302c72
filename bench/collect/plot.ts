const WIDTH = 480;
const HEIGHT = 240;
const MARGIN = 48;

/** A plot of a cost over a number on a logarithmic scale, as SVG. */
export function plot(
  title: string,
  unit: string,
  points: readonly (readonly [x: number, y: number])[],
): string {
  const top = Math.ceil(Math.max(...points.map(([, y]) => y)) * 1.25);
  const logs = points.map(([x]) => Math.log10(x));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const xOf = (x: number) => MARGIN + ((Math.log10(x) - low) / (high - low)) * (WIDTH - 2 * MARGIN);
  const yOf = (y: number) => HEIGHT - MARGIN - (y / top) * (HEIGHT - 2 * MARGIN);
  const line = points.map(([x, y]) => `${xOf(x).toFixed(1)},${yOf(y).toFixed(1)}`).join(' ');
  const labels = points.flatMap(([x, y]) => [
    `<circle cx="${xOf(x).toFixed(1)}" cy="${yOf(y).toFixed(1)}" r="3"/>`,
    `<text x="${xOf(x).toFixed(1)}" y="${(yOf(y) - 8).toFixed(1)}">${y.toFixed(2)}</text>`,
    `<text x="${xOf(x).toFixed(1)}" y="${HEIGHT - MARGIN + 18}">10^${Math.log10(x).toFixed(0)}</text>`,
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" text-anchor="middle">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${WIDTH / 2}" y="20">${title}</text>`,
    `<text x="12" y="${HEIGHT / 2}" transform="rotate(-90 12 ${HEIGHT / 2})">${unit}</text>`,
    `<path d="M${MARGIN},${MARGIN} V${HEIGHT - MARGIN} H${WIDTH - MARGIN}" fill="none" stroke="#888"/>`,
    `<polyline points="${line}" fill="none" stroke="#06c" stroke-width="2"/>`,
    ...labels,
    '</svg>',
    '',
  ].join('\n');
}

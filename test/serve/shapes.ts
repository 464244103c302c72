/** Says where a JSON value is not of the shape that the contract promises: by name and type, nothing missing or extra. */
export type Shape = (value: unknown, at: string) => string[];

const wrong = (at: string, wanted: string, value: unknown) => [
  `${at}: ${JSON.stringify(value)?.slice(0, 60)} is not ${wanted}`,
];

function plain(wanted: string, holds: (value: unknown) => boolean): Shape {
  return (value, at) => (holds(value) ? [] : wrong(at, wanted, value));
}

export const text = plain('a text', (value) => typeof value === 'string' && value !== '');
export const flag = plain('a boolean', (value) => typeof value === 'boolean');
export const whole = plain(
  'a whole number',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);
/** wins: a draw is half a one */
export const halves = plain('a multiple of 0.5', (value) => Number.isSafeInteger((value as number) * 2));
/** percent, one decimal */
export const rate = plain(
  'a rate of 0–100 with one decimal',
  (value) => isTenths(value) && (value as number) >= 0 && (value as number) <= 100,
);
/** percent points, one decimal */
export const points = plain('percent points with one decimal', isTenths);
export const hash = plain('16 hex digits', (value) => /^[0-9a-f]{16}$/.test(String(value)));
/** A day of UTC. */
export const date = plain('YYYY-MM-DD', (value) => /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(String(value)));
export const slug = plain('a slug', (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(String(value)));
export const color = plain('#rrggbb', (value) => /^#[0-9a-f]{6}$/.test(String(value)));
export const time = plain(
  'a time of ISO 8601',
  (value) => typeof value === 'string' && new Date(value).toISOString() === value,
);

function isTenths(value: unknown): boolean {
  return typeof value === 'number' && /^-?[0-9]+(\.[0-9])?$/.test(String(value));
}

export function one(...values: unknown[]): Shape {
  return plain(`one of ${values.join(', ')}`, (value) => values.includes(value));
}

export function orNull(shape: Shape): Shape {
  return (value, at) => (value === null ? [] : shape(value, at));
}

export function list(shape: Shape): Shape {
  return (value, at) =>
    Array.isArray(value)
      ? value.flatMap((item, i) => shape(item, `${at}[${i}]`))
      : wrong(at, 'a list', value);
}

/** An interval: low, high. */
export function pair(shape: Shape): Shape {
  return (value, at) => {
    if (!Array.isArray(value) || value.length !== 2) return wrong(at, 'a pair', value);
    const [low, high] = value;
    return [
      ...shape(low, `${at}[0]`),
      ...shape(high, `${at}[1]`),
      ...(low <= high ? [] : wrong(at, 'rising', value)),
    ];
  };
}

export const interval = pair(rate);

export function object(fields: Readonly<Record<string, Shape>>, optional: readonly string[] = []): Shape {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return wrong(at, 'an object', value);
    const has = value as Record<string, unknown>;
    const extra = Object.keys(has).filter((name) => !(name in fields));
    return [
      ...extra.map((name) => `${at}.${name}: not in the contract`),
      ...Object.entries(fields).flatMap(([name, shape]) => {
        if (name in has) return shape(has[name], `${at}.${name}`);
        return optional.includes(name) ? [] : [`${at}.${name}: missing`];
      }),
    ];
  };
}

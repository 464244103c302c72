/** A claim beside its measurement, and beside plain JavaScript in the same run. */
export interface Claim {
  readonly what: string;
  /** the most it may be; null where the claim is only to beat plain JavaScript */
  readonly limit: number | null;
  readonly measured: number;
  /** the same by plain JavaScript; null where there is no such thing */
  readonly plain: number | null;
  readonly unit: 'KB' | 'MB' | 'ms';
  readonly note: string;
}

/** By how many times a claim is exceeded; at most 1 where it is kept. */
export function share({ limit, measured, plain }: Claim): number {
  const most = limit ?? plain ?? Number.NaN;
  return measured / most;
}

export function isKept(claim: Claim): boolean {
  return share(claim) <= 1;
}

/** The table, as text. */
export function claimsTable(claims: readonly Claim[]): string {
  const rows = claims.map((claim) => [
    claim.what,
    claim.limit === null ? 'faster than plain' : `≤ ${claim.limit} ${claim.unit}`,
    `${figure(claim.measured)} ${claim.unit}`,
    claim.plain === null ? '–' : `${figure(claim.plain)} ${claim.unit}`,
    isKept(claim) ? 'kept' : `BROKEN, ${share(claim).toFixed(1)}×`,
    claim.note,
  ]);
  const head = ['claim', 'limit', 'measured', 'plain JavaScript', '', ''];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function figure(value: number): string {
  if (value === 0) return '0';
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

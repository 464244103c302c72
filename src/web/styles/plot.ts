/** Plots: grid, axes. */
export const PLOT = `
.plot{display:block;inline-size:100%;max-inline-size:620px;block-size:auto;margin:10px auto 0;font-size:11px;fill:var(--ink)}
.plot .grid{stroke:var(--line)}.plot .mid{stroke:var(--edge);fill:none;stroke-dasharray:3 3}
.plot .tick{fill:var(--dim);font-size:10px}
`;

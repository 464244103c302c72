/** Heads of pages about one thing, with its facts, and the columns below. */
export const HEADS = `
.top{margin-block:6px 14px}.top h1{margin-block:4px 10px}
.facts{display:flex;flex-wrap:wrap;gap:6px 26px}.facts dt{font-size:11px;letter-spacing:.07em;text-transform:uppercase;color:var(--dim)}.facts dd{font-weight:600;font-size:15px}
.flush>.facts{padding:0 14px 8px}.flush>.facts+.rank th.l{padding-inline-start:14px}
.acts{display:flex;flex-wrap:wrap;gap:16px;align-items:center;margin-block-start:14px;font-size:14px}
.cols{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
@media(max-width:619px){.rest{display:none}.flush>.facts{padding:0 14px 8px}.flush>.facts+.rank th.l{padding-inline-start:14px}
.acts{margin-block-start:10px;gap:14px}.top .facts{display:grid;grid-template-columns:auto auto;justify-content:start;gap:6px 20px}.facts dd{font-size:13px}}
@media(min-width:760px){.top{display:grid;grid-template-columns:1fr auto;gap:0 24px}.top>*{grid-column:1}.top>.flush>.facts{padding:0 14px 8px}.flush>.facts+.rank th.l{padding-inline-start:14px}
.acts{grid-column:2;grid-row:1/span 3;align-self:end;margin:0}}
@media(min-width:1080px){.cols{grid-template-columns:minmax(0,1fr) 340px}}
`;

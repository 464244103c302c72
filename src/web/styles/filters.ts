/** Forms that narrow what a page shows. */
export const FILTERS = `
.later{visibility:hidden}.later.on{visibility:visible}
.filters{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin-block:0 14px;font-size:14px}
.filters label{flex:1 1 90px;max-inline-size:220px;min-inline-size:0}.filters span{display:block;font-size:12px;color:var(--dim);margin-block-end:3px}.filters select,.filters input{inline-size:100%;padding-inline:8px}.filters select{display:block;contain:strict;block-size:calc(1.45em + 16px)}.filters>a{align-self:end;line-height:38px}
.filters .check{display:flex;align-items:center;gap:8px;min-block-size:38px;flex:none;max-inline-size:none}.filters .check span{display:inline;margin:0;font-size:14px;color:var(--ink)}.filters .check input{inline-size:20px;block-size:20px;min-block-size:0;padding:0;margin:0;accent-color:var(--accent)}
`;

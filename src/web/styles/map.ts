/** What only a map has: the plot of use and lift, its teams, what a client adds. */
export const MAP = `
[aria-pressed=true]{border-color:var(--accent);color:var(--accent)}
.trio{display:flex;gap:3px;margin-block:6px 2px}.teams small{display:block;padding-block-end:6px;white-space:normal}.teams .l{padding-inline-start:0}.teams .c{inline-size:26%;min-inline-size:60px}.teams .c+td,.teams .c+th{padding-inline-start:4px}thead .d,thead .v{font-size:12px;font-weight:550}.teams td:last-child,.teams th:last-child{padding-inline-end:0}
.plot .good{fill:color-mix(in oklab,var(--accent) 5%,transparent)}
.plot .quad{fill:var(--dim);font-size:10px;letter-spacing:.06em;text-transform:uppercase;font-weight:650}
.plot circle{fill:var(--f);r:4px;stroke:transparent;stroke-width:16px}.plot a:hover circle{r:6px;stroke-width:12px}.plot .name{pointer-events:none;paint-order:stroke;stroke:var(--card);stroke-width:3px;font-size:10.5px}
`;

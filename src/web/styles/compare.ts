/** Comparisons. */
export const COMPARE = `
.tabs{display:flex;gap:6px;margin-block-end:14px}.tabs a{padding:7px 14px;border:1px solid var(--line);border-radius:7px;text-decoration:none;font-weight:600;font-size:14px}.tabs a[aria-current]{border-color:currentColor}
.matrix caption{text-align:start;padding:0 14px 8px}.matrix caption span{display:inline-block;position:sticky;inset-inline-start:14px;max-inline-size:min(100%,calc(100vw - 62px))}.matrix thead th{block-size:auto;padding-block:8px;vertical-align:bottom;font-size:13px}.matrix thead a{display:inline-flex;flex-direction:column;align-items:center;gap:4px;text-decoration:none;color:var(--ink);font-weight:650;white-space:normal;text-align:center}
.matrix thead th:not(.l),.matrix td{text-align:center}.matrix tbody .l{white-space:normal;padding-inline-start:14px}.matrix tbody a{text-decoration:none;font-weight:550;display:block;padding-block:4px}.matrix td{min-inline-size:88px}.matrix .l{position:sticky;inset-inline-start:0;z-index:1;background:var(--card)}.matrix .v{background:color-mix(in oklab,var(--accent) 7%,transparent)}.matrix .t{vertical-align:middle;margin-inline-end:4px}
@media(max-width:619px){.matrix tbody .l{padding-inline-start:10px;font-size:14px}.matrix thead .l{padding-inline-start:10px}.matrix td{min-inline-size:76px}}
`;

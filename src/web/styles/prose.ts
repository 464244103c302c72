/** Pages to be read: how it is counted, how the instance does, the API. */
export const PROSE = `
.plain-table td,.plain-table th{block-size:38px;padding:7px 8px;line-height:1.35}.plain-table+p{margin-block-start:12px}.plain-table code{overflow-wrap:anywhere}.plain-table .l:first-child{padding-inline-start:0}.plain-table .free,.plain-table th{white-space:normal}.ours>*{font-weight:700!important;background:color-mix(in oklab,var(--accent) 7%,transparent)}
.wrap.facts{gap:12px 28px}
.stack>:not(:first-child){margin-block-start:14px}.stack+.card{margin-block-start:14px}
.state{display:flex;gap:10px;align-items:center;font-size:18px;font-weight:650}.state span{inline-size:12px;block-size:12px;border-radius:50%;background:var(--accent)}.state.stale span{background:var(--S);border-radius:2px}.state.warming span{background:var(--A)}
.s-ok{color:var(--accent)}.s-stale{color:var(--S)}.s-unavailable{color:var(--dim)}
.prose{max-inline-size:760px}.prose>section{margin-block:0 24px}.prose p{line-height:1.6}.prose>h2{margin-block:28px 8px}.prose .card{margin-block-start:14px}.prose .card h3{margin-block:14px 4px}.prose .card h3:first-child{margin-block-start:0}.prose .dim{line-height:1.45}
.code,code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}.code{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px;margin-block:12px}
figure{margin:0}
.calibration{max-inline-size:420px;margin-inline:0}.calibration .curve{fill:none;stroke:var(--accent);stroke-width:2}.calibration .dot{fill:var(--accent)}.calibration .whisker{stroke:var(--dim)}
@media(max-width:619px){.plain-table td,.plain-table th{white-space:normal;padding-inline:4px;font-size:14px}.plain-table thead th{font-size:12px}.plain-table tr>:last-child{padding-inline-end:0}}
`;

// What the benchmark wants of a Lighthouse report: scores, times, what travelled, and what was found fault with.

const categories = { performance: 'performance', accessibility: 'accessibility', 'best-practices': 'best-practices' };
const audits = { fcp: 'first-contentful-paint', lcp: 'largest-contentful-paint', tbt: 'total-blocking-time', cls: 'cumulative-layout-shift' };

/** Throws when the report is of an error, or lacks a figure: a page that did not load has no figures. */
export function figuresOf(report) {
  if (report.runtimeError) throw new Error(`${report.requestedUrl}: ${report.runtimeError.message}`);
  if (report.finalDisplayedUrl !== report.requestedUrl) throw new Error(`${report.requestedUrl} led on to ${report.finalDisplayedUrl}`);
  // What came out of the browser's own memory did not travel.
  const requests = report.audits['network-requests'].details.items.filter(r => r.transferSize > 0);
  return {
    address: report.requestedUrl,
    scores: Object.fromEntries(Object.entries(categories).map(([name, id]) => [name, Math.round(number(report.categories[id].score, id) * 100)])),
    times: Object.fromEntries(Object.entries(audits).map(([name, id]) => [name, number(report.audits[id].numericValue, id)])),
    bytes: requests.reduce((sum, r) => sum + r.transferSize, 0),
    requests: requests.length,
    findings: Object.keys(categories).flatMap(id => findings(report, id)),
  };
}

/** Of several looks at the same page the one with the median score: what a busy machine spoilt once is left out. */
export function median(looks) {
  const sorted = looks.toSorted((a, b) => a.scores.performance - b.scores.performance || b.times.lcp - a.times.lcp);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** The audits that took points, one line each. Performance takes them for its times only: there, the advice that would save time. */
function findings(report, category) {
  const counts = category === 'performance' ? audit => Object.values(audit.metricSavings ?? {}).some(saved => saved > 0) : () => true;
  return report.categories[category].auditRefs
    .filter(ref => ref.group !== 'hidden')
    .map(ref => report.audits[ref.id])
    .filter(audit => audit.score !== null && audit.score < 0.9 && counts(audit))
    .map(audit => `${category}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ''}${nodes(audit)}`);
}

const nodes = audit => (audit.details?.items ?? []).slice(0, 3).flatMap(i => i.node?.snippet ?? i.url ?? []).map(s => `\n    ${s}`).join('');

function number(value, what) {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new Error(`Lighthouse gave no ${what}`);
  return value;
}

// The figures are read from a report of Lighthouse's form; a page that did not load, or led elsewhere, has none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresOf, median } from '../figures.mjs';

const address = 'http://localhost:5080/fi';
const report = (changes = {}) => ({
  requestedUrl: address,
  finalDisplayedUrl: address,
  categories: {
    performance: { score: 0.97, auditRefs: [{ id: 'largest-contentful-paint', group: 'metrics' }, { id: 'render-blocking-resources' }, { id: 'unused-css-rules' }, { id: 'long-tasks', group: 'hidden' }] },
    accessibility: { score: 0.905, auditRefs: [{ id: 'color-contrast' }, { id: 'html-has-lang' }] },
    'best-practices': { score: 1, auditRefs: [{ id: 'errors-in-console' }] },
  },
  audits: {
    'first-contentful-paint': { score: 0.99, numericValue: 812.4 },
    'largest-contentful-paint': { score: 0.5, numericValue: 2600.9, title: 'Largest Contentful Paint' },
    'total-blocking-time': { score: 1, numericValue: 0 },
    'cumulative-layout-shift': { score: 1, numericValue: 0.013 },
    'render-blocking-resources': { score: 0.5, title: 'Eliminate render-blocking resources', displayValue: 'Est savings of 90 ms', metricSavings: { FCP: 90, LCP: 0 }, details: { items: [{ url: 'http://localhost:5080/assets/portal.css' }] } },
    'unused-css-rules': { score: 0, title: 'Reduce unused CSS', metricSavings: { FCP: 0, LCP: 0 } },
    'long-tasks': { score: 0, title: 'Avoid long main-thread tasks', metricSavings: { TBT: 50 } },
    'color-contrast': { score: 0, title: 'Contrast is too low', details: { items: [{ node: { snippet: '<p class="hint">' } }] } },
    'html-has-lang': { score: 1, title: 'The page has a lang' },
    'errors-in-console': { score: null, title: 'No errors' },
    'network-requests': { details: { items: [
      { url: address, transferSize: 4000 }, { url: 'http://localhost:5080/assets/portal.css', transferSize: 3000 }, { url: 'http://localhost:5080/assets/mark.svg', transferSize: 900 }, { url: 'http://localhost:5080/assets/mark.svg', transferSize: 0 },
    ] } },
  },
  ...changes,
});

test('scores are of a hundred, times as measured', () => {
  const { scores, times } = figuresOf(report());
  assert.deepEqual(scores, { performance: 97, accessibility: 91, 'best-practices': 100 });
  assert.deepEqual(times, { fcp: 812.4, lcp: 2600.9, tbt: 0, cls: 0.013 });
});

test('what travelled is counted, what the browser had already is not', () => {
  const { bytes, requests } = figuresOf(report());
  assert.deepEqual([bytes, requests], [7900, 3]);
});

test('what took points is told with its place; advice that saves nothing is none', () => {
  assert.deepEqual(figuresOf(report()).findings, [
    'performance: Eliminate render-blocking resources (Est savings of 90 ms)\n    http://localhost:5080/assets/portal.css',
    'accessibility: Contrast is too low\n    <p class="hint">',
  ]);
});

test('a page that did not load, or led on to another, has no figures', () => {
  assert.throws(() => figuresOf(report({ runtimeError: { code: 'ERRORED_DOCUMENT_REQUEST', message: 'Status code: 500' } })), /5080\/fi: Status code: 500/);
  assert.throws(() => figuresOf(report({ finalDisplayedUrl: 'http://localhost:5080/fi/login' })), /led on to .*login/);
});

test('a score or a time that Lighthouse could not give is not taken for zero', () => {
  const { categories, audits } = report();
  assert.throws(() => figuresOf(report({ categories: { ...categories, performance: { ...categories.performance, score: null } } })), /no performance/);
  assert.throws(() => figuresOf(report({ audits: { ...audits, 'total-blocking-time': { score: null } } })), /no total-blocking-time/);
});

test('of several looks the median is told', () => {
  const look = (performance, lcp) => ({ scores: { performance }, times: { lcp } });
  assert.equal(median([look(100, 900), look(61, 4000), look(98, 1000)]).scores.performance, 98);
  assert.equal(median([look(100, 1300), look(100, 900), look(100, 1000)]).times.lcp, 1000);
  assert.equal(median([look(90, 1)]).scores.performance, 90);
});

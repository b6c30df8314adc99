// Search over resources in memory. What it does not understand it refuses: a filter that is ignored shows too much.
import { evalFhirPath, getSearchParameters, matchesSearchRequest } from '@medplum/core';
import { Refused } from './outcome.mjs';

const kinds = new Set(['reference', 'string', 'uri', 'token', 'date']);
const operators = new Set(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap', 'not', 'missing']);
const mostPerPage = 1000;

const bad = text => { throw new Refused(400, 'not-supported', text); };

/**
 * The matching resources of one page, and how many match in all.
 * @param all gives every id
 * @param candidates gives the ids that may match a filter, or undefined when no index can tell
 * @param current gives the resource of an id, or undefined when it has been deleted
 */
export function search(request, base, all, candidates, current) {
  const { resourceType, count = 50, offset = 0, sortRules = [] } = request;
  if (!Number.isInteger(count) || count < 0) bad('_count is a whole number from 0');
  if (!Number.isInteger(offset) || offset < 0) bad('_offset is a whole number from 0');
  if (request.include || request.revInclude) bad('_include and _revinclude are not supported');

  const parameters = getSearchParameters(resourceType) ?? {};
  const known = code => parameters[code] ?? bad(`${resourceType} cannot be searched or sorted by "${code}"`);
  const filters = (request.filters ?? []).map(filter => understand(filter, known(filter.code), base));
  const rules = sortRules.map(({ code, descending }) => ({ expression: known(code).expression, sign: descending ? -1 : 1 }));

  const ids = filters.map(candidates).find(narrow => narrow) ?? all();
  let found = [...ids].map(current).filter(resource => resource && matchesSearchRequest(resource, { resourceType, filters }));
  if (rules.length > 0) {
    const keyed = found.map(resource => ({ resource, keys: rules.map(rule => sortKey(rule.expression, resource)) }));
    found = keyed.sort((a, b) => order(a.keys, b.keys, rules)).map(k => k.resource);
  }
  return { total: found.length, page: found.slice(offset, offset + Math.min(count, mostPerPage)), count: Math.min(count, mostPerPage), offset };
}

function understand(filter, parameter, base) {
  if (!kinds.has(parameter.type)) bad(`Search by ${parameter.type} ("${filter.code}") is not supported`);
  if (!operators.has(filter.operator)) bad(`"${filter.code}:${filter.operator}" is not supported`);
  if (parameter.type !== 'reference' || filter.operator === 'missing') return { ...filter, kind: parameter.type };
  // patient=123, patient=Patient/123 and patient=<base>/Patient/123 are the same.
  const value = filter.value.split(',').map(v => (v.startsWith(`${base}/`) ? v.slice(base.length + 1) : v))
    .flatMap(v => (v.includes('/') || v.includes(':') ? v : (parameter.target ?? []).map(type => `${type}/${v}`))).join(',');
  return { ...filter, value, kind: 'reference' };
}

function sortKey(expression, resource) {
  const value = evalFhirPath(expression, resource)[0];
  if (value === undefined) return undefined;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN; // offsets differ: compare moments, not letters
  return Number.isNaN(time) ? text : time;
}

/** What lacks the value comes last, whichever the direction. */
function order(a, b, rules) {
  for (const [i, { sign }] of rules.entries()) {
    if (a[i] === b[i]) continue;
    if (a[i] === undefined) return 1;
    if (b[i] === undefined) return -1;
    return (a[i] < b[i] ? -1 : 1) * sign;
  }
  return 0;
}

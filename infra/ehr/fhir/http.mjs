// The FHIR REST interface: Medplum's router finds the interaction, this adds what HTTP asks: versions, conditions, headers, errors.
import { OperationOutcomeError, getStatus } from '@medplum/core';
import { FhirRouter } from '@medplum/fhir-router';
import { resourceTypes } from './definitions.mjs';
import { historyBundle, searchBundle } from './bundles.mjs';
import { capabilities } from './capabilities.mjs';
import { Refused, outcome } from './outcome.mjs';

/** What a client may do, and the letter of the SMART scope it takes. Batches, patches and GraphQL would go past the scopes. */
const powers = { read: 'r', vread: 'r', 'history-instance': 'r', 'search-type': 's', create: 'c', update: 'u', delete: 'd' };
const mediaTypes = ['application/fhir+json', 'application/json'];
const weak = version => `W/"${version}"`;
const tags = header => header.split(',').map(tag => tag.trim().replace(/^W\//, '').replace(/^"(.*)"$/, '$1'));

export function createFhir({ base, repository, journal, authorize }) {
  const fhirBase = `${base}/fhir`;
  const router = new FhirRouter();
  let lastWrite = Promise.resolve();
  repository.base = fhirBase;

  /** { method, path (below /fhir, with query), headers, body } → { status, headers, body } */
  return async request => {
    let answer;
    try {
      answer = await handle(request);
    } catch (error) {
      answer = failure(error);
    }
    await journal.flushed(); // no answer, not even to a reader, tells of what a power cut could take back
    return answer;
  };

  async function handle(request) {
    const { method, path, headers } = request;
    const reading = method === 'HEAD' ? 'GET' : method;
    if (/^metadata(\?|$)/.test(path) && reading === 'GET') return answerWith(200, capabilities(fhirBase));
    const demand = authorize(request);
    const [type] = path.split(/[/?]/);
    if (type !== '' && !resourceTypes.has(type)) throw new Refused(404, 'not-supported', `No resources of type ${type} are kept here`);
    const route = router.find(reading, path);
    const power = powers[route?.data.interaction];
    const id = route?.params.id;
    if (!power || ('ud'.includes(power) && !id))
      throw new Refused(405, 'not-supported', `${method} is not supported there`, { headers: { Allow: allowed(path) } });
    demand(type, power);
    if (id && !/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw new Refused(400, 'value', 'An id is 1–64 letters, digits, - or .');
    if (!accepts(headers.accept)) throw new Refused(406, 'not-supported', `Only ${mediaTypes[0]} is spoken here`);

    const body = readBody(request, route.data.interaction);
    const run = () => apply(request, route, body);
    if (!'cud'.includes(power)) return run();
    return lastWrite = lastWrite.then(run, run); // one at a time: a condition must still hold when the change is made
  }

  async function apply({ headers, path }, route, body) {
    const { data: { interaction }, params, handler } = route;
    const { resourceType: type, id } = params;
    const before = id && repository.current(type, id);
    if (interaction === 'update' || interaction === 'delete') checkConditions(headers, before);

    const conditions = interaction === 'create' && headers['if-none-exist'] ? { 'if-none-exist': headers['if-none-exist'] } : {};
    const [said, result] = await handler({ params, query: route.query ?? {}, body, headers: conditions }, repository, router);
    if (said.issue.some(i => i.severity === 'error')) throw new OperationOutcomeError(said);

    if (interaction === 'search-type') return answerWith(200, searchBundle(fhirBase, path, body, result));
    if (interaction === 'history-instance') return answerWith(200, historyBundle(fhirBase, result.versions));
    if (interaction === 'delete') return { status: 204, headers: before ? { ETag: weak(repository.versions(type, id).at(-1).meta.versionId) } : {} };
    const version = { ETag: weak(result.meta.versionId), 'Last-Modified': new Date(result.meta.lastUpdated).toUTCString() };
    if (interaction === 'read' || interaction === 'vread')
      return headers['if-none-match'] && tags(headers['if-none-match']).includes(result.meta.versionId)
        ? { status: 304, headers: version } : answerWith(200, result, version);
    const made = interaction === 'create' ? getStatus(said) === 201 : !before;
    const where = { ...version, Location: `${fhirBase}/${type}/${result.id}/_history/${result.meta.versionId}` };
    return answerWith(made ? 201 : 200, /return=minimal/.test(headers.prefer) ? undefined : result, where);
  }
}

function checkConditions(headers, before) {
  const version = before?.meta.versionId;
  const holds = tag => (tag === '*' ? before !== undefined : tag === version);
  if (headers['if-match'] && !tags(headers['if-match']).some(holds))
    throw new Refused(412, 'conflict', before ? `The present version is ${version}` : 'There is no such resource');
  if (headers['if-none-match'] && tags(headers['if-none-match']).some(holds))
    throw new Refused(412, 'conflict', `There is already version ${version}`);
}

function readBody({ path, method, headers, body }, interaction) {
  if (method === 'POST' && interaction === 'search-type') {
    const form = new URLSearchParams(body.toString());
    return Object.fromEntries([...new Set(form.keys())].map(name => [name, form.getAll(name)]));
  }
  if (interaction !== 'create' && interaction !== 'update') return undefined;
  if (!mediaTypes.includes(headers['content-type']?.split(';')[0].trim().toLowerCase()))
    throw new Refused(415, 'not-supported', `Send ${mediaTypes[0]}`);
  let resource;
  try {
    resource = JSON.parse(body.toString());
  } catch (error) {
    throw new Refused(400, 'invalid', `That is not JSON: ${error.message}`);
  }
  const [type, id] = path.split(/[/?]/);
  if (resource?.resourceType !== type) throw new Refused(400, 'invalid', `The resource is not ${type}`, { expression: 'resourceType' });
  if (interaction === 'update' && resource.id !== id) throw new Refused(400, 'invalid', 'The id differs from that of the address', { expression: `${type}.id` });
  return resource;
}

function accepts(header = '*/*') {
  return header.split(',').some(range => ['*/*', 'application/*', ...mediaTypes].includes(range.split(';')[0].trim().toLowerCase()));
}

function allowed(path) {
  const depth = path.split('?')[0].split('/').filter(Boolean).length;
  return ['', 'GET, POST', 'GET, PUT, DELETE', 'GET', 'GET'][depth] ?? '';
}

const answerWith = (status, resource, headers = {}) => ({
  status,
  headers: resource ? { 'Content-Type': 'application/fhir+json; charset=utf-8', ...headers } : headers,
  body: resource && JSON.stringify(resource),
});

export function failure(error) {
  if (error instanceof OperationOutcomeError) return answerWith(error.status ?? getStatus(error.outcome), error.outcome, error.headers);
  console.error(error);
  return answerWith(500, outcome({ code: 'exception', text: 'This is a fault of the EHR; its log says more' }));
}

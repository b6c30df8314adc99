// What a test or a developer changes while the registers run. In reality other authorities and the citizens do this:
// there is no such interface of the registers.
import { randomUUID } from 'node:crypto';
import { readJson, Refusal } from '../web.mjs';
import { defaults, wrongSetting } from './settings.mjs';

const fields = ['familyName', 'givenNames', 'callName', 'birthDate', 'deathDate', 'language', 'nonDisclosure', 'municipality', 'address', 'custody', 'guardians'];
const day = text => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');

export function createControl({ relations, clock, settings, forget }) {
  return async function control(request, path) {
    switch (`${request.method} ${path}`) {
      case 'GET /control/clock': return { json: { now: new Date(clock.now()).toISOString(), today: clock.today() } };
      case 'PUT /control/clock': {
        const { now, runs } = await readJson(request);
        if (now === undefined || !clock.set(now, runs === true)) throw new Refusal(400, 'now is an instant, or null for the real clock');
        return { status: 204 };
      }
      case 'GET /control/settings': return { json: settings };
      case 'PUT /control/settings': {
        const changes = await readJson(request);
        const wrong = wrongSetting(changes);
        if (wrong) throw new Refusal(400, wrong);
        Object.assign(settings, changes);
        return { json: settings };
      }
      case 'GET /control/mandates': return { json: relations.mandates() };
      case 'POST /control/mandates': return { status: 201, json: give(relations, await readJson(request)) };
      case 'POST /control/reset':
        relations.reset();
        clock.set(null);
        Object.assign(settings, defaults);
        forget();
        return { status: 204 };
    }
    const [, what, key] = /^\/control\/(mandates|persons)\/([^/]+)$/.exec(path) ?? [];
    if (request.method === 'DELETE' && what === 'mandates') {
      if (!relations.end(decodeURIComponent(key))) throw new Refusal(404, 'no such mandate');
      return { status: 204 };
    }
    if (request.method === 'PUT' && what === 'persons') return { json: change(relations, decodeURIComponent(key), await readJson(request)) };
    throw new Refusal(404, 'not found');
  };
}

/** { principal, delegate, issue | issues, validFrom?, validUntil?, id? }; people by national id or by the id of people.json. */
function give(relations, { id = randomUUID(), principal, delegate, issue, issues = [issue], validFrom = null, validUntil = null }) {
  const mandate = { id, principal: relations.hetu(principal), delegate: relations.hetu(delegate), issues, validFrom, validUntil };
  if (!mandate.principal || !mandate.delegate) throw new Refusal(400, 'principal and delegate are people of the register');
  if (!Array.isArray(issues) || issues.length === 0 || !issues.every(i => typeof i === 'string')) throw new Refusal(400, 'issue or issues: the themes');
  if (!day(validFrom) || !day(validUntil)) throw new Refusal(400, 'validFrom and validUntil are dates, or null');
  relations.give(mandate);
  return mandate;
}

/** Any of the fields; guardians are [{ hetu | id, matters?: ["social", …] | null }]. An unknown national id is a new person. */
function change(relations, key, patch) {
  const unknown = Object.keys(patch).find(name => !fields.includes(name));
  if (unknown) throw new Refusal(400, `${unknown}: a person has ${fields.join(', ')}`);
  for (const name of ['birthDate', 'deathDate']) if (name in patch && !day(patch[name])) throw new Refusal(400, `${name} is a date`);
  if ('custody' in patch && ![null, 'taken-into-care'].includes(patch.custody)) throw new Refusal(400, 'custody is null or "taken-into-care"');
  const hetu = relations.hetu(key) ?? key;
  if (!relations.person(hetu)) {
    if (!/^\d{6}[-+A-FU-Y]9\d\d[0-9A-Y]$/.test(hetu)) throw new Refusal(400, 'a new person has a national id of the test range');
    for (const name of ['familyName', 'givenNames', 'birthDate']) if (!patch[name]) throw new Refusal(400, `a new person has a ${name}`);
    patch = { callName: patch.givenNames.split(' ')[0], ...patch };
  }
  if (patch.guardians !== undefined) patch = { ...patch, guardians: guardians(relations, patch.guardians) };
  relations.change(hetu, patch);
  return relations.person(hetu);
}

function guardians(relations, list) {
  if (!Array.isArray(list)) throw new Refusal(400, 'guardians is a list');
  return list.map(({ hetu, id, matters = null }) => {
    const known = relations.hetu(hetu ?? id);
    if (!known) throw new Refusal(400, 'a guardian is a person of the register');
    return { hetu: known, matters };
  });
}

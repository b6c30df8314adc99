// The population register (VTJ) as an interface of our own: DVV's real one is a subscription with its own contract.
// GET /v1/persons/{hetu} with X-Api-Key.
import { createHttp, Refusal, same } from '../web.mjs';
import { orderFaults } from '../register/faults.mjs';
import { covers } from '../register/relations.mjs';

export function createPopulation({ relations, settings, faults, control, apiKey }) {
  return createHttp(async request => {
    const path = new URL(request.url, 'http://localhost').pathname;
    if (path.startsWith('/control/')) return await control(request, path);
    if (path === '/faults') return await orderFaults(request, faults);
    const fault = await faults.next(path);
    if (fault) return fault;

    const [, key] = /^\/v1\/persons\/([^/]+)$/.exec(path) ?? [];
    if (request.method !== 'GET' || key === undefined) throw new Refusal(404, 'not found');
    if (!same(request.headers['x-api-key'], apiKey)) throw new Refusal(401, 'X-Api-Key is not right');
    const hetu = unescaped(key);
    const person = relations.person(hetu);
    if (person?.hetu !== hetu) throw new Refusal(404, 'nobody has this national id');
    return { json: describe(person, relations, settings.matter) };
  });
}

/**
 * A protected person's municipality and address are not given to anybody, here as in reality. Guardianship ends at 18.
 * A guardian's `both` says that another guardian has a say in the service's matter too.
 */
function describe(person, relations, matter) {
  const { hetu, familyName, givenNames, callName, birthDate, deathDate, language, nonDisclosure, custody } = person;
  const guardians = person.adult ? [] : person.guardians;
  return {
    hetu, familyName, givenNames, callName, birthDate, deathDate, language, nonDisclosure,
    municipality: nonDisclosure ? null : person.municipality,
    address: nonDisclosure ? null : person.address,
    guardians: guardians.map(guardian => ({
      hetu: guardian.hetu,
      familyName: relations.person(guardian.hetu)?.familyName ?? null,
      givenNames: relations.person(guardian.hetu)?.givenNames ?? null,
      matters: guardian.matters,
      both: covers(guardian, matter) && guardians.some(other => other !== guardian && covers(other, matter)),
    })),
    custody: person.adult ? null : custody,
    dependants: relations.dependants(hetu).map(child => ({
      hetu: child.hetu, familyName: child.familyName, givenNames: child.givenNames, birthDate: child.birthDate,
    })),
  };
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal(404, 'nobody has this national id');
  }
}

// Residents: the Finnish Trust Network OIDC profile (Traficom 213/2023 S) as Suomi.fi-style brokers apply it.
import { errors } from 'oidc-provider';

/** Ways to identify oneself, and the levels each gives, the one to prefer first. */
const loa = (level) => [`http://ftn.ficora.fi/2017/loatest${level}`, `http://ftn.ficora.fi/2017/loa${level}`];
const eidasLoa = ['http://eidas.europa.eu/LoA/high', 'http://eidas.europa.eu/LoA/substantial'];
const means = {
  bank: loa(2),
  mobile: loa(2),
  card: [...loa(3), ...loa(2)],
  eidas: eidasLoa,
  ffi: ['urn:oid:1.2.246.517.3002.110.7'],
};
/** Below every level a relying party may ask for. */
export const lowAcr = 'http://eidas.europa.eu/LoA/low';

/** The best level among those asked for that these means give (to this person); undefined when they give none. */
export function acrFor(name, asked, person) {
  const given = name === 'eidas' && person?.eidas ? eidasLoa.slice(eidasLoa.indexOf(person.eidas.levelOfAssurance)) : means[name];
  return given?.find((acr) => asked.includes(acr));
}
export const meansFor = (asked) => Object.keys(means).filter((name) => acrFor(name, asked));
export const has = (person, name) => person.login?.includes(name) ?? false;

const eidas = 'http://eidas.europa.eu/attributes/naturalperson/';
const register = 'urn:oid:1.2.246.517.2002.2.';
const ffiIdentifier = 'urn:oid:1.2.246.517.3002.111.17';

/** Claims in both dialects; each client gets the one it has asked for. */
export function claimsOf(person, dialect) {
  const names = dialect === 'op'
    ? { personal_identity_code: person.hetu, family_name: person.familyName, given_name: person.givenNames,
        name: `${person.familyName} ${person.givenNames}`, birthdate: person.birthDate }
    : { 'urn:oid:1.2.246.21': person.hetu, 'urn:oid:2.5.4.4': person.familyName,
        'urn:oid:1.2.246.575.1.14': person.givenNames, 'urn:oid:1.3.6.1.5.5.7.9.1': person.birthDate,
        'urn:oid:2.16.840.1.113730.3.1.241': `${person.callName} ${person.familyName}` };
  const foreign = person.eidas
    ? { [`${eidas}PersonIdentifier`]: person.eidas.personIdentifier, [`${eidas}CurrentFamilyName`]: person.familyName,
        [`${eidas}CurrentGivenName`]: person.givenNames, [`${eidas}DateOfBirth`]: person.birthDate }
    : {};
  return { ...names, ...foreign, [ffiIdentifier]: person.ffi?.foreignPersonIdentifier, ...(person.hetu ? fromRegister(person) : {}) };
}

/** The population register's supplement. A person with turvakielto has only the mark: no municipality, no address. */
function fromRegister(person) {
  if (person.nonDisclosure) return { [`${register}27`]: '1' };
  const { street, postalCode, city } = person.address ?? {};
  return { [`${register}18`]: person.municipality, [`${register}4`]: street, [`${register}6`]: postalCode, [`${register}7`]: city };
}

const everyone = [{ hetu: '-', eidas: {} }, { hetu: '-', nonDisclosure: true }];
const claimNames = [...new Set(everyone.flatMap((person) => ['ftn', 'op'].flatMap((dialect) => Object.keys(claimsOf(person, dialect)))))];

export const residentsProfile = {
  name: 'residents',
  clientId: 'portal',
  subjectType: 'pairwise',
  acrValues: [...loa(2), ...loa(3), ...eidasLoa, ...means.ffi],
  claimNames,
  findPerson: (people, id) => people.residents().find((person) => person.id === id && person.login?.length),
  claimsOf,
  client: ({ portalUrl }) => ({
    client_name: 'Lintuveden hyvinvointialue',
    'client_name#sv': 'Fågelsjö välfärdsområde',
    'client_name#en': 'Lintuvesi wellbeing services county',
    redirect_uris: [`${portalUrl}/bff/signin-suomifi`],
    post_logout_redirect_uris: [`${portalUrl}/bff/signed-out-suomifi`],
    frontchannel_logout_uri: `${portalUrl}/bff/front-channel-logout`,
  }),
  defaults: (env) => ({ idTokenAlg: env.ID_TOKEN_ALG ?? 'RSA-OAEP', idTokenEnc: env.ID_TOKEN_ENC ?? 'A128CBC-HS256' }),
  /** What the profile asks of a request beyond OpenID Connect itself. */
  checkRequest({ acr_values: acrValues, nonce, state }) {
    if (!acrValues || meansFor(acrValues.split(' ')).length === 0) {
      throw new errors.InvalidRequest('acr_values must name at least one supported level');
    }
    if (!nonce || nonce.length < 32) throw new errors.InvalidRequest('nonce must have at least 32 characters');
    if (!state) throw new errors.InvalidRequest('state is required');
  },
};

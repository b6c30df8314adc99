// Staff: the organisation's own provider, with roles and unit, back-channel logout and no encryption of the id token.
export const staffProfile = {
  name: 'staff',
  clientId: 'portal-staff',
  subjectType: 'public',
  acrValues: ['urn:oasis:names:tc:SAML:2.0:ac:classes:MultiFactor'],
  claimNames: ['name', 'given_name', 'family_name', 'roles', 'unit'],
  findPerson: (people, id) => people.staff().find((person) => person.id === id),
  claimsOf: (person) => ({
    name: person.name,
    given_name: person.givenName,
    family_name: person.familyName,
    roles: person.roles,
    unit: person.unit ?? undefined,
  }),
  client: ({ portalUrl }) => ({
    client_name: 'Lintuveden hyvinvointialue, ammattilaisille',
    'client_name#sv': 'Fågelsjö välfärdsområde, för personal',
    'client_name#en': 'Lintuvesi wellbeing services county, for professionals',
    redirect_uris: [`${portalUrl}/bff/signin-staff`],
    post_logout_redirect_uris: [`${portalUrl}/bff/signed-out-staff`],
    backchannel_logout_uri: `${portalUrl}/bff/backchannel`,
    backchannel_logout_session_required: true,
  }),
  defaults: () => ({ idTokenAlg: null, idTokenEnc: null }),
  checkRequest() {},
};

// What /fhir/metadata says of this server.
import { getSearchParameters } from '@medplum/core';
import { resourceTypes } from './definitions.mjs';

const interactions = ['read', 'vread', 'history-instance', 'search-type', 'create', 'update', 'delete'];
const searchable = new Set(['reference', 'string', 'uri', 'token', 'date']);

export function capabilities(fhirBase) {
  return {
    resourceType: 'CapabilityStatement', status: 'active', date: '2026-11-21', kind: 'instance', fhirVersion: '4.0.1', format: ['application/fhir+json', 'json'],
    software: { name: 'EHR of the development stack' },
    implementation: { description: 'A validating FHIR R4 server on Medplum\'s router and definitions', url: fhirBase },
    rest: [{
      mode: 'server',
      security: {
        cors: false,
        service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
        description: 'SMART Backend Services: see .well-known/smart-configuration',
      },
      resource: [...resourceTypes].map(type => ({
        type, interaction: interactions.map(code => ({ code })),
        versioning: 'versioned-update', readHistory: true, updateCreate: true, conditionalCreate: true, conditionalRead: 'not-match',
        searchParam: Object.values(getSearchParameters(type) ?? {}).filter(p => searchable.has(p.type)).map(p => ({ name: p.code, type: p.type })),
      })),
    }],
  };
}

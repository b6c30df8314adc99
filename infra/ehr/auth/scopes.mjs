// SMART system scopes: system/Appointment.cru, system/*.rs, and the older system/Patient.read, .write, .*
const words = { read: 'rs', write: 'cud', '*': 'cruds' };

/** { type, powers } of one scope, or undefined when it is none. */
export function parseScope(text) {
  const [, type, asked] = /^system\/([A-Z][A-Za-z]+|\*)\.(c?r?u?d?s?|read|write|\*)$/.exec(text) ?? [];
  return asked ? { type, powers: words[asked] ?? asked } : undefined;
}

export const allows = (scopes, type, power) => scopes.some(s => (s.type === '*' || s.type === type) && s.powers.includes(power));

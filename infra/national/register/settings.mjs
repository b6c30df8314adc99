// What DVV sets for a service, as far as the answers depend on it. The values are those of a health service.
export const healthIssue = 'http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito';

export const defaults = Object.freeze({
  includeReasons: false,          // may the service be told why?
  childAgeLimit: null,            // guardians act below this age; null: until 18
  matter: 'health',               // what a custody agreement must give the guardian a say in
  issues: [healthIssue],          // the themes that a mandate must have when the service asks without naming one
  allowMultiSelection: false,     // may several principals be chosen at once?
  refusalStatus: 401,             // for a wrong checksum or clock; not documented, so a client must take 403 too
});

const checks = {
  includeReasons: v => typeof v === 'boolean',
  childAgeLimit: v => v === null || (Number.isInteger(v) && v >= 0 && v <= 18),
  matter: v => typeof v === 'string' && v !== '',
  issues: v => Array.isArray(v) && v.length > 0 && v.every(i => typeof i === 'string'),
  allowMultiSelection: v => typeof v === 'boolean',
  refusalStatus: v => v === 401 || v === 403,
};

/** What is wrong with the changes, or undefined. */
export function wrongSetting(changes) {
  const name = Object.keys(changes).find(n => !checks[n]?.(changes[n]));
  return name && `${name}: no such setting, or not a value of it`;
}

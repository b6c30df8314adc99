// May the delegate act for the principal in this service? Every rule must agree; the answer when in doubt is no.
// Rules and their order: Suomi.fi's and DVV's public descriptions. Only the mandate rule's id is a known one.
import { covers } from '../register/relations.mjs';

const adultRules = [['019.003.1.1', mandateCovers, 'no mandate for this matter is in force']];
const childRules = [
  ['sim.guardian', isGuardian, 'not a guardian of the child'],
  ['sim.custody', ({ principal }) => principal.custody === null, 'the child has been taken into care'],
  ['sim.agreement', ({ guardian, settings }) => covers(guardian, settings.matter), 'the custody agreement gives no say in this matter'],
  ['sim.child-protected', ({ principal }) => !principal.nonDisclosure, 'the child has a non-disclosure order'],
  ['sim.guardian-protected', protectedGuardianFirst, 'a guardian has a non-disclosure order'],
  ['sim.age', ({ principal, settings }) => settings.childAgeLimit === null || principal.age < settings.childAgeLimit, 'the child is past the service\'s age limit'],
];
const everyone = [
  ['sim.known', ({ delegate, principal }) => delegate && principal && delegate.hetu !== principal.hetu, 'not two people of the register'],
  ['sim.alive', ({ delegate, principal }) => delegate.alive && principal.alive, 'one of them has died'],
  ['sim.grown-up', ({ delegate }) => delegate.adult, 'the delegate is under 18'],
];

/** { result: "ALLOWED" | "DISALLOWED", reasons: […] }; reasons only when the service may have them. */
export function decide(relations, settings, delegateHetu, principalHetu, issues) {
  const [delegate, principal] = [relations.person(delegateHetu), relations.person(principalHetu)];
  const guardian = principal?.guardians.find(g => g.hetu === delegateHetu);
  const wanted = issues.length > 0 ? issues : settings.issues;
  const matter = { delegate, principal, guardian, wanted, settings, relations };
  const failed = firstFailed(everyone, matter) ?? firstFailed(principal.adult ? adultRules : childRules, matter);
  return { result: failed ? 'DISALLOWED' : 'ALLOWED', reasons: failed && settings.includeReasons ? [failed] : [] };
}

function firstFailed(rules, matter) {
  for (const [reasonRule, holds, reasonValue] of rules)
    if (!holds(matter)) return { reasonRule, reasonValue, valueType: 'DESCRIPTION' };
  return undefined;
}

function isGuardian({ guardian }) {
  return guardian !== undefined;
}

/** All guardians protected: none can act. Some: only they. */
function protectedGuardianFirst({ principal, delegate, relations }) {
  const guarded = principal.guardians.filter(g => relations.person(g.hetu)?.nonDisclosure);
  return guarded.length === 0 || (guarded.length < principal.guardians.length && delegate.nonDisclosure);
}

/** One mandate or several together must cover every theme that is asked. */
function mandateCovers({ delegate, principal, wanted, relations }) {
  const given = relations.inForce({ delegate: delegate.hetu, principal: principal.hetu }).flatMap(m => m.issues);
  return wanted.every(issue => given.includes(issue));
}

const guardianRole = 'http://valtuusrekisteri.suomi.fi/huoltaja';   // the real name of this role is not public

/** The themes, or the guardian's role, in which the delegate may act for the principal. */
export function rolesOf(relations, settings, delegateHetu, principalHetu) {
  if (relations.person(principalHetu)?.adult === false) {
    const { result, reasons } = decide(relations, settings, delegateHetu, principalHetu, []);
    return { roles: result === 'ALLOWED' ? [guardianRole] : [], reasons };
  }
  const given = [...new Set(relations.inForce({ delegate: delegateHetu, principal: principalHetu }).flatMap(m => m.issues))];
  const roles = given.filter(issue => decide(relations, settings, delegateHetu, principalHetu, [issue]).result === 'ALLOWED');
  return { roles, reasons: roles.length > 0 ? [] : decide(relations, settings, delegateHetu, principalHetu, []).reasons };
}

// What went wrong, as FHIR says it.
import { OperationOutcomeError } from '@medplum/core';

/** An error that is answered with this status and an OperationOutcome. */
export class Refused extends OperationOutcomeError {
  constructor(status, code, text, { expression, headers } = {}) {
    super(outcome({ code, text, expression }));
    this.status = status;
    this.headers = headers;
  }
}

/** A resource that the definitions do not allow. */
export class Invalid extends OperationOutcomeError {
  status = 422;

  constructor(issues) {
    super({ resourceType: 'OperationOutcome', issue: issues });
  }
}

export const issue = ({ code, text, expression }) => ({
  severity: 'error', code, details: { text }, diagnostics: text, ...(expression && { expression: [expression] }),
});

export const outcome = (...issues) => ({ resourceType: 'OperationOutcome', issue: issues.map(issue) });

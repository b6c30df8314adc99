// The part of the login pages where the person can choose that something goes wrong.
const refusalsShown = ['cancel', 'login_required', 'temporarily_unavailable', 'server_error'];

export function faultFields(t, names) {
  return `<details class="faults"><summary>${t.faultsTitle}</summary>
    <fieldset><legend>${t.faultAfter}</legend>
      ${['', ...names].map((name) => `<label><input type="radio" name="fault" value="${name}"${name ? '' : ' checked'}> ${t.faults[name || 'none']}</label>`).join('\n')}
    </fieldset>
    <fieldset><legend>${t.faultNow}</legend>
      <p class="row">${refusalsShown.map((code) => `<button class="btn quiet" name="error" value="${code}"><code>${code}</code></button>`).join('\n')}</p>
    </fieldset>
  </details>`;
}

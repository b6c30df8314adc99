// Faults a person (or a test) can choose, so that the relying party's refusals can be seen working.

/** Answers of the authorization endpoint: the person never comes back identified. */
export const refusals = {
  access_denied: 'End-User aborted interaction',
  cancel: 'user cancel',
  login_required: 'login is required',
  temporarily_unavailable: 'the identification service is closed for maintenance',
  server_error: 'the identification means did not answer',
};

/** Wrong answers after a login that looked right. */
export const faults = ['acr-low', 'wrong-nonce', 'expired', 'future', 'unencrypted', 'slow'];

/** Puts the faults into effect; which code carries which fault is remembered from page to token endpoint. */
export function installFaults(provider, clients) {
  const byCode = new Map();

  provider.on('authorization.success', (ctx, { code }) => {
    const fault = ctx.oidc.result?.fault ?? clients.settings(ctx.oidc.client.clientId).fault;
    if (code && fault) byCode.set(code, fault);
  });

  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route !== 'token') return;
    const fault = byCode.get(ctx.oidc.params?.code);
    byCode.delete(ctx.oidc.params?.code);
    if (fault === 'slow') await new Promise((done) => setTimeout(done, clients.settings(ctx.oidc.client.clientId).slowMs));
  });

  const { issue } = provider.IdToken.prototype;
  provider.IdToken.prototype.issue = function issueWithFault(options) {
    const fault = options.use === 'idtoken' ? byCode.get(this.ctx.oidc.params.code) : undefined;
    const now = Math.floor(Date.now() / 1000);
    switch (fault) {
      case 'wrong-nonce':
        this.set('nonce', 'a-nonce-nobody-asked-for-0123456789');
        break;
      case 'expired':
        this.set('iat', now - 1200);
        return issue.call(this, { ...options, expiresAt: now - 600 });
      case 'future': // The provider's clock is ten minutes ahead.
        this.set('iat', now + 600);
        return issue.call(this, { ...options, expiresAt: now + 1200 });
      case 'unencrypted':
        this.client = Object.create(this.client, { idTokenEncryptedResponseEnc: { value: undefined } });
        break;
    }
    return issue.call(this, options);
  };
}

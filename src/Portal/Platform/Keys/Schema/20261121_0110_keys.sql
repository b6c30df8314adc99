-- Keys that every process of the portal shares. No resident's data here.
-- data_protection_key: what protects tickets, names and national ids; the xml is itself encrypted with Keys:Master.
create table platform.data_protection_key (
  id uuid primary key,
  name text not null,
  xml text not null,
  created_at timestamptz not null
);
grant select, insert on platform.data_protection_key to portal_app;

-- client_key: the portal's own keys towards the identity providers and the EHR. Published at /.well-known/jwks.json.
create table platform.client_key (
  kid text primary key,              -- RFC 7638 thumbprint
  purpose text not null check (purpose in ('login-signature', 'login-encryption', 'ehr-signature')),
  public_jwk text not null,
  private_key bytea not null,        -- PKCS #8, protected by data protection
  created_at timestamptz not null,
  use_from timestamptz not null      -- published before, used from here on
);
create index client_key_purpose on platform.client_key (purpose, use_from);
grant select, insert, delete on platform.client_key to portal_app;

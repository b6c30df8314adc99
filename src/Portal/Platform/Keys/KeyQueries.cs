namespace Portal.Platform.Keys;

static class KeyQueries
{
    public const string DataProtectionKeys = "select xml from platform.data_protection_key order by created_at";

    public const string InsertDataProtectionKey =
        "insert into platform.data_protection_key (id, name, xml, created_at) values (@id, @name, @xml, @now)";

    public const string ClientKeys = """
        select kid, purpose, public_jwk, private_key, created_at, use_from from platform.client_key order by use_from, created_at
        """;

    public const string InsertClientKey = """
        insert into platform.client_key (kid, purpose, public_jwk, private_key, created_at, use_from)
        values (@kid, @purpose, @jwk, @key, @now, @use_from)
        """;

    public const string DeleteClientKey = "delete from platform.client_key where kid = @kid";

    /// <summary>One process at a time makes keys: two starting together must not make two sets.</summary>
    public const string Lock = "do $$ begin perform pg_advisory_xact_lock(7801126482); end $$";
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Portal.DevStack;

/// <summary>Passwords and keys of one data directory, each made when it is first needed. Nothing of these is in the source tree.</summary>
sealed class Secrets
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    readonly Dictionary<string, string> values;

    public string PostgresPassword { get; }
    public string OwnerPassword { get; }
    public string AppPassword { get; }

    /// <summary>Base64 of 32 bytes: Login:IdentityKey.</summary>
    public string IdentityKey { get; }

    /// <summary>Base64 of 32 bytes: Keys:Master.</summary>
    public string MasterKey { get; }

    /// <summary>The portal as a client of Suomi.fi Valtuudet: its id there (8 letters and digits) and its keys.</summary>
    public string ValtuudetClientId { get; }
    public string ValtuudetApiKey { get; }
    public string ValtuudetOauthPassword { get; }
    public string ValtuudetRestApiKey { get; }

    public string PopulationRegisterKey { get; }

    Secrets(Dictionary<string, string> values)
    {
        this.values = values;
        PostgresPassword = Value("postgresPassword", Password);
        OwnerPassword = Value("ownerPassword", Password);
        AppPassword = Value("appPassword", Password);
        IdentityKey = Value("identityKey", Key);
        MasterKey = Value("masterKey", Key);
        ValtuudetClientId = Value("valtuudetClientId", () => Password()[..8]);
        ValtuudetApiKey = Value("valtuudetApiKey", Password);
        ValtuudetOauthPassword = Value("valtuudetOauthPassword", Password);
        ValtuudetRestApiKey = Value("valtuudetRestApiKey", Password);
        PopulationRegisterKey = Value("populationRegisterKey", Password);
    }

    public static Secrets Of(DataDirectory data)
    {
        var file = data.PathOf("secrets.json");
        var known = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
        var before = known.Count;
        var secrets = new Secrets(known);
        if (known.Count != before) data.WritePrivate("secrets.json", JsonSerializer.Serialize(secrets.values, Json));
        return secrets;
    }

    string Value(string name, Func<string> make) => values.TryGetValue(name, out var value) ? value : values[name] = make();

    static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    // Letters and digits only: nothing to escape in a connection string or in SQL.
    static string Password() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 32);
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Portal.DevStack;

/// <summary>Passwords and keys of one data directory, made at its first start. Nothing of these is in the source tree.</summary>
sealed record Secrets(string PostgresPassword, string OwnerPassword, string AppPassword, string IdentityKey)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Secrets Of(DataDirectory data)
    {
        var file = data.PathOf("secrets.json");
        if (File.Exists(file)) return JsonSerializer.Deserialize<Secrets>(File.ReadAllText(file), Json)!;

        var secrets = new Secrets(Password(), Password(), Password(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        data.WritePrivate("secrets.json", JsonSerializer.Serialize(secrets, Json));
        return secrets;
    }

    // Letters and digits only: nothing to escape in a connection string or in SQL.
    static string Password() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 32);
}

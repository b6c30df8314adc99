using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Portal.Platform.Db;

namespace Portal.Features.Login;

/// <summary>Encrypts what identifies a person, and makes the keyed hash by which a national id is found again.</summary>
sealed class PersonVault(IDataProtectionProvider protection, LoginOptions options)
{
    readonly IDataProtector protector = protection.CreateProtector("Portal.Login.Person");
    readonly byte[] key = options.IdentityKeyBytes;

    public byte[] Hash(Hetu hetu) => Hash("hetu:" + hetu.Reveal());

    public byte[] HashForeign(IdentityKind kind, string identifier) => Hash($"{EnumText.Of(kind)}:{identifier}");

    /// <summary>A name for a person outside the portal, for one purpose only: it says nothing of who they are, and two purposes cannot be put together.</summary>
    public string Tag(Platform.PersonId person, string purpose) => Convert.ToBase64String(Hash($"tag:{purpose}:{person}").AsSpan(0, 18)).Replace('+', '-').Replace('/', '_');

    public byte[] Protect(string text) => protector.Protect(Encoding.UTF8.GetBytes(text));

    public string Open(byte[] data) => Encoding.UTF8.GetString(protector.Unprotect(data));

    byte[] Hash(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}

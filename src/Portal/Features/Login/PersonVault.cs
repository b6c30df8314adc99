using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Features.Login;

/// <summary>Encrypts what identifies a person, and makes the keyed hash by which a national id is found again.</summary>
sealed class PersonVault(IDataProtectionProvider protection, LoginOptions options)
{
    readonly IDataProtector protector = protection.CreateProtector("Portal.Login.Person");
    readonly byte[] key = options.IdentityKeyBytes;

    public byte[] Hash(Hetu hetu) => Hash("hetu:" + hetu.Reveal());

    /// <param name="kind">Which register of identifiers: eidas or ffi.</param>
    public byte[] HashForeign(string kind, string identifier) => Hash($"{kind}:{identifier}");

    public byte[] Protect(string text) => protector.Protect(Encoding.UTF8.GetBytes(text));

    public string Open(byte[] data) => Encoding.UTF8.GetString(protector.Unprotect(data));

    byte[] Hash(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}

using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Features.Login.Oidc;

namespace Portal.Tests.Features.Login;

/// <summary>Against the published examples of RFC 7516 and RFC 7518, so that a mistake made twice does not look right.</summary>
public class JweTests
{
    // RFC 7516 A.1: RSA-OAEP and A256GCM.
    const string A1 = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe" +
        "ipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaV" +
        "mqgfwX7XWRxv2322i-vDxRfqNzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi" +
        "6UklfCpIMfIjf7iGdXKHzg.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.XFBoMYUZodetZdvTiFvSkQ";

    static RSA KeyOfA1() => Rsa(
        n: "oahUIoWw0K0usKNuOR6H4wkf4oBUXHTxRvgb48E-BVvxkeDNjbC4he8rUWcJoZmds2h7M70imEVhRU5djINXtqllXI4DFqcI1DgjT9LewND8MW2Krf3Spsk_ZkoFnilakGygTwpZ3uesH-PFABNIUYpOiN15dsQRkgr0vEhxN92i2asbOenSZeyaxziK72UwxrrKoExv6kc5twXTq4h-QChLOln0_mtUZwfsRaMStPs6mS6XrgxnxbWhojf663tuEQueGC-FCMfra36C9knDFGzKsNa7LZK2djYgyD3JR_MB_4NUJW_TqOQtwHYbxevoJArm-L5StowjzGy-_bq6Gw",
        d: "kLdtIj6GbDks_ApCSTYQtelcNttlKiOyPzMrXHeI-yk1F7-kpDxY4-WY5NWV5KntaEeXS1j82E375xxhWMHXyvjYecPT9fpwR_M9gV8n9Hrh2anTpTD93Dt62ypW3yDsJzBnTnrYu1iwWRgBKrEYY46qAZIrA2xAwnm2X7uGR1hghkqDp0Vqj3kbSCz1XyfCs6_LehBwtxHIyh8Ripy40p24moOAbgxVw3rxT_vlt3UVe4WO3JkJOzlpUf-KTVI2Ptgm-dARxTEtE-id-4OJr0h-K-VFs3VSndVTIznSxfyrj8ILL6MG_Uv8YAu7VILSB3lOW085-4qE3DzgrTjgyQ",
        p: "1r52Xk46c-LsfB5P442p7atdPUrxQSy4mti_tZI3Mgf2EuFVbUoDBvaRQ-SWxkbkmoEzL7JXroSBjSrK3YIQgYdMgyAEPTPjXv_hI2_1eTSPVZfzL0lffNn03IXqWF5MDFuoUYE0hzb2vhrlN_rKrbfDIwUbTrjjgieRbwC6Cl0",
        q: "wLb35x7hmQWZsWJmB_vle87ihgZ19S8lBEROLIsZG4ayZVe9Hi9gDVCOBmUDdaDYVTSNx_8Fyw1YYa9XGrGnDew00J28cRUoeBB_jKI1oma0Orv1T9aXIWxKwd4gvxFImOWr3QRL9KEBRzk2RatUBnmDZJTIAfwTs0g68UZHvtc");

    [Fact]
    public void RFC_7516_A1_opens()
    {
        using var key = KeyOfA1();
        Assert.Equal("The true sign of intelligence is not knowledge but imagination.", Encoding.UTF8.GetString(Jwe.Decrypt(A1, Jwe.ReadHeader(A1), key)));
    }

    [Fact]
    public void RFC_7516_A2_opens_with_its_content_key()   // its key management, RSA1_5, is one we refuse
    {
        byte[] key = [4, 211, 31, 197, 84, 157, 252, 254, 11, 100, 157, 250, 63, 170, 106, 206, 107, 124, 212, 45, 111, 107, 9, 219, 200, 177, 0, 240, 143, 156, 44, 207];
        var opened = Jwe.Open("A128CBC-HS256", key, Decode("AxY8DCtDaGlsbGljb3RoZQ"), Decode("KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY"),
            Decode("9hH0vgRfYgPnAHOd8stkvw"), Encoding.ASCII.GetBytes("eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0"));
        Assert.Equal("Live long and prosper.", Encoding.UTF8.GetString(opened));
    }

    [Fact]
    public void RFC_7518_B1_opens()
    {
        var cipher = Hex("c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9a94ac9b47ad2655c5f10f9aef71427e2fc6f9b3f399a221489f16362c7032336" +
            "09d45ac69864e3321cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b384c486f3a54c51078158ee5d79de59fbd34d848b3d69550a67646344427ade54b8851ffb598f7f80074b9473c82e2db");
        var opened = Jwe.Open("A128CBC-HS256", [.. Enumerable.Range(0, 32).Select(i => (byte)i)], Hex("1af38c2dc2b96ffdd86694092341bc04"), cipher,
            Hex("652c3fa36b0a7c5b3219fab3a30bc1c4"), Encoding.ASCII.GetBytes("The second principle of Auguste Kerckhoffs"));
        Assert.Equal("A cipher system must not be required to be secret, and it must be able to fall into the hands of the enemy without inconvenience", Encoding.ASCII.GetString(opened));
    }

    public static TheoryData<string, string> Combinations => new(
        from key in new[] { "RSA-OAEP", "RSA-OAEP-256" } from content in new[] { "A128CBC-HS256", "A128GCM", "A256GCM" } select (key, content));

    [Theory, MemberData(nameof(Combinations))]
    public void Each_part_of_a_token_is_guarded(string keyAlgorithm, string contentAlgorithm)
    {
        using var key = RSA.Create(2048);
        var token = new FakeTokens { KeyAlgorithm = keyAlgorithm, ContentAlgorithm = contentAlgorithm }.Encrypt("inside", key, "k");
        Assert.Equal("inside", Encoding.UTF8.GetString(Jwe.Decrypt(token, Jwe.ReadHeader(token), key)));
        for (var part = 1; part < 5; part++)
        {
            var parts = token.Split('.');
            var bytes = Decode(parts[part]);
            bytes[0] ^= 1;
            parts[part] = WebEncoders.Base64UrlEncode(bytes);
            var broken = string.Join('.', parts);
            Assert.ThrowsAny<CryptographicException>(() => Jwe.Decrypt(broken, Jwe.ReadHeader(broken), key));
        }
        using var other = RSA.Create(2048);
        Assert.ThrowsAny<CryptographicException>(() => Jwe.Decrypt(token, Jwe.ReadHeader(token), other));
    }

    [Fact]
    public void The_header_is_guarded_too()
    {
        using var key = RSA.Create(2048);
        var parts = new FakeTokens { ContentAlgorithm = "A256GCM" }.Encrypt("inside", key, "k").Split('.');
        parts[0] = WebEncoders.Base64UrlEncode("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"another"}"""u8.ToArray());
        var token = string.Join('.', parts);
        Assert.ThrowsAny<CryptographicException>(() => Jwe.Decrypt(token, Jwe.ReadHeader(token), key));
    }

    [Theory]
    [InlineData("zip", "DEF")]
    [InlineData("crit", "exp")]
    public void What_we_do_not_understand_is_refused(string name, string value)
    {
        using var key = RSA.Create(2048);
        var tokens = new FakeTokens { TwistJweHeader = header => header[name] = name == "crit" ? new JsonArray(value) : value };
        Assert.Throws<CryptographicException>(() => Jwe.ReadHeader(tokens.Encrypt("inside", key, "k")));
    }

    [Theory]
    [InlineData("RSA1_5", "A256GCM")]
    [InlineData("dir", "A256GCM")]
    [InlineData("RSA-OAEP", "A256CBC-HS512")]
    public void Other_algorithms_are_refused(string keyAlgorithm, string contentAlgorithm)
    {
        using var key = RSA.Create(2048);
        Assert.Throws<CryptographicException>(() => Jwe.Decrypt(A1, new Jwe.Header(keyAlgorithm, contentAlgorithm, null), key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c.d")]
    [InlineData("e30.b.c.d.e.f")]
    [InlineData("eyJhbGciOiJSU0EtT0FFUCIsImFsZyI6ImRpciJ9.a.b.c.d")]   // "alg" twice
    public void What_is_no_token_is_refused_and_not_a_crash(string text)
    {
        using var key = RSA.Create(2048);
        var thrown = Assert.ThrowsAny<Exception>(() => Jwe.Decrypt(text, Jwe.ReadHeader(text), key));
        Assert.True(thrown is FormatException or CryptographicException or System.Text.Json.JsonException, thrown.GetType().Name);
    }

    static RSA Rsa(string n, string d, string p, string q)
    {
        var (ni, di, pi, qi) = (Number(n), Number(d), Number(p), Number(q));
        byte[] Bytes(BigInteger value) => [.. Enumerable.Repeat((byte)0, 128 - value.GetByteCount(true)), .. value.ToByteArray(true, true)];
        Assert.Equal(ni, pi * qi);
        return RSA.Create(new RSAParameters
        {
            Modulus = Decode(n), Exponent = [1, 0, 1], D = Decode(d), P = Decode(p), Q = Decode(q),
            DP = Bytes(di % (pi - 1)), DQ = Bytes(di % (qi - 1)), InverseQ = Bytes(BigInteger.ModPow(qi, pi - 2, pi)),
        });
    }

    static BigInteger Number(string text) => new(Decode(text), true, true);
    static byte[] Decode(string text) => WebEncoders.Base64UrlDecode(text);
    static byte[] Hex(string text) => Convert.FromHexString(text);
}

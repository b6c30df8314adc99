using Portal.Features.Login.Bff;
using Portal.Features.Login.Sessions;

namespace Portal.Tests.Features.Login;

public class LocalUrlTests
{
    [Theory]
    [InlineData("/fi")]
    [InlineData("/fi/booking?service=nurse&x=a%20b")]
    [InlineData("/en/booking/confirm?resume=0193#reason")]
    [InlineData("/sv/s%C3%B6k?q=%C3%A5ngest")]
    [InlineData("/en/a?next=//elsewhere.example")]   // in the query it leads nowhere
    public void Pages_of_ours(string url) => Assert.True(LocalUrl.Is(url));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("fi"), InlineData("https://evil.example"), InlineData("//evil.example"), InlineData("///evil.example")]
    [InlineData("/\\evil.example"), InlineData("\\\\evil.example"), InlineData("/\t/evil.example"), InlineData("/\n/evil.example"), InlineData("/fi\r\nSet-Cookie: a=b")]
    [InlineData("/%2fevil.example"), InlineData("/%2Fevil.example"), InlineData("/%5cevil.example"), InlineData("/%09/evil.example"), InlineData("/%252fevil.example")]
    [InlineData("/%25255cevil.example"), InlineData("/fi/%0d%0aX: y"), InlineData("/fi?a=\r\nX: y"), InlineData("javascript:alert(1)"), InlineData(" /fi")]
    [InlineData("/bff/logout?sid=1"), InlineData("/BFF/login"), InlineData("/%62ff/logout"), InlineData("/fi?x=\\\\evil")]
    public void Everything_else(string? url) => Assert.False(LocalUrl.Is(url));

    [Fact]
    public void A_very_long_address_is_refused() => Assert.False(LocalUrl.Is("/" + new string('a', 3000)));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox · Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari · iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome · Android")]
    [InlineData("<script>alert(1)</script>", DeviceWords.Unknown)]
    [InlineData(null, DeviceWords.Unknown)]
    public void A_device_in_words(string? agent, string words) => Assert.Equal(words, DeviceWords.Of(agent));
}

using Portal.Features.ActingFor.Register;

namespace Portal.Tests.Features.ActingFor.Register;

public class ValtuudetChecksumTests
{
    const string Path = "/service/hpa/user/register/abcd1234/010180-9026?requestId=3f2504e0-4f89-11d3-9a0c-0305e82c3301&endUserId=portal";

    [Fact]
    public void The_checksum_is_the_specified_one() =>
        Assert.Equal("+ZANvVbj3s8v/ZLXHq0GI1ym6Fv7Azy1un6j7soPE+s=", ValtuudetChecksum.Of("testApiKey-0123456789", Path, "2026-03-01T12:00:00.000Z"));

    [Fact]
    public void The_header_carries_client_time_and_checksum_of_what_is_sent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://valtuudet.test" + Path);
        ValtuudetChecksum.Sign(request, "abcd1234", "testApiKey-0123456789", new(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2)));
        Assert.Equal(["abcd1234 2026-03-01T12:00:00.000Z +ZANvVbj3s8v/ZLXHq0GI1ym6Fv7Azy1un6j7soPE+s="], request.Headers.GetValues(ValtuudetChecksum.HeaderName));
    }

    [Fact]
    public void The_time_is_written_the_same_in_every_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new("th-TH");   // another calendar
            Assert.Equal("2026-03-01T12:00:00.045Z", ValtuudetChecksum.Timestamp(new(2026, 3, 1, 12, 0, 0, 45, TimeSpan.Zero)));
        }
        finally { Thread.CurrentThread.CurrentCulture = before; }
    }
}

using Portal.Features.Notifications;

namespace Portal.Tests.Features.Notifications;

/// <summary>Numbers to call are read as people write them, and shown so that they can be checked.</summary>
public class PhoneNumberTests
{
    [Theory]
    [InlineData("040 123 4567", "+358401234567", "040 123 4567")]
    [InlineData("+358 (0)50-123 4567", "+358501234567", "050 123 4567")]
    [InlineData("0457 123 4567", "+3584571234567", "0457 123 4567")]
    [InlineData("09 310 1691", "+35893101691", "09 310 1691")]        // a landline can be called
    [InlineData("(02) 1234 567", "+35821234567", "02 123 4567")]
    [InlineData("013 123 456", "+35813123456", "013 123 456")]
    [InlineData("020 123 4567", "+358201234567", "020 123 4567")]
    [InlineData("029 123 4567", "+358291234567", "029 123 4567")]
    [InlineData("0046 70 123 45 67", "+46701234567", "+46 701 234 567")]
    [InlineData("+372 5123 4567", "+37251234567", "+372 512 345 67")]
    [InlineData("+1 (202) 555-0143", "+12025550143", "+1 202 555 0143")]
    public void A_number_is_kept_in_one_form_and_shown_in_groups(string typed, string kept, string shown)
    {
        var number = PhoneNumber.Read(typed)!.Value;
        Assert.Equal((kept, shown), (number.E164, number.Shown));
        Assert.DoesNotContain(kept[5..], $"{number}");
    }

    [Theory]
    [InlineData(""), InlineData(null), InlineData("040 12"), InlineData("soittakaa"), InlineData("116 117"), InlineData("1234567"), InlineData("040 123 4567 ring Aino"), InlineData("0600 123 123"), InlineData("0700 123 123"), InlineData("112"), InlineData("+0401234567"), InlineData("0401234567890123")]
    public void What_is_no_number_is_refused(string? typed) => Assert.Null(PhoneNumber.Read(typed));
}

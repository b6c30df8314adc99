using System.Globalization;
using Portal.Features.Measurements;

namespace Portal.Tests.Features.Measurements;

/// <summary>Numbers as people type them, and what is no number however it looks.</summary>
public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("6,1", "6.1", "")]
    [InlineData("6.1", "6.1", "")]
    [InlineData(" 6,10 ", "6.10", "")]
    [InlineData("132", "132", "")]
    [InlineData("007", "7", "")]
    [InlineData("1 234,5", "1234.5", "")]
    [InlineData("1\u00a0234", "1234", "")]      // no-break space
    [InlineData("1\u202f234", "1234", "")]      // narrow no-break space, as French and SI write it
    [InlineData("\u200e6,1\u200f", "6.1", "")]  // marks that copying brings along
    [InlineData("٦٫١", "6.1", "")]              // Arabic-Indic digits and decimal sign
    [InlineData("१३२", "132", "")]              // Devanagari
    [InlineData("１３２", "132", "")]           // full-width
    [InlineData("6,1mmol/l", "6.1", "mmol/l")]
    [InlineData("110 mg/dl", "110", "mg/dl")]
    [InlineData("37.2 °C", "37.2", "°C")]
    [InlineData("98 %", "98", "%")]
    [InlineData("62 /min", "62", "/min")]
    public void Is_a_number(string typed, string value, string unit)
    {
        Assert.True(TypedNumber.TryRead(typed, out var read, out var behind));
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), read);
        Assert.Equal(value.TrimStart('0') is [] or ['.', ..] ? value : value.TrimStart('0'), read.ToString(CultureInfo.InvariantCulture));   // with its zeros behind the point
        Assert.Equal(unit, behind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    [InlineData("-5")]
    [InlineData("−5")]
    [InlineData("+5")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("1e3,2")]
    [InlineData("1e9")]
    [InlineData("0x1F")]
    [InlineData("1.234,5")]
    [InlineData("1,2,3")]
    [InlineData("1..2")]
    [InlineData(",5")]
    [InlineData("5,")]
    [InlineData("12 34")]
    [InlineData("1 23 456")]
    [InlineData("6 1")]
    [InlineData("½")]
    [InlineData("5½")]
    [InlineData("²")]
    [InlineData("140/90")]
    [InlineData("5-6")]
    [InlineData("(5)")]
    [InlineData("5'5")]
    [InlineData("\ud800")]
    [InlineData("12\ud83d\ude00")]
    [InlineData("99999999999999999999999999999999999999")]
    public void Is_no_number(string? typed) => Assert.False(TypedNumber.TryRead(typed, out _, out _));

    [Fact]
    public void Is_shown_as_the_language_writes_it_with_its_zeros()
    {
        Assert.Equal("6,10", TypedNumber.Show(6.10m, CultureInfo.GetCultureInfo("fi")));
        Assert.Equal("6.10", TypedNumber.Show(6.10m, CultureInfo.GetCultureInfo("en")));
    }
}

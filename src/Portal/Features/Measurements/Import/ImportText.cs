using System.Text;

namespace Portal.Features.Measurements.Import;

/// <summary>A device's file as text, whichever way it was written: with a mark in front, as UTF-8, as UTF-16, or in the old Western way.</summary>
static class ImportText
{
    /// <summary>Bytes of a file, and characters of a text: years of measuring.</summary>
    public const int Longest = 1 << 20;

    static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    public static string Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8.GetString(file[3..]);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(file[2..]);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(file[2..]);
        if (file.Contains((byte)0)) return (file.Length > 1 && file[1] == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(file);   // UTF-16 without its mark
        try { return strict.GetString(file); }
        catch (DecoderFallbackException) { return Encoding.Latin1.GetString(file); }
    }
}

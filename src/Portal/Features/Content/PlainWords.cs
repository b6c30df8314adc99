using System.Globalization;
using System.Text;

namespace Portal.Features.Content;

/// <summary>The words of a text without what people leave out when they type: capitals, accents and apostrophes.</summary>
static class PlainWords
{
    public static string[] Of(string text)
    {
        // Half a character, which a client may send, cannot be normalized: encoding makes it a whole, unknown one.
        if (text.Any(char.IsSurrogate)) text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (c is '\'' or '’' or '´' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}

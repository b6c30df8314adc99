using System.Globalization;

namespace Portal.Features.Content;

/// <summary>A text in the three languages of the portal. None of them is ever empty.</summary>
public sealed record LocalText(string Fi, string Sv, string En)
{
    /// <param name="language">fi, sv or en; Finnish for anything else.</param>
    public string In(string language) => language switch { "sv" => Sv, "en" => En, _ => Fi };

    public string In(CultureInfo culture) => In(culture.TwoLetterISOLanguageName);

    /// <summary>In the request's language, so that a page can write <c>@service.Name</c>.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);
}

/// <summary>Words in the three languages, in the order in which they were written.</summary>
public sealed record LocalWords(IReadOnlyList<string> Fi, IReadOnlyList<string> Sv, IReadOnlyList<string> En)
{
    public IReadOnlyList<string> In(string language) => language switch { "sv" => Sv, "en" => En, _ => Fi };
}

using System.Globalization;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Figures;

sealed class FiguresTexts() : Texts("Features.Cases.Figures.Figures")
{
    /// <summary>"12 min", "2 h 5 min"; a dash when there is none to tell.</summary>
    public string Time(double? minutes) => minutes is not { } m ? "–"
        : (int)Math.Round(m) is var whole && whole < 60 ? this["minutes", whole] : this["hours-minutes", whole / 60, whole % 60];

    /// <summary>In the place of a number that is too small to be shown: "1–4".</summary>
    public string Few => this["few", DayFigures.Smallest - 1];

    /// <summary>"1–4" where the number is too small to be shown.</summary>
    public string Count(int? n) => n is { } shown ? shown.ToString("N0", CultureInfo.CurrentCulture) : Few;

    /// <summary>"18 (90 %)".</summary>
    public string Part(Share share) => share.Part is null ? this["few-share"]
        : share.Of is { } of ? this["part", Count(share.Part), of.ToString("P0", CultureInfo.CurrentCulture)] : Count(share.Part);
}

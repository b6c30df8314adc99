using Portal.Platform.Web;

namespace Portal.Features.Cases.Live;

/// <summary>What the live parts of pages say.</summary>
sealed class LiveTexts() : Texts("Features.Cases.Live.Live");

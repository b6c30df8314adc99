using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>Texts of charts and of the professional's review.</summary>
sealed class ReviewTexts() : Texts("Features.Measurements.Review");

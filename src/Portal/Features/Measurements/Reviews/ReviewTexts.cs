using Portal.Platform.Web;

namespace Portal.Features.Measurements.Reviews;

/// <summary>Texts of charts and of the professional's review.</summary>
sealed class ReviewTexts() : Texts("Features.Measurements.Review");

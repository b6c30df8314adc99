using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>The texts of recording and sending.</summary>
sealed class MeasurementsTexts() : Texts("Features.Measurements.Measurements");

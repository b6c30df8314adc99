using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>The texts of what goes into the patient record and comes from it.</summary>
sealed class RecordTexts() : Texts("Features.Measurements.Ehr.Record");

using Portal.Platform.Web;

namespace Portal.Features.Cases.Worklist;

/// <summary>The texts of the professionals' pages of cases.</summary>
sealed class WorklistTexts() : Texts("Features.Cases.Worklist.Worklist");

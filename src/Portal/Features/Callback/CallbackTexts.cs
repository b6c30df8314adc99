using Portal.Platform.Web;

namespace Portal.Features.Callback;

/// <summary>The room's texts.</summary>
sealed class CallbackTexts() : Texts("Features.Callback.Callback");

using Portal.Platform.Web;

namespace Portal.Features.Login;

sealed class LoginTexts() : Texts("Features.Login.Login");
